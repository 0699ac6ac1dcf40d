"""Widths of columns and heights of rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.deck.slide import Deck, Slide
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Bullets, Item, Run, plain
from deckwright.errors import Source, UserError
from deckwright.fonts.type import Type
from deckwright.layout import fit
from deckwright.layout.block import Setting, measure
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.layout.pagination import cuts
from deckwright.layout.sizes import LADDER
from deckwright.layout.table_columns import APART, PAD
from deckwright.layout.text_lines import text_width
from deckwright.theme import LIGHT

SETTING = Setting(LADDER[0], LIGHT, 29, 367)


def table(*rows: tuple[str, ...], **more) -> Table:
    return Table(rows=tuple(tuple(Cell((Run(text),)) for text in row) for row in rows), **more)


def placed(block: Table, width: float = 850):
    return measure(block, width, SETTING).place(0, 0, 367)[0]


def test_columns_are_as_wide_as_their_contents_need():
    """The wider contents get the wider column, and the table is not stretched over the whole slide."""
    short, long = placed(table(("Step", "Gradient of the loss"), ("1", "−0.0369"))).columns
    assert long - short > 40 * 12700
    assert (short + long) / 12700 < 850 * 2 / 3


def test_a_table_that_needs_half_of_the_width_takes_all_of_it():
    """So that its rules end where the title's line ends."""
    columns = placed(table(("Step", "Gradient of the loss", "of all others"), ("1", "−0.0369", "0.1"))).columns
    assert sum(columns) / 12700 == pytest.approx(850, abs=0.1)


@pytest.mark.parametrize("sides", [("left", "left", "left"), ("left", "right", "right"), ("right", "right", "right")])
def test_the_same_room_stands_between_any_two_columns(sides):
    """From where a column's longest text ends to where the next one's begins, whichever side they stand to."""
    words = ("Step", "Gradient of the loss", "of all others")
    made = placed(Table(rows=(tuple(Cell((Run(w),), align=side) for w, side in zip(words, sides)),), header_rows=0))
    starts = [sum(made.columns[:c]) + made.cells[0][c][0].lefts[0] for c in range(3)]
    kind = Type.body(LIGHT, SETTING.sizes.table)
    ends = [start / 12700 + text_width((Run(word),), kind) for start, word in zip(starts, words)]
    assert starts[1] / 12700 - ends[0] == pytest.approx(starts[2] / 12700 - ends[1], abs=1.1)
    assert starts[0] / 12700 == pytest.approx(PAD["table"][0], abs=1.1)
    assert 850 - ends[2] == pytest.approx(PAD["table"][0], abs=1.1)


def test_tinted_columns_are_equally_wide():
    """A heat map has cells of one size, whatever the numbers' signs."""
    rows = tuple((Cell((Run(a),), heat=0.1), Cell((Run(b),), heat=-0.5)) for a, b in (("1", "−0.65"), ("2", "−0.25")))
    left, right = placed(Table(rows=rows, header_rows=0)).columns
    assert left == right


def test_wide_tables_wrap_and_keep_their_longest_words():
    """Too much text wraps: the widths add up to the room, the rows become higher, each word still has its width."""
    block = table(("Optimizer", "What it keeps"), ("Adam", "the mean and the uncentred variance " * 6))
    made = placed(block, 400)
    assert sum(made.columns) / 12700 == pytest.approx(400, abs=0.1)
    assert made.rows[1] > 2 * made.rows[0]
    assert measure(block, 400, SETTING).excess == 0


def test_there_is_less_beside_the_text_before_a_cell_is_wrapped():
    """Nine points where there is room, five at the least."""
    block = table(("Optimizer", "Remembers", "Since"), ("Adam", "both means", "2014"))
    tight = placed(block, 1)
    needed = sum(width.pt for width in tight.columns) + 12
    assert (placed(block).margin.pt, tight.margin.pt) == (9, 5)
    between = placed(block, needed)
    assert 5 < between.margin.pt < 9
    assert all(len(cell) == 1 for row in between.cells for cell in row)


def test_a_table_that_cannot_be_narrow_enough_says_by_how_much():
    """excess is what the words need beyond the width."""
    assert measure(table(("Überraschungsgradient",) * 4), 300, SETTING).excess > 100


def test_a_matrix_has_equal_columns():
    """Matrices are compact: all columns as wide as the widest entry needs."""
    made = placed(table(("1", "−0.1234"), ("22", "3"), kind="matrix", header_rows=0))
    assert made.columns[0] == made.columns[1]
    assert made.columns[0] / 12700 < 4.5 * SETTING.sizes.body


def test_a_table_that_nearly_fills_the_width_fills_it():
    """What needs most of the slide is stretched to its edges; rows grow into the height given."""
    row = ("Gradient of the loss", "Finite differences", "Relative error")
    measured = measure(table(row, ("1", "2", "3")), 850, SETTING)
    low, high = (measured.place(0, 0, height)[0] for height in (measured.least, 367))
    assert sum(low.columns) / 12700 == pytest.approx(850, abs=0.1)
    assert low.rows[1] < high.rows[1]
    assert sum(high.rows) / 12700 == pytest.approx(measured.most, abs=0.1)


def test_a_folded_table_stands_in_stretches_with_a_gap_between():
    """The second stretch goes on where the first ends, under a header of its own; nothing rules the gap."""
    block = table(("n", "loss"), *((str(n), f"0.{n}") for n in range(1, 6)), fold=2)
    shown = placed(block).block
    words = [[plain(cell.text) for cell in row] for row in shown.rows]
    assert words[0] == ["n", "loss", "", "n", "loss"]
    assert [row[0] for row in words[1:]] == ["1", "2", "3"]
    assert [row[3] for row in words[1:]] == ["4", "5", ""]
    assert not any(row[2].ruled for row in shown.rows)
    columns = placed(block).columns
    assert columns[:2] == columns[3:] and columns[2] > columns[1] - columns[0]


def test_a_long_folded_table_goes_on_after_its_last_stretch():
    """Cut to fit, the first part ends where the second begins, in the order of the rows."""
    block = table(("n", "loss"), *((str(n), "0.5") for n in range(80)), fold=2)
    head, tail = cuts(block)[29]()
    assert [plain(row[0].text) for row in head.rows[1:]] == [str(n) for n in range(30)]
    assert [plain(row[0].text) for row in tail.rows[1:]] == [str(n) for n in range(30, 80)]
    assert len(placed(head).block.rows) == 16


def test_spanning_cells_have_the_room_of_all_their_columns():
    """A heading over two columns does not widen the first; what it covers has no lines."""
    rows = (
        (Cell((Run("Measured on the test set"),), columns=2), Cell(), Cell((Run("n"),))),
        (Cell((Run("loss"),)), Cell((Run("accuracy"),)), Cell((Run("7"),))),
    )
    made = placed(Table(rows=rows))
    assert made.columns[2] < made.columns[0]
    assert len(made.cells[0][0]) == 1 and made.cells[0][1] == ()


def test_lines_of_cells_stand_where_their_alignment_says():
    """Left, centered and right contents have the pad, equal spaces, and the pad on the other side."""
    rows = (
        tuple(Cell((Run("x"),), align=side) for side in ("left", "center", "right")),
        (Cell((Run("wide enough"),)),) * 3,
    )
    made = placed(Table(rows=rows, header_rows=0))
    lefts = [made.cells[0][c][0].lefts[0].pt for c in range(3)]
    assert lefts[0] == pytest.approx(PAD["table"][0], abs=0.01)
    assert lefts[0] < lefts[1] < lefts[2] < made.columns[2].pt - PAD["table"][0]


def test_long_cells_are_wrapped_before_short_ones():
    """Cells of up to three words keep their line where there is room for two lines of the longer ones."""
    said = "everything at once, each part of it weighted by its content"
    block = table(("Property", "Dense", "Attention"), ("sees all", "everything at once", said))
    assert [len(cell) for cell in placed(block, 700).cells[1]] == [1, 1, 2]
    assert measure(block, 700, SETTING).preferred_excess == 0 < measure(block, 500, SETTING).preferred_excess


def test_a_type_without_second_lines_is_preferred_where_it_is_large():
    """At 24 points cells are not wrapped that would need no second line at 20."""
    block = table(("Property", "Attention"), ("sees", "everything at once, weighted by its content"))
    assert (
        measure(block, 500, SETTING).preferred_excess
        > 0
        == measure(block, 500, Setting(LADDER[5], LIGHT, 29, 367)).preferred_excess
    )


def test_numbers_keep_their_distance_from_the_words_beside_them():
    """Between a column that ends at the right and one that begins at the left."""
    row = (Cell((Run("156"),), align="right", apart=True), Cell((Run("ReLU"),)))
    made = placed(Table(rows=(row,), header_rows=0))
    end = made.cells[0][0][0].lefts[0].pt + text_width(row[0].text, Type.body(LIGHT, made.size))
    assert made.columns[0].pt - end == pytest.approx(PAD["table"][0] + APART, abs=1.0)


def test_a_long_table_takes_time_by_its_length(monkeypatch: pytest.MonkeyPatch):
    """Each row is measured some times, however many come behind it: it is a slide's rows that are looked at."""
    measured = []
    monkeypatch.setattr(fit, "_fits", lambda blocks, *rest: measured.append(rows := len(blocks[-1].rows)) or rows <= 30)
    parts = fit._filled([table(("n",), *((str(n),) for n in range(900)))], None, LADDER[-1])
    assert [len(part[0].rows) for part in parts] == [30] * 31 + [2] and sum(measured) < 15 * 900


@pytest.mark.parametrize("noun", ["table has 20,000 rows", "list has 20,000 items"])
def test_too_many_rows_or_items_are_told_before_they_are_measured(noun: str):
    """A whole data set on a slide is a mistake, told at its line."""
    where = Source(Path("/course/slides.md"), 7)
    block = table(*((str(n),) for n in range(20_000)), source=where)
    if "list" in noun:
        block = Bullets(items=tuple(Item((Run(str(n)),)) for n in range(20_000)), source=where)
    with pytest.raises(UserError, match=f"slides.md:7: This {noun}; the limit is 1,000 "):
        lay_out(Deck(lesson="a", title="A", slides=(Slide("b", (Run("B"),), (block,)),)), LIGHT, widescreen())
