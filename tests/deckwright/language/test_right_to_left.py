"""Hebrew and Arabic: slides from the right, paragraphs in their direction, numbers and formulas in their order."""

from __future__ import annotations

import re
from pathlib import Path

import pptx
import pytest
from pptx.oxml.ns import qn

from deckwright.building.deck import look
from deckwright.deck.text import Math, Run, plain
from deckwright.language import ENGLISH, language
from deckwright.language.direction import LEFT_TO_RIGHT, RIGHT_TO_LEFT, in_order, reads_from_right
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.pptx.open_presentation import open_presentation
from deckwright.pptx.write import write
from deckwright.pptx.xml import qualified
from deckwright.theme import LIGHT

BODY = """- פריט ראשון −{{ rate }}
- ReLU.

{{ table([["רשת", rate]], header=["שם", "ערך"]) }}

::: columns
::: column
ראשון
:::
::: column
שני
:::
:::

$$ y = 2x $$

```python
x = 1
```

::: notes
הערה
:::
"""


@pytest.fixture
def slides(read, tmp_path: Path):
    """The slides that a body in a language becomes, in our design or in a template."""

    def slides(language: str, body: str, template: Path | None = None, **names: object):
        lecture = read(language, body, **names)
        theme, page = look(LIGHT, template, lecture.front)
        placed = lay_out(lecture.deck, theme, page)
        write(placed, tmp_path / "deck.pptx", theme, opened=open_presentation(theme, template, {}, page))
        return placed, pptx.Presentation(tmp_path / "deck.pptx")

    return slides


def paragraphs(slide) -> dict[str, tuple[str | None, str | None]]:
    """Direction and side of each paragraph of a slide by its words, without marks."""
    found = {}
    for paragraph in slide._element.iter(qn("a:p")):
        words = re.sub(
            f"[{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}]", "", "".join(t.text or "" for t in paragraph.iter(qn("a:t")))
        )
        properties = paragraph.find(qn("a:pPr"))
        found[words] = (properties.get("rtl"), properties.get("algn")) if properties is not None else (None, None)
    return found


def test_a_hebrew_slide_runs_from_the_right(slides) -> None:
    """Title, bullets, table and columns begin at the right; code and formulas run from the left."""
    placed, deck = slides("he-IL", BODY, rate=0.25)
    slide, shown = deck.slides[1], placed.slides[1]
    said = paragraphs(slide)
    assert {said[words] for words in ("פריט ראשון −0.25", "ReLU.", "A slide", "ראשון", "שם", "רשת")} <= {
        ("1", "r"),
        ("0", "r"),
    }
    assert said["ReLU."] == ("1", "r") and said["A slide"] == ("0", "r") and said["x = 1"] == ("0", "l")
    table = next(slide._element.iter(qn("a:tblPr")))
    assert table.get("rtl") == "1"
    at = {plain(item.block.text): item.box for item in shown.items if hasattr(item.block, "text")}
    assert at["ראשון"].left > at["שני"].right
    assert all(0 <= item.box.left and item.box.right <= placed.width for item in shown.items)


def test_the_template_of_a_hebrew_deck_is_mirrored(slides) -> None:
    """Whoever adds a slide writes from the right; the title slide's picture is at the left."""
    _, deck = slides("he", "x")
    style = deck.slide_master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    assert (style.get("rtl"), style.get("algn")) == ("1", "r")
    title = deck.slide_layouts[0]
    assert title.placeholders[0].left > deck.slide_width / 4
    assert max(shape.left + shape.width for shape in title.shapes if shape.name == "Neuron") < deck.slide_width / 2
    _, english = slides("en", "x")
    assert english.slide_layouts[0].placeholders[0].left < deck.slide_width / 4


def test_a_lecturers_template_keeps_its_title(slides, dark: Path) -> None:
    """In a Hebrew deck its title stays where it is, its content begins at the right."""
    placed, deck = slides("he", "פריט\n\n{{ table([[1, 2]]) }}", dark)
    hebrew = placed.slides[1]
    layout = next(each for each in deck.slide_layouts if each == deck.slides[1].slide_layout)
    title = next(each for each in layout.placeholders if each.placeholder_format.type in (1, 3))
    assert title.left <= hebrew.title_box.left and hebrew.title_box.right <= title.left + title.width
    table = next(item for item in hebrew.items if item.columns)
    assert table.box.left + table.box.width / 2 > deck.slide_width / 2


def test_a_paragraph_goes_by_its_first_letter_in_other_decks(slides) -> None:
    """A Hebrew paragraph of an English deck runs from the right, its neighbors don't."""
    _, deck = slides("en", "שלום world\n\nhello שלום\n\n5 שלום")
    said = paragraphs(deck.slides[1])
    assert [said[words][0] for words in ("שלום world", "hello שלום", "5 שלום")] == ["1", None, "1"]


@pytest.mark.parametrize(
    "text, shown",
    [
        ("−0.5", "<−0.5>"),
        ("שגיאה 3.2×10⁻⁵, 47.3%", "שגיאה <3.2×10⁻⁵>, <47.3%<>"),
        ("12,345", "12,345"),
        ("שכבה 2", "שכבה 2"),
        ("4-4-1", "<4-4-1>"),
        ("(Goodfellow, 2016)", "(Goodfellow, 2016)<"),
        ("ReLU", "ReLU"),
    ],
)
def test_numbers_keep_their_order(text: str, shown: str) -> None:
    """Marks of direction stand around what would be turned: signs, factors, per cents, the mark after Latin words."""
    assert in_order(text).replace(LEFT_TO_RIGHT, "<").replace(RIGHT_TO_LEFT, ">") == shown


def test_direction() -> None:
    """Of texts in a Hebrew deck and in others."""
    hebrew = language("he")
    assert [reads_from_right(text, hebrew) for text in ("ReLU", "5", "ReLU היא", "שלום")] == [False, True, True, True]
    assert [reads_from_right(text, ENGLISH) for text in ("ReLU", "5", "ReLU היא", "שלום")] == [
        False,
        False,
        False,
        True,
    ]


def test_a_formula_and_its_value_are_one_statement(read) -> None:
    """From right to left "x =" would stand behind what it equals."""
    for body in ("א $x =$ {{ rate }} ב", "א $x = {{ rate }}$ ב"):
        text = read("he", body, rate=0.25).deck.slides[1].blocks[0].text
        assert [part.latex if isinstance(part, Math) else part.text for part in text] == ["א ", "x = 0.25", " ב"]
        assert [figure.text for figure in text[1].figures] == ["0.25"]
    assert [type(part) for part in read("en", "a $x =$ {{ rate }}", rate=0.25).deck.slides[1].blocks[0].text][-1] is Run


def test_drawn_formulas_stand_where_the_line_leaves_room(slides) -> None:
    """For programs without mathematics: the first formula of a line is the one farthest to the right."""
    placed, deck = slides("he", "שלום $a$ עולם $b$ סוף")
    fallback = next(deck.slides[1]._element.iter(qualified("mc:Fallback")))
    lefts = [int(shape.find(f".//{qn('a:off')}").get("x")) for shape in fallback.iter(qn("p:sp"))][1:]
    assert lefts == sorted(lefts, reverse=True) and len(lefts) == 2
    box = placed.slides[1].items[0].box
    assert all(box.left <= left <= box.right for left in lefts) and widescreen(rtl=True).rtl
