"""Text with formulas: native for PowerPoint, drawn at measured places for others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deckwright.deck.slide import Deck
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Bullets, Item, Math, Paragraph, Run
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.theme import LIGHT

TEXT = (Run("So "), Math.from_latex(r"\frac{a}{b}"), Run(" holds, and so does "), Math.from_latex("x^2"))


def gaps(tree) -> list[float]:
    """Widths in points of the gaps in a text."""
    runs = [r for r in tree.iter("{*}r") if r.findtext("{*}t") == "\u00a0"]
    return [int(r.find("{*}rPr").get("spc")) / 100 for r in runs]


def test_both_alternatives_fill_the_same_placeholder(slide, written, xml):
    """The text with native formulas and the one with gaps are the same shape for the rest of the file."""
    alternative = xml(written(slide("T", Paragraph(text=TEXT)))).find(".//{*}AlternateContent")
    choice, fallback = alternative
    assert choice.get("Requires") == "a14 p159"
    assert len(list(choice.iter("{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"))) == 2
    for branch in (choice, fallback):
        assert branch.find("{*}sp//{*}ph").get("idx") == "1"
        assert branch.find("{*}sp//{*}cNvPr").get("name") == "Text 1"


def test_formulas_are_drawn_where_they_were_measured(slide, written, xml):
    """Each drawn formula begins at its part's left edge, and the gap before the next words is as wide as measured."""
    deck = Deck("l", "T", (slide("T", Paragraph(text=TEXT)),))
    (item,) = lay_out(deck, LIGHT, widescreen()).slides[0].items
    (line,) = item.lines
    fallback = xml(written(*deck.slides)).find(".//{*}Fallback")
    drawn = [int(sp.find(".//{*}off").get("x")) for sp in fallback.find("{*}grpSp").iterfind("{*}sp")]
    assert drawn == pytest.approx([item.box.left + line.lefts[1], item.box.left + line.lefts[3]], abs=1)
    (gap,) = gaps(fallback)
    assert gap == pytest.approx((line.lefts[2] - line.lefts[1]) / 12700, abs=0.3)


def test_drawn_formulas_appear_with_their_item(slide, written, xml):
    """A program that shows drawn formulas gets a timing in which they appear together with their paragraph."""
    items = (Item((Run("a"),)), Item((Run("then "), Math.from_latex("x^2")), step=1))
    tree = xml(written(slide("T", Bullets(items=items))))
    native, drawn = tree.findall("{*}AlternateContent")[0]
    group = tree.find(".//{*}Fallback/{*}grpSp//{*}cNvPr").get("id")
    assert group not in {target.get("spid") for target in native.iter("{*}spTgt")}
    assert group in {target.get("spid") for target in drawn.iter("{*}spTgt")}


def test_title_with_a_formula_stays_a_title(slide, written, xml):
    """Both alternatives of such a title are the title placeholder."""
    made = replace(slide("T", Paragraph(text=(Run("x"),))), title=(Run("Blame "), Math.from_latex(r"\delta")))
    alternative = xml(written(made)).find(".//{*}AlternateContent")
    assert [branch.find("{*}sp//{*}ph").get("type") for branch in alternative] == ["title", "title"]


def test_formulas_in_cells_are_drawn_over_their_table(slide, written, xml):
    """A table with formulas has gaps in its stand-in, and the formulas lie inside of their cells."""
    rows = (
        (Cell((Run("Name"),)), Cell((Run("f"),))),
        (Cell((Run("square"),)), Cell((Math.from_latex("x^2"),), align="right")),
    )
    choice, fallback = xml(written(slide("T", Table(rows=rows)))).find(".//{*}AlternateContent")
    assert choice.find(".//{*}tbl//{*}oMath") is not None
    assert fallback.find(".//{*}tbl//{*}oMath") is None
    frame = fallback.find("{*}graphicFrame")
    table = {side: int(frame.find(f".//{{*}}{tag}").get(side)) for tag, sides in (("off", "xy"),) for side in sides}
    widths = [int(each.get("w")) for each in frame.iter("{*}gridCol")]
    heights = [int(each.get("h")) for each in frame.iter("{*}tr")]
    place = fallback.find("{*}grpSp/{*}sp//{*}xfrm")
    x, y = int(place.find("{*}off").get("x")), int(place.find("{*}off").get("y"))
    right, bottom = x + int(place.find("{*}ext").get("cx")), y + int(place.find("{*}ext").get("cy"))
    assert table["x"] + widths[0] < x < right < table["x"] + sum(widths)
    assert table["y"] + heights[0] < y < bottom < table["y"] + sum(heights)


def test_an_entry_that_begins_with_a_formula_has_its_mark(slide, written, xml):
    """A list's mark is as large as what comes first in its entry: not a gap's tiny space."""
    items = (Item((Math.from_latex("x^2"), Run(" grows"))), Item((Math.from_latex("x"),)))
    fallback = xml(written(slide("T", Bullets(items=items)))).find(".//{*}Fallback")
    for paragraph in fallback.find("{*}sp").iter("{*}p"):
        first, *others = paragraph.findall("{*}r")
        assert first.findtext("{*}t") == "\u2060" and int(first.find("{*}rPr").get("sz")) >= 1600
        assert [other.findtext("{*}t") for other in others] in ([], ["\u00a0", " grows"])


def test_letters_that_the_formula_font_lacks_are_text(slide, written, xml):
    """They stand in their room within the drawing, in their formula's color, and in the native formula as they are."""
    text = (Run("Der "), Math.from_latex(r"\textcolor{loss}{\text{损失}}_{\text{总}} = x"))
    choice, fallback = xml(written(slide("T", Paragraph(text=text)))).find(".//{*}AlternateContent")
    assert "损失" in "".join(choice.find(".//{*}oMath").itertext())
    first, second = (sp for sp in fallback.iter("{*}sp") if sp.findtext(".//{*}t") in ("损失", "总"))
    assert first.find(".//{*}rPr/{*}solidFill/{*}schemeClr") is not None
    sizes = [int(sp.find(".//{*}rPr").get("sz")) / 100 for sp in (first, second)]
    assert sizes[1] == pytest.approx(0.7 * sizes[0], abs=0.01)
    boxes = [(sp.find(".//{*}off"), sp.find(".//{*}ext")) for sp in (first, second)]
    widths = [int(extent.get("cx")) / 12700 for _, extent in boxes]
    assert widths == pytest.approx([2 * sizes[0], sizes[1]], abs=0.1)
    lefts = [int(offset.get("x")) / 12700 for offset, _ in boxes]
    assert lefts[0] + widths[0] <= lefts[1] + 0.1
    assert len({p.get("id") for p in fallback.iter("{*}cNvPr")}) == len(list(fallback.iter("{*}cNvPr")))
