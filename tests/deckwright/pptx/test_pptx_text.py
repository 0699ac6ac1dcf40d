"""Paragraphs, lists and code as native text, read back from the file."""

from __future__ import annotations

import pptx
import pytest
from PIL import Image
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt

from deckwright.deck.text import Bullets, Code, Item, Math, Paragraph, Run
from deckwright.language.direction import LEFT_TO_RIGHT
from pictures_compared import MISSING, as_libreoffice_has_it


@pytest.fixture
def shapes(slide, written):
    """Write blocks on one slide and return its shapes."""

    def write(*blocks, **fields):
        return pptx.Presentation(written(slide("Text", *blocks, **fields))).slides[0].shapes

    return write


def test_first_text_fills_the_body(shapes):
    """A paragraph on a content slide stands in the layout's body, the next one in a text box."""
    title, first, second, *_ = shapes(Paragraph(text=(Run("One"),)), Paragraph(text=(Run("Two"),)))
    assert title.is_placeholder
    assert first.is_placeholder and first.text_frame.text == "One"
    assert not second.is_placeholder and second.text_frame.text == "Two"


def test_roles_are_theme_colors(shapes):
    """A role's run has the theme's accent, never a fixed color."""
    text = (Run("gradient", role="gradient"), Run(" of "), Run("this", role="muted"))
    runs = shapes(Paragraph(text=text))[1].text_frame.paragraphs[0].runs
    assert runs[0].font.color.theme_color == MSO_THEME_COLOR.ACCENT_4
    assert runs[2].font.color.theme_color == MSO_THEME_COLOR.TEXT_2


def test_styles_of_runs(shapes):
    """Bold, italic, subscript, strike-through and code come out as such."""
    text = (Run("b", bold=True), Run("i", italic=True), Run("2", sub=True), Run("s", strike=True), Run("c", code=True))
    bold, italic, sub, strike, code = shapes(Paragraph(text=text))[1].text_frame.paragraphs[0].runs
    assert bold.font.bold and italic.font.italic
    assert sub._r.rPr.get("baseline") == "-25000"
    assert strike._r.rPr.get("strike") == "sngStrike"
    assert code.font.name == "Courier New"


@pytest.mark.parametrize("kind", ["answer", "quote"])
def test_the_rule_beside_a_paragraph_is_flush_with_other_text(shapes, kind):
    """What is set apart by a rule begins with it at the slide's left edge; its words are clear of it."""
    plain, *others = list(shapes(Paragraph(text=(Run("One"),)), Paragraph(text=(Run("Two"),), kind=kind)))[1:4]
    rule = next(shape for shape in others if "rule" in shape.name)
    words = next(shape for shape in others if shape.has_text_frame and shape.text_frame.text == "Two")
    assert rule.left == plain.left and rule.left + rule.width < words.left
    assert (rule.top, rule.height) == (words.top, words.height)


def test_links_leave_the_deck_or_stay_in_it(slide, written):
    """An address becomes a hyperlink, #key a jump to that slide."""
    text = (Run("book", link="https://www.deeplearningbook.org"), Run("there", link="#Second"))
    path = written(slide("First", Paragraph(text=text)), slide("Second", Paragraph(text=(Run("x"),))))
    first, second = pptx.Presentation(path).slides
    out, inside = first.shapes[1].text_frame.paragraphs[0].runs
    assert out.hyperlink.address == "https://www.deeplearningbook.org"
    target = first.part.rels[inside._r.rPr.find("{*}hlinkClick").rId].target_part
    assert target is second.part


FOLLOWERS = {
    "words": (Run(" in words"),),
    "a comma": (Run(", then words"),),
    "bold": (Run(" in bold", bold=True),),
    "another link": (Run("M", link="https://b.org"), Run(" and words")),
    "a formula": (Math.from_latex("x"), Run(" and words")),
}


@pytest.mark.slow
@pytest.mark.skipif(MISSING, reason="LibreOffice draws the slides")
@pytest.mark.parametrize("before", [(), (Run("A "),)])
def test_links_have_their_color_whatever_follows(slide, written, tmp_path, before):
    """In LibreOffice as well, which gives a link the color of the text after it."""
    link = Run("MMMM", link="https://a.org")
    deck = written(*(slide(name, Paragraph(text=(*before, link, *after))) for name, after in FOLLOWERS.items()))
    for picture in as_libreoffice_has_it(deck, tmp_path):
        seen = Image.open(picture).convert("RGB").crop((0, 60, 640, 330))
        blue = sum(count for count, (red, _, blue) in seen.getcolors(100_000) if blue > red + 100)
        assert blue > 100, picture.name


def test_what_ends_a_link_says_nothing_more(shapes):
    """It is a space that is there already, or a character without width."""
    link = Run("book", link="https://a.org")
    for after, runs in ((" in words", ["book", " ", "in words"]), (", then", ["book", LEFT_TO_RIGHT, ", then"])):
        written = shapes(Paragraph(text=(link, Run(after))))[1].text_frame.paragraphs[0].runs
        assert [run.text for run in written] == runs
        assert written[1].hyperlink.address is None


def test_numbers_are_counted_by_the_program(shapes):
    """Consecutive numbers are one native numbering; after a gap the next number is kept."""
    items = tuple(Item((Run(m),), marker=m) for m in ("3.", "4.", "9."))
    paragraphs = shapes(Bullets(items=items))[1].text_frame.paragraphs
    numbering = [p._p.pPr.find("{*}buAutoNum") for p in paragraphs]
    assert [n.get("type") for n in numbering] == ["arabicPeriod"] * 3
    assert [n.get("startAt") for n in numbering] == ["3", "3", "9"]


def test_bullets_hang_by_level(shapes):
    """A deeper item stands further right, and its marker hangs to the left of its text."""
    items = (Item((Run("a"),)), Item((Run("b"),), level=1))
    outer, inner = shapes(Bullets(items=items))[1].text_frame.paragraphs
    left = [int(p._p.pPr.get("marL")) for p in (outer, inner)]
    assert left[1] == pytest.approx(2 * left[0], abs=2)
    assert int(outer._p.pPr.get("indent")) == -left[0]
    assert inner.level == 1


def test_code_keeps_its_lines_and_spaces(shapes):
    """Code is one paragraph a line, monospaced, its indentation kept."""
    code = Code(lines=((Run("def f():", role="weight"),), (Run("    return 1"),), ()))
    box = shapes(code)[1]
    assert [p.text for p in box.text_frame.paragraphs] == ["def f():", "    return 1", ""]
    assert box.fill.fore_color.theme_color == MSO_THEME_COLOR.BACKGROUND_2
    assert box.text_frame.margin_left == box.text_frame.margin_top > Pt(5)


def test_code_stands_out_from_the_ground_of_a_question(shapes):
    """A question's slide has the color that code has elsewhere; there code has that of other slides."""
    code, question = Code(lines=((Run("x = 1"),),)), Paragraph(text=(Run("Why?"),), kind="question")
    elsewhere = next(shape for shape in shapes(code) if shape.name.startswith("Code"))
    asked = next(shape for shape in shapes(question, code, layout="question") if shape.name.startswith("Code"))
    grounds = [shape.fill.fore_color.theme_color for shape in (elsewhere, asked)]
    assert grounds == [MSO_THEME_COLOR.BACKGROUND_2, MSO_THEME_COLOR.BACKGROUND_1]


def test_texts_are_neither_fitted_nor_inset(shapes):
    """The program must not change what was measured."""
    for shape in shapes(Paragraph(text=(Run("One"),)), Paragraph(text=(Run("Two"),))):
        body = shape.text_frame._txBody.bodyPr
        assert body.find("{*}noAutofit") is not None
        assert {body.get(side) for side in ("lIns", "tIns", "rIns", "bIns")} == {"0"}


def test_footer_and_number_are_placeholders(shapes):
    """Lecture title and slide number stand in the layout's own places, the number as a field."""
    *_, footer, number = shapes(Paragraph(text=(Run("One"),)))
    assert footer.text_frame.text == "Backpropagation" and footer.is_placeholder
    assert number._element.find(".//{*}fld").get("type") == "slidenum"
