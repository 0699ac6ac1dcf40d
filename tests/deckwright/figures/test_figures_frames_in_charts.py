"""Data frames as charts: a line, bar or sample for each column, over the index."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures import FUNCTIONS

from .frames import DAYS, LOSSES, drawn


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
