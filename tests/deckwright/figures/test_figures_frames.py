"""Data frames, columns and records as tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from deckwright.deck.figure import figures_in
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures import FUNCTIONS
from deckwright.figures.table import table

from .frames import Epoch, words

NETS = pd.DataFrame(
    {"model": ["small", "large"], "accuracy": [0.912, 0.9], "params": [1200, 2**53 + 1], "ok": [True, False]}
)


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
