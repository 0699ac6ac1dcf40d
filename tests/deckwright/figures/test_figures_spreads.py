"""Error bars, bands, boxes and lines across the plot as authors write them, and what is said of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures.bar_charts import bar_chart
from deckwright.figures.boxes import box_plot
from deckwright.figures.histograms import histogram
from deckwright.figures.line_charts import line_chart, scatter_chart
from deckwright.figures.table import table
from dlcore.measurement import measured


@pytest.mark.parametrize("errors", [0.5, [0.5, 0.5], {"a": 0.5}, ([0.5, 1.5], [1.5, 2.5]), {"a": np.array([0.5, 0.5])}])
def test_how_far_or_from_where_to_where(errors):
    """One number for all, one for each point, or a pair of their ends, with the series' name or without it."""
    (series,) = line_chart({"a": [1.0, 2.0]}, errors=errors).series
    assert (series.spread.below, series.spread.above) == ((0.5, 0.5), (0.5, 0.5))


MEANS = pd.Series([1.0, 2.0, 3.0], index=["a", "b", "c"], name="mean")


@pytest.mark.parametrize(
    ("data", "errors", "reaches"),
    [
        ({"a": 1, "b": 2, "c": 3}, {"b": 0.2, "a": 0.1}, (0.1, 0.2, None)),
        ({"a": 1, "b": 2, "c": 3}, [0.1, None, 0.3], (0.1, None, 0.3)),
        (MEANS, pd.Series([0.1, 0.2, None], index=["a", "b", "c"], name="std"), (0.1, 0.2, None)),
        (MEANS, MEANS / 10, (0.1, 0.2, 0.3)),
        (MEANS, {"c": 0.3}, (None, None, 0.3)),
        (MEANS.to_frame(), (MEANS / 10).to_frame("std"), (0.1, 0.2, 0.3)),
        (MEANS, (MEANS - 0.1, MEANS + 0.1), (0.1, 0.1, 0.1)),
    ],
)
def test_errors_of_bars_by_their_names_and_from_frames(data, errors, reaches):
    """Where one is missing its bar has none."""
    (series,) = bar_chart(data, errors=errors).series
    assert [None if np.isnan(below) else round(below, 6) for below in series.spread.below] == list(reaches)


RUNS = [measured([1.0, 2.0, 5.0]), measured([3.0, 3.0])]


@pytest.mark.parametrize(
    "chart",
    [
        bar_chart({"a": RUNS[0], "b": RUNS[1]}),
        bar_chart(RUNS, ["a", "b"]),
        bar_chart({"loss": RUNS}, ["a", "b"]),
        line_chart({"loss": RUNS}),
        line_chart({"loss": ([10, 20], RUNS)}),
        line_chart(RUNS, x=[10, 20]),
        scatter_chart({"loss": RUNS}),
    ],
)
def test_measurements_are_medians_with_their_ranges(chart):
    """As error bars, however they are handed over."""
    (series,) = chart.series
    assert series.y == (2.0, 3.0)
    assert (series.spread.below, series.spread.above) == ((1.0, 0.0), (3.0, 0.0))


def test_measurements_keep_what_else_is_said_of_them():
    """Errors that are given, and series beside them that have none."""
    measured, plain = line_chart({"a": RUNS, "b": [1.0, 2.0]}).series
    assert measured.spread is not None and plain.spread is None
    (series,) = line_chart({"a": RUNS}, errors=0.5).series
    assert series.spread.below == (0.5, 0.5)


def test_measurements_are_samples_and_cells():
    """A box of the values, a histogram, and what a table says of them."""
    boxes = box_plot({"a": RUNS[0], "b": RUNS[1]})
    assert next(series for series in boxes.series if series.name == "median").y == (2.0, 3.0)
    assert sum(histogram(RUNS[0], bins=2).series[0].y) == 3
    assert [plain(row[1].text) for row in table([["a", RUNS[0]], ["b", RUNS[1]]]).rows] == ["2.0 (1.0–5.0)", "3"]


def test_a_frame_of_errors_belongs_to_the_series_of_its_columns():
    """For error bars and for bands."""
    frame = pd.DataFrame({"u": [1.0, 2.0], "v": [3.0, 4.0]}, index=["a", "b"])
    assert [s.spread.below for s in bar_chart(frame, errors=frame / 10).series] == [(0.1, 0.2), (0.3, 0.4)]
    numbered = frame.set_axis([10, 20])
    bands = [s for s in line_chart(numbered, bands=numbered / 10).series if s.spread]
    assert [(s.of, round(s.spread.below[0], 6)) for s in bands] == [("u", 0.1), ("v", 0.3)]


def test_two_bars_with_a_number_each_are_no_pair_of_ends():
    """A list of two numbers is how far, bar by bar; ends are two lists."""
    (series,) = bar_chart({"a": 3, "b": 3}, errors=[1, 2]).series
    assert (series.spread.below, series.spread.above) == ((1.0, 2.0), (1.0, 2.0))


def test_a_long_line_keeps_the_spread_of_the_points_it_keeps():
    """And the band comes from all of them."""
    y = np.sin(np.arange(2000) / 50)
    band, line = line_chart({"a": y}, errors=np.arange(2000.0), bands=np.full(2000, 2.0)).series
    assert line.spread.below == line.x and len(line.x) <= 400
    assert np.allclose(band.spread.above, 2.0) and (band.of, band.x[0], band.x[-1]) == ("a", 0.0, 1999.0)


def test_a_band_passes_through_its_points():
    """Of evenly spaced points; on a logarithmic axis its edges are straight between them."""
    band, _ = line_chart({"a": [1.0, 3.0, 2.0]}, bands=[0.25, 0.5, 1.0]).series
    kept = [band.x.index(x) for x in (0.0, 1.0, 2.0)]
    assert [band.spread.below[k] for k in kept] == [0.25, 0.5, 1.0]
    band, _ = line_chart({"a": [1.0, 100.0]}, bands=([0.1, 10.0], [10.0, 1000.0]), log_y=True).series
    middle = len(band.x) // 2
    assert band.y[middle] - band.spread.below[middle] == pytest.approx(1.0)


def test_steps_stay_until_the_next_value():
    """Level, upright, level."""
    (series,) = line_chart({"rate": [3.0, 1.0, 2.0]}, styles="steps").series
    assert list(zip(series.x, series.y)) == [(0, 3), (1, 3), (1, 1), (2, 1), (2, 2)]


def test_a_box_without_height_is_seen_as_its_median():
    """A point shows one value, or several that are equal; it is no value beyond."""
    made = box_plot({"one": [3.0], "equal": [2.0, 2.0, 2.0], "box": [1.0, 2.0, 3.0]})
    (points,) = (series for series in made.series if series.style == "points")
    assert points.y[:2] == (3.0, 2.0) and np.isnan(points.y[2]) and "beyond" not in plain(made.alt)


def test_boxes_have_whiskers_to_values_and_points_beyond():
    """Tukey's rule: as far as one and a half heights of the box; outside of it each value is a point."""
    chart = box_plot({"a": [1.0, 2.0, 3.0, 4.0, 20.0], "b": [1.0, 2.0, 3.0, 4.0, 5.0]})
    parts = {series.name: series for series in chart.series}
    assert parts["median"].y == (3.0, 3.0)
    assert parts["upper whisker"].spread.above == (0.0, 1.0) and parts["lower whisker"].spread.below == (1.0, 1.0)
    assert parts["value beyond 1"].y[0] == 20.0
    assert "a: median 3, box from 2 to 4, whiskers from 1 to 4, 1 beyond" in plain(chart.alt)


@pytest.mark.parametrize(
    ("chart", "words"),
    [
        (lambda: bar_chart({"a": 3, "b": 4}, errors=[1, 2]), "a 3 (2 to 4), b 4 (2 to 6)"),
        (lambda: line_chart({"a": [1, 2]}, errors=0.5), "a rises from 1 to 2 ± 0.5"),
        (lambda: line_chart({"a": [1, 2]}, bands=0.5), "its band goes from 0.5 to 1.5 at the left to 1.5 to 2.5"),
        (lambda: line_chart({"a": [1, 2, 3, 4]}, bands=[0.5, 0.5, 0.5, None]), "to 2.5 to 3.5 at the right"),
        (lambda: line_chart({"a": [1, 2]}, levels={"goal": 1.5}), "A level line marks goal at 1.5."),
        (lambda: scatter_chart({"a": ([1], [2])}, marks={"start": 1}), "An upright line marks start at 1."),
        (
            lambda: line_chart({"a": [1, 2]}, x=["2024-01-01", "2024-02-01"], marks={"launch": "2024-01-20"}),
            "marks launch at 2024-01-20",
        ),
    ],
)
def test_what_is_said_of_them(chart, words):
    """The alternative text has the numbers that the picture has."""
    assert words in plain(chart().alt)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: line_chart({"a": [1, 2], "b": [1, 2]}, errors=0.5), "errors by the names of the series"),
        (lambda: line_chart({"a": [1, 2]}, errors={"loss": 0.5}), "errors names the series 'loss'"),
        (lambda: line_chart({"a": [1, 2]}, bands={"b": 1}), "bands names the series 'b'"),
        (lambda: line_chart({"a": [1, 2, 3]}, errors=[1, 2]), "a number for each of 3 points"),
        (lambda: line_chart({"a": [1, 2]}, errors=[-1, 2]), "distances of zero or more"),
        (lambda: line_chart({"a": [5, 6]}, errors=([1, 1], [2, 2])), "low ≤ value ≤ high for 'a', found 1, 5 and 2"),
        (lambda: line_chart({"a": [1, 2]}, errors=1, log_y=True), "spread of 'a' reaches down to 0 at point 1"),
        (lambda: line_chart({"a": [1, 2]}, bands=1, log_y=True), "spread of 'a' reaches down to 0 at point 1"),
        (lambda: line_chart({"a": [1, 2]}, levels={"zero": 0}, log_y=True), "The line 'zero' stands at 0"),
        (lambda: line_chart({"a": [1, 2, 3]}, errors=np.ones((2, 3))), "for each of 3 points .* found 6"),
        (lambda: bar_chart(MEANS, errors=MEANS[::-1]), "errors have other names .* or another order"),
        (lambda: line_chart(MEANS.reset_index(drop=True)[1:], errors=MEANS[:2]), "or another order"),
        (lambda: line_chart({"a": [1, 2]}, levels=[1.5]), r"lines across the plot by their names, found list \[1.5\]"),
        (lambda: line_chart({"a": [1, 2]}, levels={"goal": None}), "The line 'goal' takes a number, found NoneType"),
        (lambda: line_chart({"a": [1, 2]}, levels={"goal": "high"}), "The line 'goal' takes a number, found 'high'"),
        (lambda: line_chart({"a": [1, 2]}, levels={"goal": 9}, y_range=(0, 4)), "'goal' stands at 9, outside"),
        (lambda: scatter_chart({"a": [1, 2]}, marks={"end": 9}, x_range=(0, 4)), "'end' stands at 9, outside"),
        (lambda: box_plot({"a": [1, 2]}, levels={"goal": 9}, y_range=(0, 4)), "'goal' stands at 9, outside"),
        (lambda: bar_chart({"a": 1}, levels={"goal": 9}), "found one bar"),
        (lambda: bar_chart({f"s{k}": [1, 2] for k in range(9)}, ["a", "b"]), "9 series are too many .* 8 colors"),
        (lambda: line_chart({"a": RUNS[0]}), "a row of values for 'a', found one measurement"),
        (lambda: histogram([1.0, 2.0], errors=1), "Error bars stand on bars"),
        (lambda: line_chart({"a": [1, 2, 3]}, bands=[0.1, None, 0.1]), "two neighboring points"),
        (lambda: line_chart({"a": [1]}, bands=0.1), "two neighboring points"),
        (
            lambda: line_chart({"a": [1, 1, 0]}, bands=0, x=[1, 1, 0], log_y=True),
            "two neighboring points .* two places",
        ),
        (lambda: line_chart({"a": [1, 2, 3]}, bands=[1, 1, None], x=[0, 1, 1000]), "too short .* from 0 to 1000"),
        (lambda: box_plot({"a": []}), "'a'"),
    ],
)
def test_mistakes_are_named(call, message):
    """What was expected, of which series."""
    with pytest.raises(UserError, match=message):
        call()
