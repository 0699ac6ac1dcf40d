"""Native tables and matrices, read back."""

from __future__ import annotations

import pptx
import pytest
from pptx.util import Pt

from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Run
from deckwright.theme import LIGHT


def cell(words: str, **fields) -> Cell:
    """A cell with plain words."""
    return Cell((Run(words),), **fields)


@pytest.fixture
def shapes(slide, written):
    """Write a table on a slide and return the slide's shapes."""
    return lambda table: list(pptx.Presentation(written(slide("T", table))).slides[0].shapes)


def test_table_is_native_and_says_what_its_header_is(shapes):
    """Words, header row and header column are those of a real table."""
    rows = ((cell("Layer"), cell("Weights")), (cell("conv1"), cell("320", align="right")))
    frame = shapes(Table(rows=rows, header_columns=1))[1]
    table = frame.table
    assert [[c.text for c in row.cells] for row in table.rows] == [["Layer", "Weights"], ["conv1", "320"]]
    assert table.first_row and table.first_col and not table.horz_banding
    assert table.cell(0, 1).text_frame.paragraphs[0].runs[0].font.bold
    assert not table.cell(1, 1).text_frame.paragraphs[0].runs[0].font.bold


def test_heat_tints_by_sign_and_size(shapes):
    """A hot cell has the color of its sign, as strong as its value; a plain one has none."""
    rows = ((cell("+", heat=1.0), cell("-", heat=-0.5), cell("0")),)
    table = shapes(Table(rows=rows, header_rows=0, kind="matrix"))[1].table
    hot, cold, plain = table.rows[0].cells
    assert [str(cell.fill.fore_color.rgb) for cell in (hot, cold)] == [LIGHT.positive, LIGHT.negative]
    strength = [int(c._tc.tcPr.find(".//{*}alpha").get("val")) for c in (hot, cold)]
    assert strength[0] == 2 * strength[1]
    assert plain._tc.tcPr.find("{*}noFill") is not None


def test_spanning_cells_are_merged(shapes):
    """A cell over two columns and two rows is one merged cell."""
    rows = ((cell("a", columns=2, rows=2), cell(""), cell("b")), (cell(""), cell(""), cell("c")))
    table = shapes(Table(rows=rows))[1].table
    origin = table.cell(0, 0)
    assert origin.is_merge_origin and (origin.span_height, origin.span_width) == (2, 2)
    assert all(table.cell(r, c).is_spanned for r, c in ((0, 1), (1, 0), (1, 1)))


def test_revealed_rows_are_tables_below_one_another(shapes):
    """Row by row, each row is a table of its own that begins where the one above ends."""
    rows = tuple((cell(str(n)), cell("x")) for n in range(4))
    frames = [shape for shape in shapes(Table(rows=rows, by_row=True)) if shape.has_table]
    assert [frame.table.cell(0, 0).text for frame in frames] == ["0", "1", "2", "3"]
    for upper, lower in zip(frames, frames[1:]):
        assert lower.top == upper.top + upper.height
    assert [frame.table.first_row for frame in frames] == [True, False, False, False]


def test_rows_that_a_cell_joins_appear_together(shapes):
    """A cell over two rows keeps them in one table."""
    rows = ((cell("head"), cell("")), (cell("a", rows=2), cell("1")), (cell(""), cell("2")), (cell("b"), cell("3")))
    frames = [shape for shape in shapes(Table(rows=rows, by_row=True)) if shape.has_table]
    assert [len(frame.table.rows) for frame in frames] == [1, 2, 1]


def test_a_column_can_wait_for_its_click(slide, written, xml):
    """It is a table of its own beside the others, and appears alone; what a cell joins stays together."""
    rows = (tuple(map(cell, "abcd")), (cell("1"), cell("2"), cell("3"), cell("4")))
    path = written(slide("T", Table(rows=rows, by_column=(2,), step=1)))
    frames = [shape for shape in pptx.Presentation(path).slides[0].shapes if shape.has_table]
    assert [[c.text for c in f.table.rows[1].cells] for f in frames] == [["1", "2"], ["3"], ["4"]]
    for left, right in zip(frames, frames[1:]):
        assert (right.left, right.top, right.height) == (left.left + left.width, left.top, left.height)
    clicks = xml(path).findall(".//{*}par[@nodeType]") or xml(path).findall(".//{*}cTn[@nodeType='clickEffect']")
    targets = [spTgt.get("spid") for spTgt in xml(path).findall(".//{*}set//{*}spTgt")]
    assert clicks and targets == [str(frames[k].shape_id) for k in (0, 2, 1)]
    joined = (rows[0], (cell("1"), cell("2", columns=2), cell(""), cell("4")))
    shown = pptx.Presentation(written(slide("T", Table(rows=joined, by_column=(2,))))).slides[0].shapes
    assert [len(shape.table.columns) for shape in shown if shape.has_table] == [1, 2, 1]


def test_matrix_stands_between_brackets(shapes):
    """A matrix has a bracket at each side, as high as itself and clear of its cells, and no rules."""
    _, matrix, left, right, *_ = shapes(Table(rows=((cell("1"), cell("2")),), header_rows=0, kind="matrix"))
    assert (left.name, right.name) == ("Matrix 1: left bracket", "Matrix 1: right bracket")
    assert left.height == right.height == matrix.height
    inner = left.left + left.width, right.left
    assert 0 < matrix.left - inner[0] == inner[1] - matrix.left - matrix.width < Pt(4)
    rules = [matrix.table.cell(0, c)._tc.tcPr.find(f"{{*}}ln{side}") for c in (0, 1) for side in "LRTB"]
    assert all(rule.find("{*}noFill") is not None for rule in rules)


def test_cells_can_wait_for_their_clicks(slide, written, xml):
    """Pieces of one table that stand where its cells do; those of one click are one piece where they touch."""
    rows = tuple(tuple(cell(f"{r}{c}") for c in range(3)) for r in range(3))
    steps = ((1, 2),), ((2, 1), (2, 2))
    package = written(slide("T", Table(rows=rows, by_cell=steps)))
    frames = [shape for shape in pptx.Presentation(package).slides[0].shapes if shape.has_table]
    shown = [[[c.text for c in row.cells] for row in frame.table.rows] for frame in frames]
    assert shown == [[["00", "01", "02"]], [["10", "11"]], [["12"]], [["20"]], [["21", "22"]]]
    by_place = {frame.table.cell(0, 0).text: frame for frame in frames}
    assert by_place["12"].left == by_place["10"].left + by_place["10"].width
    assert by_place["12"].top == by_place["10"].top == by_place["00"].top + by_place["00"].height
    waits = [t.get("spid") for t in xml(package).iterfind(".//{*}cTn[@presetClass]//{*}animEffect//{*}spTgt")]
    assert waits == [str(by_place[name].shape_id) for name in ("12", "21")]
