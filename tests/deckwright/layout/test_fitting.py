"""What is too long: smaller type, further slides, or an error that says what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from deckwright.deck.chart import Chart
from deckwright.deck.columns import Column, Columns
from deckwright.deck.drawing import Drawing, Shape
from deckwright.deck.equation import Equation, Line
from deckwright.deck.slide import Deck, Slide
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Bullets, Code, Item, Math, Paragraph, Run, plain
from deckwright.errors import Source, UserError
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.theme import LIGHT

PAGE = widescreen()
HERE, THERE = Source(Path("slides.md"), 7), Source(Path("slides.md"), 9)


def lay(*blocks, title="Title", **more):
    """The slides that these blocks take."""
    slide = Slide("key", (Run(title),), blocks, source=HERE, **more)
    return lay_out(Deck("l", "L", (slide,)), LIGHT, PAGE).slides


def words(count: int) -> tuple[Run]:
    return (Run("gradient descent " * (count // 2)),)


def bullets(count: int, levels: int = 1) -> Bullets:
    return Bullets(items=tuple(Item((Run(f"item {n}"),), level=n % levels) for n in range(count)), source=THERE)


def rows(count: int) -> Table:
    body = tuple((Cell((Run(str(n)),)), Cell((Run("0.5"),))) for n in range(count))
    return Table(rows=((Cell((Run("Step"),)), Cell((Run("Loss"),))), *body), caption=(Run("All steps"),))


def test_more_text_gets_smaller_type_but_never_below_16():
    """Sizes fall from 28 to 16 with the amount of text."""
    sizes = [lay(Paragraph(text=words(count)))[0].items[0].size for count in (20, 130, 200, 240)]
    assert sizes[0] == 28 and sizes == sorted(sizes, reverse=True) and sizes[-1] == 16


def test_a_long_list_continues_at_items_of_the_first_level():
    """No item is lost, each slide begins with a first-level item, and the slides are about evenly full."""
    slides = lay(bullets(30, levels=3))
    lists = [slide.items[0].block.items for slide in slides]
    assert sum(lists, ()) == bullets(30, levels=3).items
    assert len(slides) > 1 and all(items[0].level == 0 for items in lists)
    assert max(map(len, lists)) - min(map(len, lists)) <= 6
    assert len({slide.items[0].size for slide in slides}) == 1


def test_a_long_table_repeats_its_header_and_titles_stay_unique():
    """Every row stands once, the header on each slide, the caption under the last part."""
    slides = lay(Paragraph(text=(Run("All steps:"),)), rows(50), title="Descent")
    tables = [slide.items[-1] for slide in slides]
    assert len(slides) > 1
    assert all(t.block.rows[0][0] == rows(1).rows[0][0] for t in tables)
    assert sorted(_first_cells(tables)) == sorted(plain(row[0].text) for row in rows(50).rows[1:])
    assert [plain(s.title) for s in slides] == [f"Descent ({n}/{len(slides)})" for n in range(1, len(slides) + 1)]
    assert [bool(t.parts) for t in tables] == [False] * (len(slides) - 1) + [True]


def _first_cells(tables):
    """What stands first in each row of each stretch."""
    for table in tables:
        width = len(rows(1).rows[0])
        for row in table.block.rows[1:]:
            yield from (text for k in range(0, len(row), width + 1) if (text := plain(row[k].text)))


def test_a_long_narrow_table_stands_in_two_stretches_on_one_slide():
    """In type of 16 points or more, before it goes on to a further slide; one that comes row by row stays whole."""
    (slide,) = lay(rows(22))
    (table,) = slide.items
    assert table.size >= 16 and len(table.block.rows) == 12
    assert sorted(_first_cells([table])) == sorted(plain(row[0].text) for row in rows(22).rows[1:])
    assert len(lay(replace(rows(22), by_row=True))) == 2


def test_a_table_that_has_room_on_a_slide_of_its_own_is_not_cut():
    """It goes on to the next slide whole, with the words that lead to it."""
    blocks = [part for name in "abc" for part in (Paragraph(text=(Run(name), Run(": losses"))), rows(9))]
    slides = lay(*blocks)
    assert len(slides) == 3
    for slide, name in zip(slides, "abc", strict=True):
        words, table = slide.items
        assert plain(words.block.text) == f"{name}: losses" and len(table.block.rows) == 10


def test_a_long_working_continues_between_its_lines():
    """All lines are there, in order, on further slides."""
    lines = tuple(Line.from_latex(left=f"z_{{{n}}}", relation="=", right=r"\frac{a}{b}") for n in range(14))
    slides = lay(Equation(lines=lines))
    assert len(slides) > 1
    assert sum((slide.items[0].block.lines for slide in slides), ()) == lines


def test_columns_too_narrow_for_their_tables_stand_below_one_another():
    """Each under its heading, on as many slides as they need; no heading is left alone at a slide's end."""
    wide = Table(rows=tuple(tuple(Cell(text=(Run("0.123456789"),)) for _ in range(8)) for _ in range(9)))
    column = Column((Paragraph(text=(Run("Heading", bold=True),)), wide))
    slides = lay(Columns(columns=(column, column, column)))
    shown = [item.block for slide in slides for item in slide.items]
    assert len(slides) > 1 and sum(isinstance(block, Paragraph) for block in shown) == 3
    assert not any(isinstance(slide.items[-1].block, Paragraph) for slide in slides)


def test_too_much_of_what_cannot_be_cut_is_an_error_at_its_line():
    """The message says how many points and lines, at the block that crosses the bottom, and what to do."""
    with pytest.raises(UserError, match=r"slides.md:9: The slide is \d+ pt too high \(about \d+ lines") as error:
        lay(Paragraph(text=words(100), source=HERE), Paragraph(text=words(300), source=THERE))
    assert "# Title" in error.value.hint


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        (Code(lines=((Run("x" * 200, code=True),),), source=THERE), "code block"),
        (Paragraph(text=(Run("x" * 200),), source=THERE), "paragraph"),
        (Equation(lines=(Line.from_latex(right=r"\text{" + "wide " * 60 + "}"),), source=THERE), "formula"),
        (
            Drawing(width=3000, height=9, marks=(Shape(x=0, y=0, width=9, height=9, text=(Run("h"),)),), source=THERE),
            "diagram",
        ),
    ],
)
def test_what_is_too_wide_is_an_error_at_its_line(block, kind):
    """A block that no size makes narrow enough is named, with the points that are missing."""
    with pytest.raises(UserError, match=rf"slides.md:9: This {kind} is \d+ pt too wide"):
        lay(block)


def test_an_endless_title_is_an_error():
    """A title has two lines at most."""
    with pytest.raises(UserError, match=r"slides.md:7: The title takes \d+ lines in 20 pt type; there is room for 2"):
        lay(Paragraph(text=words(2)), title="why " * 100)


def test_a_title_whose_formulas_are_too_tall():
    """Its lines are few enough; what is too much is told."""
    title = (Math.from_latex(r"\frac{\frac{1}{2}}{\frac{3}{4}}"), Run("\n"), Math.from_latex(r"\frac{1}{2}"))
    slide = Slide("key", title, (Paragraph(text=words(2)),), source=HERE)
    with pytest.raises(UserError, match=r"slides.md:7: The title's formulas are \d+ pt too tall, even in 20 pt type"):
        lay_out(Deck("l", "L", (slide,)), LIGHT, PAGE)


def test_long_titles_become_smaller_and_stay_in_their_box():
    """Two lines fit in smaller type."""
    (slide,) = lay(Chart(kind="line", series=()), title="What the gradient says about each weight of the network " * 2)
    assert len(slide.title_lines) == 2 and 22 <= slide.title_size < 32
    assert slide.title_lines[-1].baseline < slide.title_box.height


def test_footnotes_stand_at_the_bottom_and_blocks_above_them():
    """The body gives way to the footnotes."""
    (slide,) = lay(Chart(kind="line", series=()), footnotes=((Run("one"),), (Run("two"),)))
    chart, one, two = (item.box for item in slide.items)
    assert chart.bottom <= one.top < one.bottom <= two.top
    assert two.bottom == pytest.approx(PAGE.layouts["content"].bodies[0].bottom, abs=2)


def test_long_footnotes_become_smaller_and_endless_ones_are_an_error():
    """They stay below the title; what cannot is said at the slide's line."""
    sizes = [lay(footnotes=((words(count)),), layout="title")[0].items[0].size for count in (20, 90)]
    assert sizes[0] == 16 > sizes[1] >= 12
    with pytest.raises(UserError, match="slides.md:7: The footnotes are too long"):
        lay(footnotes=(words(900),), layout="title")


def test_references_are_set_small_and_continue():
    """Sources go from 20 to 16 points before they take another slide."""
    assert lay(bullets(4), layout="references")[0].items[0].size == 20
    assert {s.items[0].size for s in lay(bullets(14), layout="references")} == {16}
    assert len(lay(bullets(60), layout="references")) > 1
