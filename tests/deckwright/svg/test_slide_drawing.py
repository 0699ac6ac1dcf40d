"""A slide as SVG: the same words at the same places, clicks, figures and colors as in the presentation."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pptx
import pytest

from deckwright.deck.drawing import Drawing, Label
from deckwright.deck.equation import Equation, Line
from deckwright.deck.figure import Figure, Origin
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Bullets, Item, Math, Paragraph, Run, plain
from deckwright.errors import Source
from deckwright.fonts.type import Type
from deckwright.pptx.write import write
from deckwright.svg.colors import variables
from deckwright.theme import DARK, LIGHT, contrast

LONG = "The gradient says by how much the loss grows when a weight grows a little, all others left as they are."
FIGURE = Figure("0.64", 0.6434567, r"\sigma(z)", "[0]", Origin(Source(Path("/course/lessons/1/slides.md"), 7), "a[0]"))
STEPS = (
    Paragraph(text=(Run("before"),)),
    Bullets(items=tuple(Item((Run(word),), step=n) for n, word in enumerate(("one", "two", "three"))), step=1),
    Table(
        rows=tuple((Cell((Run(word),)), Cell((Run(word),))) for word in ("head", "row", "last")), by_row=True, step=4,
    ),
    Drawing(
        width=300, height=60,
        marks=tuple(Label(x=50 + 90 * part, y=30, text=(Run(f"part {part}"),), part=part) for part in range(3)), step=7,
    ),
    Paragraph(text=(Run("at last"),), step=10),
)  # fmt: skip


def words(node) -> str:
    """All words under a node."""
    said = ("".join(text.itertext()) for text in node.iter("{*}text"))
    return " ".join(text for text in said if text != "•")


def test_words_stand_where_they_were_measured(placed, drawn) -> None:
    """Lines break where the layout broke them, and each run is as wide as it was measured."""
    paragraph = Paragraph(text=(Run(LONG), Run(" Bold it is.", bold=True)))
    item = placed(paragraph).slides[0].items[0]
    found = [span for span in drawn(paragraph).iter("{*}tspan") if span.text not in ("Title", "1", "Backpropagation")]
    expected = [
        (part, item.box.left + left, item.box.top + line.baseline)
        for line in item.lines
        for part, left in zip(line.parts, line.lefts)
    ]
    assert len(item.lines) > 1 and len(found) == len(expected)
    kind = Type.body(LIGHT, item.size)
    for span, (part, left, baseline) in zip(found, expected):
        words = part.text.strip()
        lead = kind.width(part, part.text[: part.text.index(words)])
        assert span.text == words
        assert float(span.get("x")) == pytest.approx(left / 12_700 + lead, abs=0.01)
        assert float(span.get("y")) == pytest.approx(baseline / 12_700, abs=0.01)
        assert float(span.get("textLength")) == pytest.approx(kind.width(part, words), abs=0.01)


def test_a_paragraph_is_found_as_a_whole(drawn) -> None:
    """Its lines are one text with a space at each line's end."""
    assert LONG in ["".join(text.itertext()) for text in drawn(Paragraph(text=(Run(LONG),))).iter("{*}text")]


def test_each_click_reveals_what_it_does_in_the_presentation(placed, drawn, tmp_path: Path) -> None:
    """Items of a list, rows of a table, parts of a drawing, paragraphs: the same words with the same click."""
    deck = placed(*STEPS)
    write(deck, tmp_path / "deck.pptx", LIGHT)
    tree = drawn(*STEPS)
    numbers = sorted({int(node.get("data-step")) for node in tree.iter() if node.get("data-step")})
    here = [" ".join(words(node) for node in tree.iter() if node.get("data-step") == str(n)) for n in numbers]
    assert here == _words_by_click(pptx.Presentation(tmp_path / "deck.pptx").slides[0]._element)


def _words_by_click(slide) -> list[str]:
    """What each click of a presentation's slide reveals, in words."""
    shapes = {each.get("id"): each.getparent().getparent() for each in slide.iter("{*}cNvPr")}
    sequence = slide.find(".//{*}cTn[@nodeType='mainSeq']/{*}childTnLst")
    said = []
    for click in sequence:
        found = []
        for target in (effect.find(".//{*}spTgt") for effect in click.iterfind(".//{*}cTn[@presetClass]")):
            shape, part = shapes[target.get("spid")], target.find(".//{*}pRg")
            of = shape if part is None else list(shape.iter("{*}p"))[int(part.get("st"))]
            found += [t.text for t in of.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")]
        said.append(" ".join(found))
    return said


def test_a_figure_carries_where_it_comes_from(drawn) -> None:
    """In words and in formulas: what the manifest of a presentation says of it."""
    text = (Run("It is "), Run("0.64", figure=FIGURE), Run(". "), Math.from_latex("a = 0.64", (FIGURE,)))
    found = [
        json.loads(node.get("data-figures")) for node in drawn(Paragraph(text=text)).iter() if node.get("data-figures")
    ]
    record = {
        "text": "0.64", "value": 0.6434567, "label": "[0]", "formula": r"\sigma(z)",
        "expression": "a[0]", "source": "lessons/1/slides.md:7",
    }  # fmt: skip
    assert found == [[record], [record]]


def test_formulas_are_outlines_and_mathml(drawn) -> None:
    """Every outline that is referred to is there; a reader who doesn't see hears MathML; words go on around it."""
    tree = drawn(Paragraph(text=(Run("With "), Math.from_latex(r"a = \frac{1}{2}"), Run(" it ends."))))
    letters = {path.get("id") for path in tree.find("{*}defs")}
    assert letters and {use.get("href")[1:] for use in tree.iter("{*}use")} == letters
    math = tree.find(".//{*}foreignObject/{*}math")
    assert "".join(math.itertext()).replace(" ", "") == "a=12"
    places = [node for node in tree.iter("{*}text", "{*}foreignObject") if "".join(node.itertext()).strip()]
    said = ["".join(node.itertext()).strip() for node in places]
    assert said[1:4] == ["With", "".join(math.itertext()).strip(), "it ends."]


def test_letters_that_the_formula_font_lacks_are_words(drawn) -> None:
    """In the reader's font, as wide as they were measured."""
    tree = drawn(Paragraph(text=(Run("With "), Math.from_latex(r"L_{\text{总}} = \text{损失}"))))
    found = {text.text: text for text in tree.iter("{*}text") if text.get("textLength")}
    ratio = float(found["总"].get("font-size")) / float(found["损失"].get("font-size"))
    assert ratio == pytest.approx(0.7, abs=0.01)
    assert float(found["损失"].get("textLength")) == pytest.approx(2 * float(found["损失"].get("font-size")), abs=0.01)


def test_lines_of_an_equation_stand_at_their_relations(placed, drawn) -> None:
    """Each line's outline begins where the layout put its ink."""
    lines = (Line.from_latex("b + c", "a", "="), Line.from_latex("d", "", "="))
    item = placed(Equation(lines=lines)).slides[0].items[0]
    tree = drawn(Equation(lines=lines))
    at = [
        float(re.match(r"translate\(([\d.]+)", g[0].get("transform"))[1])
        for g in tree.iter("{*}g")
        if g.get("class") == "formula"
    ]
    assert at == [pytest.approx(box.left / 12_700, abs=0.01) for box in item.parts]


def test_colors_are_the_themes(drawn) -> None:
    """Variables in a page, so that it can change; in a file of its own the colors themselves."""
    blocks = Paragraph(text=(Run("loss", role="loss"),)), Bullets(items=(Item((Run("x"),)),))
    for named, color in ((True, "var(--loss)"), (False, f"#{LIGHT.roles['loss']}")):
        fills = {node.get("fill") for node in drawn(*blocks, named=named).iter()}
        assert color in fills and any("var(" in fill for fill in fills - {None}) == named


def test_text_from_the_right_ends_at_the_right(placed, drawn) -> None:
    """A paragraph in Hebrew ends at its box's right edge, and is marked as running from there."""
    paragraph = Paragraph(text=(Run("הרשת לומדת"),))
    item = placed(paragraph, language="he").slides[0].items[0]
    text = next(t for t in drawn(paragraph, language="he").iter("{*}text") if "הרשת" in "".join(t.itertext()))
    assert text[0].text == "\u202bהרשת לומדת\u202c"
    end = float(text[0].get("x")) + float(text[0].get("textLength"))
    assert end == pytest.approx((item.box.left + item.box.width) / 12_700, abs=0.02)


def test_a_table_is_read_as_one(drawn) -> None:
    """Rows and cells have their roles, and the alternative text is its name."""
    rows = tuple(tuple(Cell((Run(f"{r}{c}"),)) for c in "ab") for r in range(2))
    tree = drawn(Table(rows=rows, alt=(Run("what it shows"),)))
    table = next(node for node in tree.iter() if node.get("role") == "table")
    assert table.get("aria-label") == "what it shows"
    shown = [[(cell.get("role"), words(cell)) for cell in row] for row in table.iter() if row.get("role") == "row"]
    assert shown == [[("columnheader", "0a"), ("columnheader", "0b")], [("cell", "1a"), ("cell", "1b")]]


def test_plain_words_stay_words(drawn) -> None:
    """What looks like markup is shown as it is."""
    text = (Run("a < b & </text><script>"),)
    assert plain(text) in ["".join(t.itertext()) for t in drawn(Paragraph(text=text)).iter("{*}text")]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_stands_on_a_panel_can_be_read_in_both_themes(theme) -> None:
    """A page changes its theme by its variables: the number of a section has one of its own."""
    colors = dict(re.findall(r"--([\w-]+):#(\w{6})", variables(theme)))
    assert contrast(colors["panel"], colors["on-panel"]) >= 4.5
