"""Data frames, columns and records are values like any others; nothing of pandas is needed where nobody uses it."""

from __future__ import annotations

import enum
import subprocess
import sys
from collections import Counter, namedtuple
from dataclasses import make_dataclass
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from deckwright.deck.figure import figures_in
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures import FUNCTIONS
from deckwright.figures.table import table
from deckwright.language import speaking
from dlcore import Tensor

NETS = pd.DataFrame(
    {"model": ["small", "large"], "accuracy": [0.912, 0.9], "params": [1200, 2**53 + 1], "ok": [True, False]}
)


def words(block):
    """The table's texts, row by row."""
    return [[plain(cell.text) for cell in row] for row in block.rows]


def test_a_frame_is_a_table_whose_cells_are_figures():
    """Names of the columns on top, rows below, whole numbers exact, and every cell with its place."""
    made = table(NETS)
    assert words(made) == [
        ["model", "accuracy", "params", "ok"],
        ["small", "0.912", "1,200", "True"],
        ["large", "0.900", "9,007,199,254,740,993", "False"],
    ]
    figures = list(figures_in(made.rows))
    assert [f.label for f in figures[:3]] == ["row 1, model", "row 1, accuracy", "row 1, params"]
    assert figures[-2].value == 2**53 + 1 and figures[0].value == "small"
    assert [cell.align for cell in made.rows[1]] == ["left", "right", "right", "right"]


def test_the_index_names_the_rows():
    """All levels of it, what repeats left out; counted rows have no names; row_header=False leaves them out."""
    ruled = NETS.assign(kind="net").set_index(["kind", "model"])[["accuracy"]]
    made = table(ruled)
    assert words(made) == [["kind", "model", "accuracy"], ["net", "small", "0.912"], ["", "large", "0.900"]]
    assert made.header_columns == 2
    assert words(table(ruled, row_header=False)) == [["accuracy"], ["0.912"], ["0.900"]]
    assert words(table(ruled, header=["share"]))[0] == ["kind", "model", "share"]
    assert words(table(NETS.accuracy)) == [["accuracy"], ["0.912"], ["0.900"]]


def test_what_pandas_computes_is_a_table():
    """Grouped, described and pivoted frames: names of several levels stand in one line, what is missing is a dash."""
    grouped = NETS.groupby("ok")[["accuracy"]].agg(["mean", "std"])
    assert words(table(grouped)) == [
        ["ok", "accuracy mean", "accuracy std"],
        ["False", "0.900", "–"],
        ["True", "0.912", "–"],
    ]
    assert words(table(NETS.describe()))[1][:2] == ["count", "2.000"]
    pivot = NETS.pivot_table(index="ok", columns="model", values="accuracy")
    assert words(table(pivot)) == [["ok", "large", "small"], ["False", "0.9", "–"], ["True", "–", "0.912"]]


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (pd.array([1, None], dtype="Int64"), ["1", "–"]),
        (pd.array([True, None], dtype="boolean"), ["True", "–"]),
        (pd.array(["x", None], dtype="string"), ["x", "–"]),
        (pd.Categorical(["b", "a"]), ["b", "a"]),
        (np.array([0.1, 0.2], dtype=np.float32), ["0.1", "0.2"]),
        ([1.5, None], ["1.5", "–"]),
        ([2023, 2024], ["2023", "2024"]),
        ([9999, 10_000], ["9,999", "10,000"]),
        (pd.date_range("2024-02-29", periods=2, tz="Europe/Berlin"), ["2024-02-29", "2024-03-01"]),
        (pd.to_datetime(["2024-02-29 09:30", None]), ["2024-02-29 09:30", "–"]),
        (pd.to_timedelta(["2D", "36h"]), ["2 days", "1 day, 12:00:00"]),
        (pd.period_range("2024Q1", periods=2, freq="Q"), ["2024Q1", "2024Q2"]),
        (pd.IntervalIndex.from_breaks([0, 1, 2]), ["(0, 1]", "(1, 2]"]),
    ],
)
def test_columns_of_every_kind(column, texts):
    """Each value is shown as it is, a missing one as a dash."""
    assert [row[0] for row in words(table(pd.DataFrame({"c": column})))] == ["c", *texts]


Epoch = namedtuple("Epoch", "epoch loss")


@pytest.mark.parametrize(
    "data",
    [
        [{"epoch": 1, "loss": 0.5}, {"epoch": 2, "loss": 0.25}],
        [Epoch(1, 0.5), Epoch(2, 0.25)],
        {"epoch": np.array([1, 2]), "loss": [0.5, 0.25]},
        np.array([(1, 0.5), (2, 0.25)], dtype=[("epoch", int), ("loss", float)]),
        pd.DataFrame({"epoch": [1, 2], "loss": [0.5, 0.25]}),
        (Epoch(*row) for row in ((1, 0.5), (2, 0.25))),
    ],
)
def test_every_form_of_named_columns(data):
    """Records, dicts of columns, structured arrays, frames and what yields records."""
    assert words(table(data)) == [["epoch", "loss"], ["1", "0.50"], ["2", "0.25"]]


def test_records_that_lack_a_name():
    """Every name that any record has is a column; what a record doesn't have is a dash."""
    assert words(table([{"a": 1}, {"b": 2}])) == [["a", "b"], ["1", "–"], ["–", "2"]]


def test_names_and_values():
    """A dict of single values is a table with a row for each; masked entries are dashes."""
    assert words(table({"lr": 0.1, "optimizer": "Adam"})) == [["lr", "0.1"], ["optimizer", "Adam"]]
    assert words(table(np.ma.masked_invalid([[1.0, np.nan]]))) == [["1", "–"]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (NETS.iloc[:0], r"no rows in a DataFrame of shape \(0, 4\)"),
        (pd.DataFrame({"x": [1, [2, 3]]}), r"found list \[2, 3\] in row 2, x"),
        ("abc", "Expected rows for a table, found 'abc'"),
        (3, "Expected rows for a table, found int 3"),
        ([{"a": 1}, 2], "Expected records of one kind, found int 2"),
    ],
)
def test_what_is_no_table_is_named(data, message):
    """The message says what was found and where; what a table is made of is told."""
    with pytest.raises(UserError, match=message):
        table(data)


def test_frames_where_arrays_stand():
    """Heat maps and confusion matrices take names from a frame; matrix, values and shape take its numbers."""
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, -1.0]}, index=["u", "v"])
    drawn = FUNCTIONS["heatmap"](frame)
    assert [plain(mark.text) for mark in drawn.marks if type(mark).__name__ == "Label"] == ["u", "v", "a", "b"]
    counts = pd.crosstab(pd.Series(["cat", "dog", "cat"], name="is"), pd.Series(["cat", "dog", "dog"], name="said"))
    assert "takes cat for dog" in plain(FUNCTIONS["confusion"](counts).alt)
    assert words(FUNCTIONS["matrix"](frame)) == [["1", "3"], ["2", "−1"]]
    assert FUNCTIONS["values"](frame.a).latex == r"(1,\; 2)" and FUNCTIONS["shape"](frame).text == "2×2"
    assert FUNCTIONS["values"](pd.Series(range(50))).latex == r"(0,\; 1,\; 2,\; 3,\; 4,\; 5,\; \ldots,\; 49)"
    with pytest.raises(UserError, match=r"'c' has no number in row 1 \(u\): it is 'x'"):
        FUNCTIONS["heatmap"](frame.assign(c=["x", "y"]))


@pytest.mark.parametrize(
    "data",
    [
        pd.DataFrame({"a": [1.0, None], "b": [2.0, -4.0]}),
        np.ma.masked_invalid([[1.0, 2.0], [np.nan, -4.0]]),
        pd.DataFrame({"a": pd.array([1, None], dtype="Int64"), "b": [2, -4]}),
    ],
)
def test_a_cell_without_a_value_stays_empty_where_that_is_asked_for(data):
    """Without tint and text; without gaps=True the message says where it is."""
    with pytest.raises(UserError, match="missing in row 2, column 1") as caught:
        FUNCTIONS["heatmap"](data)
    assert "gaps=True" in caught.value.hint
    made = FUNCTIONS["heatmap"](data, gaps=True)
    cells = [mark for mark in made.marks if type(mark).__name__ == "Shape"]
    assert [plain(cell.text) for cell in cells] == ["1", "2", "", "−4"]
    assert [cell.opacity > 0 for cell in cells] == [True, True, False, True]
    assert "from −4 (row 2, column 2) to 2" in plain(made.alt) and "gaps" in plain(made.alt)
    many = np.ma.masked_greater(np.arange(600.0).reshape(20, 30), 500)
    assert all(np.isfinite(mark.opacity) for mark in FUNCTIONS["heatmap"](many, gaps=True).marks)
    for none, message in (([[np.nan]], "all are missing"), ([[np.inf]], "infinite"), ([["a"]], "matrix of numbers")):
        with pytest.raises(UserError, match=message):
            FUNCTIONS["heatmap"](np.array(none), gaps=True)


LOSSES = pd.DataFrame(
    {"loss": [3.0, 2.0, 1.5], "accuracy": [0.5, 0.7, 0.8]}, index=pd.date_range("2024-02-28", periods=3)
)
DAYS = (45350.0, 45351.0, 45352.0)


def drawn(name, *given, **options):
    """The series of a chart: their names, and their y and x."""
    chart = FUNCTIONS[name](*given, **options)
    return chart, {series.name: (series.y, series.x) for series in chart.series}


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (LOSSES, {}),
        (LOSSES.reset_index(), {}),
        (LOSSES.reset_index(), {"x": "index"}),
        (LOSSES.tz_localize("Europe/Berlin"), {}),
        (LOSSES.set_index(LOSSES.index.to_period("D")), {}),
        ({name: LOSSES[name] for name in LOSSES}, {}),
        ({name: LOSSES[name].tolist() for name in LOSSES}, {"x": [str(day.date()) for day in LOSSES.index]}),
        ({name: LOSSES[name].tolist() for name in LOSSES}, {"x": LOSSES.index.to_numpy()}),
        (LOSSES.reset_index().to_dict("records"), {}),
        (LOSSES.reset_index().to_records(index=False), {"x": "index"}),
    ],
)
def test_a_line_for_each_column_over_dates(data, options):
    """The index, a first column of dates or the column that x names is the axis; dates count days as workbooks do."""
    chart, lines = drawn("line_chart", data, **options)
    assert lines == {"loss": ((3.0, 2.0, 1.5), DAYS), "accuracy": ((0.5, 0.7, 0.8), DAYS)}
    assert chart.x.dates and "from 2024-02-28 to 2024-03-01" in plain(chart.alt)


def test_lines_over_numbers():
    """Numbers of an index are x as they are; a matrix has a line for each column."""
    assert drawn("line_chart", pd.Series([1.0, 2.0], index=[10, 20], name="s"))[1] == {"s": ((1.0, 2.0), (10.0, 20.0))}
    lines = drawn("line_chart", np.arange(6.0).reshape(3, 2))[1]
    assert lines == {"column 1": ((0.0, 2.0, 4.0), (0.0, 1.0, 2.0)), "column 2": ((1.0, 3.0, 5.0), (0.0, 1.0, 2.0))}
    assert drawn("line_chart", LOSSES, x_range=("2024-02-28", "2024-04-01"))[0].x.high == 45383.0


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (pd.DataFrame({"model": ["A", "B"], "accuracy": [0.9, 0.8]}), {}),
        (pd.DataFrame({"accuracy": [0.9, 0.8], "model": ["A", "B"]}), {"categories": "model"}),
        (pd.Series([0.9, 0.8], index=["A", "B"], name="accuracy"), {}),
        ([{"model": "A", "accuracy": 0.9}, {"model": "B", "accuracy": 0.8}], {}),
        ({"model": ["A", "B"], "accuracy": [0.9, 0.8]}, {}),
        ({"accuracy": [0.9, 0.8]}, {"categories": pd.Series(["A", "B"])}),
        ({"A": np.float64(0.9), "B": 0.8}, {"y_title": "accuracy"}),
    ],
)
@pytest.mark.parametrize("chart", ["bar_chart", "stacked_chart"])
def test_bars_for_each_row(chart, data, options):
    """Named by the index, by a first column of words or by the column that categories names."""
    made, bars = drawn(chart, data, **options)
    assert made.categories == ("A", "B") and bars == {"accuracy": ((0.9, 0.8), None)}


@pytest.mark.parametrize("data", [pd.DataFrame({"h": [1.0, 2.0], "w": [3.0, 4.0]}), np.array([[1.0, 3.0], [2.0, 4.0]])])
def test_points_over_the_first_column(data):
    """Without an x that is named the first column is x."""
    assert list(drawn("scatter_chart", data)[1].values()) == [((3.0, 4.0), (1.0, 2.0))]
    if isinstance(data, pd.DataFrame):
        assert drawn("scatter_chart", data, x="w")[1] == {"h": ((1.0, 2.0), (3.0, 4.0))}


def test_histograms_that_are_compared_share_their_bins():
    """Columns of a frame do by themselves; bin_edges gives them to several histograms."""
    made, counts = drawn("histogram", {"a": [0.0, 1.0], "b": [0.0, 4.0]}, bins=5)
    assert made.categories == ("0", "1", "2", "3", "4")
    assert counts == {"a": ((1, 1, 0, 0, 0), None), "b": ((1, 0, 0, 0, 1), None)}
    edges = FUNCTIONS["bin_edges"](pd.Series([0.0, 4.0]), bins=5)
    assert FUNCTIONS["histogram"]([0.0, 1.0], bins=edges).categories == made.categories


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT, np.ma.masked])
@pytest.mark.parametrize("chart", ["line_chart", "bar_chart", "area_chart", "stacked_chart"])
def test_a_missing_value_is_a_gap_where_one_is_asked_for(chart, missing):
    """Without gaps=True it is an error that names the series, the row and the way."""
    options = {"x": [1, 2, 3]} if chart == "line_chart" else {}
    data = {"when": ["a", "b", "c"], "East": [24.3, missing, 20.2]} if not options else {"East": [24.3, missing, 20.2]}
    with pytest.raises(UserError, match="The value of 'East' in row 2 is missing") as caught:
        FUNCTIONS[chart](data, **options)
    assert "gaps=True" in caught.value.hint
    y = FUNCTIONS[chart](data, gaps=True, **options).series[0].y
    assert (y[0], y[2]) == (24.3, 20.2) and np.isnan(y[1])


COUNTED_OF_NONE = pd.DataFrame({"n": [1, 2]}).query("n > 2")


@pytest.mark.parametrize(
    ("chart", "data", "options", "message"),
    [
        ("line_chart", COUNTED_OF_NONE, {}, "The series 'n' has no values"),
        ("box_plot", {"a": [1.0], "b": []}, {}, "The series 'b' has no values"),
        ("histogram", {}, {}, "Expected numbers for a histogram, found none"),
        ("box_plot", {}, {}, "Expected samples for a box plot, found none"),
        ("histogram", [1.0, 2.0], {"bins": 0}, "Expected a number of bins, 1 or more, found int 0"),
        ("bar_chart", {"a": 10**400}, {}, "a number that is too large"),
        ("line_chart", {"a": ([1.0, np.nan], [3, 4])}, {}, "The x of 'a' in row 2 is missing"),
        ("line_chart", LOSSES.assign(name="x"), {}, "'name' has no number in row 1: it is 'x'"),
        ("line_chart", LOSSES.set_axis(list("abc")), {}, "Expected numbers or dates as x of 'loss', found 'a'"),
        ("line_chart", LOSSES.set_index(pd.MultiIndex.from_product([["a"], [1, 2, 3]])), {}, "names of 2 levels"),
        ("line_chart", pd.DataFrame([[1, 2]], columns=["a", "a"]), {}, "Two columns are called 'a'"),
        ("line_chart", LOSSES, {"x": "epoch"}, "No column is called 'epoch'"),
        ("line_chart", pd.DataFrame(), {}, "Expected a series or more"),
        ("line_chart", {"a": np.zeros((3, 2))}, {}, r"one row of numbers for 'a', found the shape \(3, 2\)"),
        ("line_chart", {"a": [1.0, np.inf]}, {}, "'a' in row 2 is infinite"),
        ("line_chart", {"a": ([1, 2], [3, 4]), "b": (["2024-01-01"], [1])}, {}, "'a' has numbers, 'b' has dates"),
        ("line_chart", {"a": [1]}, {"x": ["1800-01-01"]}, "dates from 1900-03-01 on, found 1800-01-01"),
        ("bar_chart", {"a": [1, 2], "b": [3, 4]}, {}, "Expected categories"),
        ("histogram", [1.0, 30.0], {"bins": [0, 1, 2]}, "1 of 2 values lie outside the bins"),
        ("histogram", [1.0, 2.0], {"bins": [0, 1, 5]}, "bins of one width"),
        ("histogram", pd.DataFrame({"x": ["a"]}), {}, "'x' has no number in row 1"),
    ],
)
def test_what_a_chart_cannot_show_is_named(chart, data, options, message):
    """The message says which column or row, and what was found there."""
    with pytest.raises(UserError, match=message):
        FUNCTIONS[chart](data, **options)


TWO = np.eye(2)
WORDS = [np.array(["a", "b"]), pd.Series(["a", "b"]), pd.Index(["a", "b"]), pd.Categorical(["a", "b"]), ("a", "b")]


@pytest.mark.parametrize("names", WORDS, ids=lambda names: type(names).__name__)
def test_names_come_in_any_kind_of_column(names):
    """Of rows, columns, labels and categories."""
    texts = lambda drawn: [plain(mark.text) for mark in drawn.marks if type(mark).__name__ == "Label"]  # noqa: E731
    assert texts(FUNCTIONS["heatmap"](TWO, rows=names, columns=names, values=False)) == ["a", "b", "a", "b"]
    assert texts(FUNCTIONS["image_grid"](np.zeros((2, 3, 3)), labels=names)) == ["a", "b"]
    assert "2 classes" in plain(FUNCTIONS["confusion"](TWO, labels=names).alt)
    assert FUNCTIONS["bar_chart"]({"x": [1, 2]}, categories=names).categories == ("a", "b")
    assert words(table(TWO, header=names, row_header=names)) == [["", "a", "b"], ["a", "1", "0"], ["b", "0", "1"]]


def test_whole_numbers_of_numpy_are_numbers():
    """As digits, bins, sizes, places and names."""
    two, one = np.int64(2), np.int64(1)
    assert FUNCTIONS["num"](1 / 3, two).text == FUNCTIONS["fixed"](1 / 3, two).text == "0.33"
    assert FUNCTIONS["histogram"]([0.0, 4.0], bins=np.int64(5)).categories == ("0", "1", "2", "3", "4")
    assert "layers of 2, 1 neurons" in plain(FUNCTIONS["network"]([two, one]).alt)
    assert [cell.highlight for row in table(TWO, highlight=(one, one)).rows for cell in row] == [False] * 3 + [True]
    assert words(table(TWO, header=np.array([2023, 2024])))[0] == ["2023", "2024"]


def test_rows_and_columns_in_other_containers():
    """Rows of a frame are records, dicts of dicts have names of rows, iterators are gone through."""
    rows = [row for _, row in pd.DataFrame({"a": [1, 2], "b": [3, 4]}).iterrows()]
    assert words(table(rows)) == [["a", "b"], ["1", "3"], ["2", "4"]]
    nested = {"a": {"x": 1, "y": 2}, "b": {"x": 3}}
    assert words(table(nested)) == [["", "a", "b"], ["x", "1", "3"], ["y", "2", "–"]]
    named = {"a": pd.Series([1, 2], index=["x", "y"])}
    assert words(table(named)) == [["", "a"], ["x", "1"], ["y", "2"]]
    assert FUNCTIONS["bar_chart"](named).categories == ("x", "y")
    expected = {"a": ((1.0, 2.0), (2012.0, 2013.0))}
    assert drawn("line_chart", {"a": {2012: 1, 2013: 2}})[1] == expected
    assert drawn("line_chart", {"a": (v for v in (1, 2))}, x=(2012, 2013))[1] == expected
    assert drawn("line_chart", [pd.Series([1, 2], index=[2012, 2013], name="a")])[1] == expected
    with pytest.raises(UserError, match="name their rows differently"):
        table({"a": pd.Series([1], index=["x"]), "b": pd.Series([1], index=["y"])})


COUNTED = pd.DataFrame({"name": ["a", "b", "c"], "n": [1, 2, 3]})


def test_an_index_of_numbers_is_not_lost():
    """Rows that are counted from 0 have no names; a range that begins elsewhere, such as years, has."""
    years = pd.Series([5.0, 6.0], index=range(2023, 2025), name="n")
    assert words(table(years)) == [["", "n"], ["2023", "5"], ["2024", "6"]]
    assert drawn("line_chart", years)[1] == {"n": ((5.0, 6.0), (2023.0, 2024.0))}
    assert FUNCTIONS["bar_chart"](years).categories == ("2023", "2024")
    assert drawn("line_chart", COUNTED.n[1:])[1] == {"n": ((2.0, 3.0), (1.0, 2.0))}


@pytest.mark.parametrize("rows", [[2, 0, 1], [2, 0], [1, 2], [2, 1, 0]])
def test_sorted_and_selected_rows_have_their_words_and_dates(rows):
    """The numbers that pandas leaves beside them name nothing where a first column does."""
    chosen = COUNTED.iloc[rows]
    assert FUNCTIONS["bar_chart"](chosen).categories == tuple(chosen.name)
    dated = LOSSES.reset_index().iloc[rows]
    lines = drawn("line_chart", dated)[1]
    assert lines.keys() == {"loss", "accuracy"} and lines["loss"][1] == tuple(sorted(DAYS[k] for k in rows))


class Gate(enum.Enum):
    AND = "and"
    OR = 2


@pytest.mark.parametrize(
    ("label", "name"),
    [
        (2020, "2020"),
        (0.1 + 0.2, "0.3"),
        (pd.Timestamp("2024-02-29"), "2024-02-29"),
        (("mass", "mean"), "mass mean"),
        (Gate.AND, "and"),
        (Gate.OR, "OR"),
    ],
)
def test_names_of_every_kind(label, name):
    """Of a column, a series, a category and a row; and x=... and categories=... find them."""
    frame = pd.DataFrame({label: [1.0, 2.0], "y": [3.0, 4.0]})
    assert words(table(frame))[0] == [name, "y"]
    assert drawn("line_chart", {label: [1.0, 2.0]})[1].keys() == {name}
    assert words(table({label: 1})) == [[name, "1"]]
    if not isinstance(label, tuple):
        assert FUNCTIONS["bar_chart"]({label: 1.0}).categories == (name,)
        assert drawn("line_chart", frame, x=label)[1] == {"y": ((3.0, 4.0), (1.0, 2.0))}
        assert FUNCTIONS["bar_chart"](frame, categories=label).categories == ("1", "2")


@pytest.mark.parametrize(
    "record",
    [
        make_dataclass("Run", [("learning_rate", float), ("steps", int)], frozen=True)(0.1, 20),
        SimpleNamespace(learning_rate=0.1, steps=20),
        type("Attrs", (), {"__attrs_attrs__": [SimpleNamespace(name=name) for name in ("learning_rate", "steps")]})(),
        type("Model", (), {"model_fields": {"learning_rate": None, "steps": None}})(),
    ],
)
def test_records_of_every_class(record):
    """One is a table of its names and values, several are rows."""
    record.__dict__.update(learning_rate=0.1, steps=20)
    assert words(table(record)) == [["learning rate", "0.1"], ["steps", "20"]]
    assert words(table([record, record]))[:2] == [["learning rate", "steps"], ["0.1", "20"]]
    assert words(table(Epoch(1, 0.5))) == [["epoch", "1"], ["loss", "0.5"]]


@pytest.mark.parametrize(
    ("chart", "data"),
    [
        ("line_chart", {"a": COUNTED[["n", "n"]].set_axis(["x", "y"], axis=1)}),
        ("scatter_chart", {"a": pd.DataFrame({"x": [1.0], "y": [2.0]})}),
        ("line_chart", {"a": [{"x": 1.0, "y": 2.0}]}),
    ],
)
def test_a_series_is_one_column(chart, data):
    """The second one would be lost."""
    with pytest.raises(UserError, match="Expected one column for the series 'a', found 2: x, y") as caught:
        FUNCTIONS[chart](data)
    assert "(x, y)" in caught.value.hint


@pytest.mark.parametrize("data", [{1: [1.0], "1": [2.0]}, {"$a$": [1.0], "a": [2.0]}])
@pytest.mark.parametrize("chart", ["line_chart", "scatter_chart", "histogram", "box_plot"])
def test_no_series_hides_another_of_its_name(chart, data):
    """Names may be the same only after they are written out."""
    with pytest.raises(UserError, match="Two series are called"):
        FUNCTIONS[chart](data)


def test_bars_from_names_and_values():
    """From a dict, the most common ones of a counter, the items of a dict; dicts in a dict are groups."""
    counts = Counter("banana")
    for data in (counts, counts.most_common(), counts.items(), iter(counts.items()), [["b", 1], ["a", 3], ["n", 2]]):
        bars = FUNCTIONS["bar_chart"](data)
        assert dict(zip(bars.categories, bars.series[0].y)) == {"a": 3, "n": 2, "b": 1}
    scores = {"small": {"accuracy": 0.9, "recall": 0.8}, "large": {"accuracy": 0.7, "recall": 0.6}}
    made, bars = drawn("bar_chart", scores)
    assert made.categories == ("accuracy", "recall")
    assert bars == {"small": ((0.9, 0.8), None), "large": ((0.7, 0.6), None)}


def test_lines_from_numbers_or_dates_and_values():
    """A dict of one value for each year or day is one line, and so are pairs of a date and a value."""
    assert drawn("line_chart", {2012: 1.0, 2013: None, 2014: 2.0}, gaps=True)[1]["value"][1] == (2012, 2013, 2014)
    days = {str(day.date()): loss for day, loss in LOSSES.loss.items()}
    for data in (days, list(days.items()), list(LOSSES.loss.items())):
        assert drawn("line_chart", data)[1] == {"value": ((3.0, 2.0, 1.5), DAYS)}


SAMPLES = [[1.0, 2.0, 3.0], [2.0, 4.0]]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (SAMPLES, ("sample 1", "sample 2")),
        ([np.array(sample) for sample in SAMPLES], ("sample 1", "sample 2")),
        ([pd.Series(sample, name=name) for name, sample in zip("ab", SAMPLES)], ("a", "b")),
        ([pd.Series(sample) for sample in SAMPLES], ("sample 1", "sample 2")),
        (np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 4.0]]), None),
    ],
)
def test_samples_in_a_list_stay_apart(data, names):
    """Each is a box, and a series of a histogram; a matrix has a box for each column, and one histogram."""
    boxes, counts = FUNCTIONS["box_plot"](data), FUNCTIONS["histogram"](data, bins=4)
    assert boxes.categories == (names or ("sample 1", "sample 2"))
    assert next(s for s in boxes.series if s.name == "median").y == ((2.0, 3.0) if names else (2.0, 4.0))
    assert tuple(s.name for s in counts.series) == (names or ("count",))


@pytest.mark.parametrize(
    ("thing", "message", "hint"),
    [
        (COUNTED.groupby("name"), "DataFrameGroupBy of pandas, which has no values yet", "groupby"),
        (LOSSES.loss.resample("D"), "DatetimeIndexResampler of pandas", "resample"),
        (COUNTED.n.rolling(2), "Rolling of pandas", "rolling"),
        (SimpleNamespace, "found type", ""),
    ],
)
def test_what_has_no_values_yet(thing, message, hint):
    """What pandas computes later is named, with what makes values of it."""
    for name in ("table", "line_chart", "bar_chart", "histogram"):
        if name == "table" or hint:
            with pytest.raises(UserError, match=message) as caught:
                FUNCTIONS[name](thing)
            assert hint in caught.value.hint


def test_frames_of_polars():
    """Of numbers, words and dates, with what is missing."""
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"name": ["a", "b", "c"], "n": [1.5, None, float("nan")]})
    assert words(table(frame)) == [["name", "n"], ["a", "1.5"], ["b", "–"], ["c", "–"]]
    bars = FUNCTIONS["bar_chart"](frame, gaps=True)
    assert bars.categories == ("a", "b", "c") and bars.series[0].y[0] == 1.5
    assert FUNCTIONS["line_chart"](frame["n"], gaps=True).series[0].name == "n"
    for thing, how in ((frame.lazy(), "collect"), (frame.group_by("name"), "group_by")):
        with pytest.raises(UserError, match="which has no values yet") as caught:
            table(thing)
        assert how in caught.value.hint


def test_tables_of_arrow():
    """Their names stay."""
    arrow = pytest.importorskip("pyarrow")
    made = arrow.table({"n": [1, 2], "name": ["a", None]})
    assert words(table(made)) == [["n", "name"], ["1", "a"], ["2", "–"]]
    assert drawn("line_chart", made.select(["n"]))[1] == {"n": ((1.0, 2.0), (0.0, 1.0))}


def test_arrays_of_xarray():
    """Their coordinates are x, and names of rows and columns."""
    xarray = pytest.importorskip("xarray")
    days = LOSSES.index.to_numpy()
    line = xarray.DataArray([3.0, 2.0, 1.5], dims="time", coords={"time": days}, name="loss")
    assert drawn("line_chart", line)[1] == {"loss": ((3.0, 2.0, 1.5), DAYS)}
    grid = xarray.DataArray([[1.0, 2.0]], dims=("site", "year"), coords={"site": ["north"], "year": [2020, 2021]})
    assert words(table(grid)) == [["site", "2020", "2021"], ["north", "1", "2"]]
    assert FUNCTIONS["num"](grid.mean()).text == "1.5"
    both = xarray.Dataset({"loss": line, "half": line / 2})
    assert drawn("line_chart", both)[1]["half"] == ((1.5, 1.0, 0.75), DAYS)
    assert words(table(both))[0] == ["time", "loss", "half"]
    with pytest.raises(UserError, match="over one dimension"):
        table(xarray.Dataset({"grid": grid}))


@pytest.mark.parametrize(
    "events",
    [
        {1957: "perceptron", 1986: "backpropagation"},
        pd.DataFrame({"year": [1957, 1986], "what": ["perceptron", "backpropagation"]}),
        pd.Series(["perceptron", "backpropagation"], index=[1957, 1986]),
        [{"year": 1957, "what": "perceptron"}, {"year": 1986, "what": "backpropagation"}],
    ],
)
def test_events_in_every_form(events):
    """As pairs are."""
    assert plain(FUNCTIONS["timeline"](events).alt) == "Time line: 1957 perceptron, 1986 backpropagation."


def test_an_event_without_a_time_is_named():
    """Where it has no place."""
    with pytest.raises(UserError, match="The event 'a' has no year and no date"):
        FUNCTIONS["timeline"]([(pd.NaT, "a"), (1986, "b")])


def test_a_confusion_matrix_counts():
    """Shares would be rounded to nothing."""
    with pytest.raises(UserError, match="Expected counts in a confusion matrix, found 0.5") as caught:
        FUNCTIONS["confusion"]([[0.5, 0.5], [0.0, 1.0]])
    assert "heatmap" in caught.value.hint
    assert "2 of 2 right" in plain(FUNCTIONS["confusion"]([[1.0, 0.0], [0.0, 1.0]]).alt)


def test_images_that_a_grid_cannot_show_are_named():
    """In color, with pixels that are missing, of words."""
    for images, message in (
        (np.zeros((8, 8, 3)), "looks like color"),
        (np.zeros((2, 8, 8, 3)), "looks like color"),
        (np.ma.masked_greater(np.arange(16.0).reshape(4, 4), 10), "image 1, row 3, column 4"),
        ([["a"]], "images of numbers"),
    ):
        with pytest.raises(UserError, match=message):
            FUNCTIONS["image_grid"](images)
    assert FUNCTIONS["image_grid"](np.zeros((9, 3, 3))).marks


def test_two_columns_in_a_pair_are_x_and_y():
    """As two arrays are; in a list they are two lines."""
    x, y = pd.Series([10.0, 20.0], name="t"), pd.Series([1.0, 2.0], name="v")
    for chart in ("line_chart", "scatter_chart"):
        assert drawn(chart, (x, y))[1] == {"v": ((1.0, 2.0), (10.0, 20.0))}
    assert drawn("line_chart", [x, y])[1].keys() == {"t", "v"}


@pytest.mark.parametrize("data", [[COUNTED.n, COUNTED.n], [Tensor([1.0], "a"), Tensor([2.0], "a")]])
@pytest.mark.parametrize("chart", ["line_chart", "histogram", "box_plot"])
def test_columns_of_one_name_do_not_hide_each_other(chart, data):
    """In a list as well as in a dict."""
    with pytest.raises(UserError, match="Two series are called"):
        FUNCTIONS[chart](data)


def test_groups_as_lists_are_samples():
    """What pandas makes of a group by apply(list), and frames of one column."""
    groups = pd.DataFrame({"g": ["a", "a", "b"], "v": [1.0, 3.0, 5.0]}).groupby("g").v.apply(list)
    boxes = FUNCTIONS["box_plot"](groups)
    assert boxes.categories == ("a", "b")
    assert [series.y for series in boxes.series if series.name == "median"] == [(2.0, 5.0)]
    assert FUNCTIONS["box_plot"]({"a": COUNTED[["n"]]}).categories == ("a",)
    with pytest.raises(UserError, match="Expected one column for the series 'a', found 2: name, n"):
        FUNCTIONS["box_plot"]({"a": COUNTED})


@pytest.mark.parametrize("columns", [["soil", "yield"], ["yield", "soil"]])
def test_a_column_of_words_groups_the_numbers_beside_it(columns):
    """As measurements are noted, row by row; with a third column nobody knows which are meant."""
    rows = pd.DataFrame({"soil": pd.Categorical(["clay", "sand", "clay"]), "yield": [1.0, 5.0, 3.0]})
    assert FUNCTIONS["box_plot"](rows[columns]).categories == ("clay", "sand")
    assert [sum(s.y) for s in FUNCTIONS["histogram"](rows[columns], bins=4).series] == [2.0, 1.0]
    with pytest.raises(UserError, match="'soil' has no number in row 1"):
        FUNCTIONS["box_plot"](rows.assign(depth=1.0))


def test_points_with_names():
    """Of one point a pair of numbers is its place."""
    assert drawn("scatter_chart", {"a": (1.0, 2.0), "b": (3.0, 4.0)})[1] == {
        "a": ((2.0,), (1.0,)),
        "b": ((4.0,), (3.0,)),
    }


def test_names_that_are_dates_or_have_several_levels():
    """Above columns and beside rows, as in the frame that they come from."""
    days = pd.date_range("2024-02-28", periods=2)
    assert words(table(TWO, header=days))[0] == ["2024-02-28", "2024-02-29"]
    levels = pd.MultiIndex.from_tuples([("clay", 2020), ("sand", 2021)])
    assert words(table(TWO, header=levels, row_header=days))[:2] == [
        ["", "clay 2020", "sand 2021"],
        ["2024-02-28", "1", "0"],
    ]


def test_a_sparse_matrix_is_a_matrix():
    """With the zeros that it has in mind."""
    eye = pytest.importorskip("scipy.sparse").eye(2)
    assert words(table(eye)) == [["1", "0"], ["0", "1"]]
    assert FUNCTIONS["heatmap"](eye) == FUNCTIONS["heatmap"](TWO) and drawn("line_chart", eye) == drawn(
        "line_chart", TWO
    )


def test_names_of_bars_and_lines_from_pandas():
    """Names of several levels stand in one line, level lines come from a Series."""
    assert FUNCTIONS["bar_chart"]({("clay", 2020): 1.0, ("sand", 2021): 2.0}).categories == ("clay 2020", "sand 2021")
    assert FUNCTIONS["line_chart"](LOSSES, levels=pd.Series({"goal": 1.5})).rules[0].value == 1.5
    with pytest.raises(UserError, match="found the name 'ab'"):
        FUNCTIONS["bar_chart"]([1.0, 2.0], categories="ab")


@pytest.mark.parametrize(
    ("title", "text"),
    [(2024, "2024"), (pd.Timestamp("2024-02-29"), "2024-02-29"), (None, ""), (FUNCTIONS["num"](0.5), "0.5")],
)
def test_a_title_may_be_a_value(title, text):
    """A year, a date, a number, or nothing."""
    assert FUNCTIONS["line_chart"](LOSSES, title=title, y_title=title).title == text
    assert plain(FUNCTIONS["table"](COUNTED, caption=title).caption) == text


def test_dollars_of_money_are_no_formulas():
    """In names, cells and what is said of a chart; a formula has no space inside of its dollars."""
    prices = pd.DataFrame({"cost ($)": [1.0, 2.0], "gain ($)": [2.0, 3.0]})
    for name in ("table", "line_chart", "bar_chart", "box_plot", "histogram"):
        assert "cost ($)" in plain(FUNCTIONS[name](prices).alt) and "gain ($)" in plain(FUNCTIONS[name](prices).alt)
    assert words(table(pd.DataFrame({"seat": ["$5 or $10", "$x$"]}))) == [["seat"], ["$5 or $10"], ["x"]]


def test_a_missing_name_of_a_row_is_a_dash():
    """As counts of what is missing have it."""
    counts = pd.Series(["a", "a", None]).value_counts(dropna=False)
    assert words(table(counts))[1:] == [["a", "2"], ["–", "1"]]
    assert FUNCTIONS["bar_chart"](counts).categories == ("a", "–")


def test_an_object_with_fields_is_a_chart():
    """Of its columns, samples or single values."""
    runs = SimpleNamespace(train_loss=[3.0, 2.0], held_out=[3.5, 3.0])
    assert drawn("line_chart", runs)[1].keys() == {"train loss", "held out"}
    assert FUNCTIONS["box_plot"](runs).categories == ("train loss", "held out")
    assert FUNCTIONS["bar_chart"](SimpleNamespace(clay=1.0, sand=2.0)).categories == ("clay", "sand")


def test_classes_of_values_are_written_as_numbers_are():
    """Intervals have the deck's minus sign and decimal mark, and no more digits than tell them apart."""
    counts = pd.cut(pd.Series([-1.5, 0.5, 1.25]), [-2, 0.25, 1.5]).value_counts().sort_index()
    assert FUNCTIONS["bar_chart"](counts).categories == ("(−2, 0.25]", "(0.25, 1.5]")
    with speaking("de-DE"):
        assert FUNCTIONS["bar_chart"](counts).categories == ("(−2; 0,25]", "(0,25; 1,5]")
        assert words(table(counts))[1] == ["(−2; 0,25]", "1"]
        assert words(table(counts.to_frame().T))[0] == ["", "(−2; 0,25]", "(0,25; 1,5]"]
    days = pd.interval_range(pd.Timestamp("2024-02-28"), periods=1, closed="left")[0]
    figure = FUNCTIONS["num"](days)
    assert figure.text == "[2024-02-28, 2024-02-29)" and isinstance(figure.value, str)


def test_a_time_line_of_dates():
    """Dates of any kind stand at their days, as ISO writes them."""
    made = FUNCTIONS["timeline"](
        pd.DataFrame({"when": pd.to_datetime(["2024-02-29", "2012-09-30"]), "what": ["b", "a"]}).values
    )
    assert plain(made.alt) == "Time line: 2012-09-30 a, 2024-02-29 b."


def test_pandas_and_matplotlib_are_loaded_by_nobody_but_the_lesson():
    """A deck of plain values is made without them, although they are installed."""
    code = (
        "import sys; from deckwright.figures import FUNCTIONS as f; from deckwright.cli import main;"
        "f['table']([{'a': 1}]); f['line_chart']({'a': [1, 2]}); f['heatmap']([[1]]);"
        "print([name for name in ('pandas', 'matplotlib', 'polars') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
