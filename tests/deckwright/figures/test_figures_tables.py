"""Tables and matrices from values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from deckwright.deck.figure import figures_in
from deckwright.deck.text import Math, plain
from deckwright.errors import UserError
from deckwright.figures.matrix import matrix
from deckwright.figures.table import table
from dlcore import Tensor


def words(block):
    """The table's texts, row by row."""
    return [[plain(cell.text) for cell in row] for row in block.rows]


@dataclass(frozen=True)
class Run:
    """A row of a comparison."""

    optimizer: str
    final_loss: float
    steps: int


def test_records_bring_their_own_header():
    """Field names become column names, numbers of a column share their decimals."""
    made = table([Run("SGD", 0.31234, 1000), Run("Adam", 0.05, 200)], highlight="min")
    assert words(made) == [["optimizer", "final loss", "steps"], ["SGD", "0.3123", "1000"], ["Adam", "0.0500", "200"]]
    assert [[cell.highlight for cell in row] for row in made.rows[1:]] == [[False, False, False], [False, True, True]]


def test_each_number_is_a_figure_with_its_place_and_formula():
    """A Tensor in a cell keeps its expression; the label says which row and column it is."""
    x = Tensor(2.0, "x")
    made = table([["here", (x * x).named("s")]], header=["name", "square"])
    (figure,) = figures_in(made.rows)
    assert (figure.text, figure.value, figure.label) == ("4", 4.0, "row 1, square")
    assert figure.formula.startswith("s =")


def test_columns_by_name_with_row_names():
    """A mapping gives the columns; row_header adds a first column, which is a heading."""
    made = table({"train": [0.9, 0.95], "test": [0.8, 0.85]}, row_header=["linear", "MLP"])
    assert words(made) == [["", "train", "test"], ["linear", "0.90", "0.80"], ["MLP", "0.95", "0.85"]]
    assert made.header_columns == 1


def test_marks_and_formulas():
    """Check marks are centered and colored by meaning; dollar signs make formulas."""
    made = table([["ReLU", "✓"], ["tanh", "✗"]], header=["$f$", "sparse"])
    assert made.rows[0][0].text == (Math.from_latex("f"),)
    assert [row[1].align for row in made.rows] == ["center"] * 3
    assert [row[1].text[0].role for row in made.rows[1:]] == ["activation", "gradient"]


def test_heat_is_the_share_of_the_largest():
    """On one scale for the table, or for each column."""
    array = np.array([[1.0, -10.0], [2.0, 5.0]])
    assert [[cell.heat for cell in row] for row in table(array, heat=True).rows] == [[0.1, -1.0], [0.2, 0.5]]
    assert [[cell.heat for cell in row] for row in table(array, heat="column").rows] == [[0.5, -1.0], [1.0, 0.5]]


@pytest.mark.parametrize("rows", [[[1, 2], [3]], []])
def test_ragged_or_empty_rows_are_named(rows):
    """What was expected and what was found."""
    with pytest.raises(UserError, match="one width"):
        table(rows)


def test_columns_of_unequal_length_are_named():
    """Which column has which length."""
    with pytest.raises(UserError, match="a: 2, b: 1"):
        table({"a": [1, 2], "b": [1]})


def test_a_matrix_has_equal_decimals_and_entries_as_figures():
    """A vector is a column; each entry knows its index and the whole's expression."""
    W, x = Tensor([[0.15, 0.2], [0.25, 0.3]], "W"), Tensor([0.05, 0.1], "x")
    made = matrix((W @ x).named("z"))
    assert words(made) == [["0.0275"], ["0.0425"]]
    assert [figure.label for figure in figures_in(made.rows)] == ["[0]", "[1]"]
    assert {figure.formula for figure in figures_in(made.rows)} == {"z = W x"}
    assert words(matrix(W)) == [["0.15", "0.20"], ["0.25", "0.30"]]
    assert (made.kind, made.header_rows) == ("matrix", 0)


def test_a_large_matrix_gets_dots():
    """First rows, dots, last row; what is left out is in the alt text's range."""
    made = matrix(np.arange(144.0).reshape(12, 12))
    assert len(made.rows) == len(made.rows[0]) == 8
    assert words(made)[6] == ["⋮"] * 6 + ["⋱", "⋮"]
    assert words(made)[7][7] == "143"
    assert "from 0 to 143" in plain(made.alt)


def test_no_entry_but_zero_is_shown_as_zero():
    """A tiny entry among large ones is written with a power of ten."""
    assert words(matrix(np.array([2.0, 1e-7, 0.0]))) == [["2"], ["1×10⁻⁷"], ["0"]]


def test_a_dash_for_a_missing_number_stands_below_the_numbers():
    """Where a number doesn't exist, a dash stands at the right, as the column's numbers do; at the left below words."""
    cells = [row[0] for row in table([[1.5], ["–"]]).rows]
    assert [(plain(cell.text), cell.align) for cell in cells] == [("1.5", "right"), ("–", "right")]
    assert [row[0].align for row in table([["ReLU"], ["–"]]).rows] == ["left", "left"]


def test_a_formula_stands_in_a_cell():
    """What formula(...) gives may be a cell."""
    made = table([[Math.from_latex("a = b"), 1.5]], ["rule", "value"])
    assert made.rows[1][0].text == (Math.from_latex("a = b"),)


def test_columns_of_numbers_are_flush_right_with_their_headers_and_words():
    """Percentages and what stands in a number's place included; columns of words and names of rows are not."""
    block = table(
        [["SGD", "0.5%", "none", "first"], ["Adam", "12%", 0.001, "2nd"]], header=["", "share", "rate", "when"]
    )
    assert [[cell.align for cell in row] for row in block.rows] == [["left", "right", "right", "left"]] * 3
    assert [[cell.apart for cell in row] for row in block.rows] == [[False, False, True, False]] * 3
    named = table([[1, 0.5], [2, 0.25]], row_header=True)
    assert [cell.align for cell in named.rows[0]] == ["left", "right"]


def test_columns_that_wait_are_named():
    """By their names or numbers, in the order of their clicks; all after the first; one that isn't there is refused."""
    data = {"n": [1, 2], "guess": [3, 4], "answer": [5, 6]}
    assert table(data).by_column == ()
    assert table(data, by_column=["answer"]).by_column == (2,)
    assert table(data, by_column=[2, "guess"]).by_column == (2, 1)
    assert table(data, by_column=True).by_column == (1, 2)
    with pytest.raises(UserError, match="by_column names the column 'anser'"):
        table(data, by_column=["anser"])


def test_cells_that_wait_are_named():
    """By row and column, rows counted below the header; a list of cells waits for one click; wrong places are told."""
    data = {"n": [1, 2], "answer": [5, 6]}
    assert table(data, by_cell=[(0, "answer"), [(1, 0), (1, 1)]]).by_cell == (((1, 1),), ((2, 0), (2, 1)))
    assert matrix([[1, 2], [3, 4]], by_cell=[(1, 1)]).by_cell == (((1, 1),),)
    for wrong, message in (
        ((2, 0), "names the row 2; rows are counted from 0 to 1"),
        (3, "names a cell as"),
        ((0, "x"), "column 'x'"),
    ):
        with pytest.raises(UserError, match=message):
            table(data, by_cell=[wrong])


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64, np.longdouble])
def test_an_array_of_any_precision_has_no_noise(kind):
    """0.1 is 0.1 in each, also in a list of its numbers."""
    for data in (np.array([[0.1, 0.25]], kind), [list(np.array([0.1, 0.25], kind))]):
        assert [plain(cell.text) for cell in table(data).rows[0]] == ["0.1", "0.25"]


class Grid:
    """A matrix as another library has it: its rows are such things again."""

    def __init__(self, values):
        self.values = np.asarray(values)
        self.shape = self.values.shape

    def __array__(self, dtype=None, copy=None):
        return self.values

    def __len__(self):
        return len(self.values)

    def __getitem__(self, place):
        return Grid(self.values[place])

    def __float__(self):
        return float(self.values)


def test_a_matrix_of_another_library_is_a_table():
    """As its rows and its entries are."""
    grid = Grid([[1.0, 2.0], [3.0, 4.0]])
    for data in (grid, [grid[0], grid[1]], [[grid[0][0], grid[0][1]], [3.0, grid[1][1]]]):
        assert [[plain(cell.text) for cell in row] for row in table(data).rows] == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (np.array([[1j, 2.0]]), r"found complex 1j in row 1, column 1"),
        ([["a", 1 + 2j]], r"found complex \(1\+2j\) in row 1, column 2"),
        ({"a": [1, 2], "b": 3}, "Expected a column for each name, found int 3 for 'b'"),
        ({"a": "word", "b": [1, 2, 3, 4]}, "Expected a column for each name, found 'word' for 'a'"),
        ([], "no rows in list"),
    ],
)
def test_what_no_cell_can_hold_is_named(data, message):
    """With what was found and where, and what to do."""
    with pytest.raises(UserError, match=message) as caught:
        table(data)
    assert caught.value.hint


@pytest.mark.parametrize("highlight", [-1, 1, (1, -1), (-1, 1), [(1, 1)], np.int64(1)])
def test_what_is_highlighted_may_be_counted_from_the_end(highlight):
    """The last row, or its last cell."""
    made = table([[1, 2], [3, 4]], highlight=highlight)
    found = [cell.highlight for row in made.rows for cell in row]
    assert found == [False, False, isinstance(highlight, (int, np.integer)), True]


@pytest.mark.parametrize("highlight", ["maximum", 2, (0, 2), (-3, 0), [0, (5, 0)], (0, 1, 1)])
def test_what_cannot_be_highlighted_is_named(highlight):
    """Nothing would be highlighted, and nobody would know."""
    with pytest.raises(UserError, match="Nothing to highlight at"):
        table([[1, 2], [3, 4]], highlight=highlight)


@pytest.mark.parametrize("digits", [0, 18, 2.0, "3"])
def test_digits_of_a_table_are_as_those_of_a_number(digits):
    """1.5 in no digits would be 2."""
    with pytest.raises(UserError, match="a number of digits from 1 to 17"):
        table([[1.5]], digits=digits)
