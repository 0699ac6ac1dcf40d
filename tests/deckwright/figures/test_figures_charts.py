"""Charts from values."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures.bar_charts import bar_chart, stacked_chart
from deckwright.figures.histograms import histogram
from deckwright.figures.line_charts import area_chart, function_plot, line_chart, scatter_chart
from deckwright.figures.series import thinned
from dlcore import Tensor


def test_the_alt_text_says_what_the_line_does():
    """Ends, low and peak come from the values."""
    chart = line_chart({"loss": [0.298, 0.1, 0.0035]}, x_title="step", y_title="loss $L$")
    assert (
        plain(chart.alt)
        == "Line chart of loss L over step: loss falls from 0.298 to 0.0035. The horizontal axis goes from 0 to 2."
    )
    assert "a peak of 2" in plain(line_chart({"loss": [1, 2, 0.5]}).alt)


def test_series_are_named_by_mapping_tensor_or_pair():
    """Names in LaTeX become plain characters; a pair brings its own x."""
    assert line_chart(Tensor([1.0, 2.0], "a^{(1)}")).series[0].name == "a⁽¹⁾"
    (series,) = line_chart({"$\\eta$": ([10, 20], [1, 2])}).series
    assert (series.name, series.x, series.y) == ("η", (10.0, 20.0), (1.0, 2.0))


def test_a_long_line_keeps_its_spikes_and_ends():
    """Of 10,000 points at most 400 remain, all of them points of the data, the extremes among them."""
    y = np.sin(np.arange(10_000) / 500.0)
    y[1234], y[8765] = 7.0, -7.0
    x, kept = thinned(np.arange(10_000.0), y)
    assert len(kept) <= 400
    assert (x[0], x[-1], kept.max(), kept.min()) == (0, 9999, 7.0, -7.0)
    assert np.array_equal(kept, y[x.astype(int)])
    assert np.abs(np.interp(np.arange(2000, 8000), x, kept) - y[2000:8000]).max() < 0.05


def test_a_function_is_drawn_between_its_limits():
    """The plot takes functions of numbers or of Tensors and ends where asked."""
    chart = function_plot({"square": lambda z: Tensor(z) * Tensor(z)}, -2, 2, points=5)
    assert chart.series[0].y == (4.0, 1.0, 0.0, 1.0, 4.0)
    assert (chart.x.low, chart.x.high) == (-2, 2)


def test_bars_parts_areas_and_points():
    """Each kind has its categories or its x values."""
    bars = bar_chart({"linear": 0.91, "MLP": 0.95}, y_title="accuracy")
    assert (bars.categories, bars.series[0].y) == (("linear", "MLP"), (0.91, 0.95))
    assert plain(bars.alt) == "Bar chart of accuracy. linear 0.91, MLP 0.95."
    assert stacked_chart({"attention": [1, 2], "MLP": [3, 4]}, ["small", "large"]).kind == "stacked"
    assert area_chart({"p": [0.0, 1.0, 0.0]}, [-1, 0, 1]).categories == ("−1", "0", "1")
    points = scatter_chart({"data": ([0, 1], [1, 0]), "fit": ([0, 1], [1, 1])}, styles={"fit": "line"})
    assert [series.style for series in points.series] == ["points", "line"]


def test_an_area_without_x_counts_its_values():
    """From 0, as a line does."""
    assert area_chart({"density": [0.1, 0.4, 0.1]}).categories == ("0", "1", "2")


def test_a_histogram_counts_everything_finite():
    """Counts add up; the alt text has mean and deviation."""
    chart = histogram([1.0, 2.0, 2.0, 3.0, np.nan], bins=3)
    assert chart.series[0].y == (1.0, 2.0, 1.0)
    assert "4 values with mean 2" in plain(chart.alt)


def test_bins_lie_around_round_numbers():
    """A bin's middle is a round number, the first one a tick, whatever the values; edges that are given are kept."""
    values = np.random.default_rng(1).normal(size=500)
    chart = histogram(values, bins=30)
    assert chart.categories[0] == "−3.0" and chart.categories[14:17] == ("−0.2", "0.0", "0.2")
    assert sum(chart.series[0].y) == 500 and sum(y > 0 for y in chart.series[0].y) <= 30
    assert chart.series[0].y[15] == ((values >= -0.1) & (values < 0.1)).sum()
    assert histogram(values, bins=[-9, 0, 9]).categories == ("−4.5", "4.5")
    assert len(histogram([5.0, 5.0]).series[0].y) == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: line_chart({"a": [1, 2]}, x=[1, 2, 3]), "as many x as y"),
        (lambda: line_chart({"a": [np.nan, np.nan]}), "no finite value"),
        (lambda: line_chart({"loss": [1, 2]}, roles={"los": "loss"}), "names the series 'los'"),
        (lambda: line_chart({"loss": [1, 2]}, roles="lss"), "found 'lss'"),
        (lambda: bar_chart({"a": [1, 2]}, ["x"]), r"each category \(1\), found 2"),
        (lambda: line_chart({"a": [1, 2]}, log_x=True, x_range=(0, 1)), "above zero"),
        (lambda: function_plot(np.sin, 1, 0), "low < high"),
    ],
)
def test_mistakes_are_named(call, message):
    """What was expected and what was found."""
    with pytest.raises(UserError, match=message):
        call()


@pytest.mark.parametrize("size", [5e-324, 1.7e308, -1.7e308])
@pytest.mark.parametrize("call", [line_chart, bar_chart, scatter_chart])
def test_numbers_that_no_program_draws_are_refused_by_the_name_of_their_series(call, size):
    """Spreadsheets hold neither the smallest nor the largest floats."""
    data = {"a": size} if call is bar_chart else {"loss": [size, size / 2]}
    with pytest.raises(UserError, match="The series '(loss|value)' has a number of the size"):
        call(data)


def test_a_misspelt_name_gets_the_closest_one():
    """The hint suggests."""
    with pytest.raises(UserError) as caught:
        line_chart({"loss": [1, 2]}, roles={"los": "loss"})
    assert caught.value.hint == "Did you mean loss?"


def test_logarithmic_axes_leave_out_what_is_not_above_zero():
    """A point at such an x has no place at all, a y is a gap in its line; nothing left is a mistake."""
    chart = line_chart({"loss": [3.0, 1.0, 0.0, 2.0]}, log_x=True, log_y=True)
    assert "Where loss has no value there are gaps." in plain(chart.alt)
    (line,) = chart.series
    assert line.x == (1.0, 2.0, 3.0) and line.y[0] == 1.0 and math.isnan(line.y[1]) and line.y[2] == 2.0
    (bars,) = bar_chart({"a": 10.0, "b": 0.0}, log_y=True).series
    assert bars.y[0] == 10.0 and math.isnan(bars.y[1])
    with pytest.raises(UserError, match="no value above zero"):
        line_chart({"loss": [0.0, -1.0]}, log_y=True)


@pytest.mark.parametrize(
    "days",
    [
        [date(2024, 3, 1), date(2024, 1, 1), date(2024, 2, 1)],
        np.array(["2024-03", "2024-01", "2024-02"], "datetime64[M]"),
        ["2024-03", "2024-01", "2024-02"],
        [datetime(2024, 3, 1), date(2024, 1, 1), "2024-02-01"],
    ],
)
@pytest.mark.parametrize("style", ["line", "dashed", "steps"])
def test_a_line_over_dates_never_goes_back(days, style):
    """The points are taken in the order of their days, with what belongs to them."""
    (line,) = line_chart({"a": (days, [3.0, 1.0, 2.0])}, styles=style).series
    assert list(line.x) == sorted(line.x) and line.dated and line.y[0] == 1.0 and line.y[-1] == 3.0
    if style == "line":
        barred = line_chart({"a": (days, [3.0, 1.0, 2.0])}, errors=[0.3, 0.1, 0.2]).series[0]
        assert barred.y == (1.0, 2.0, 3.0) and barred.spread.below == (0.1, 0.2, 0.3)


def test_quarters_and_years_are_dates():
    """They stand where they begin."""
    assert line_chart({"a": (["2024Q1", "2024-Q3"], [1, 2])}).series[0].x == (45292.0, 45474.0)
    assert line_chart({"a": (np.array(["2024", "2025"], "datetime64[Y]"), [1, 2])}).series[0].x == (45292.0, 45658.0)


def test_points_without_an_x_are_left_out_where_gaps_are_asked_for():
    """As those without a value are."""
    masked = np.ma.masked_greater([1.0, 2.0, 999.0], 100)
    for x in (masked, [1.0, 2.0, None], [1.0, 2.0, math.nan]):
        (points,) = scatter_chart({"a": (x, [4.0, 5.0, 6.0])}, gaps=True).series
        assert (points.x, points.y) == ((1.0, 2.0), (4.0, 5.0))
    (line,) = line_chart({"a": (["2024-01-01", None, "2024-01-03"], [1, 2, 3])}, gaps=True).series
    assert line.y == (1.0, 3.0)


def test_what_is_gone_through_once_makes_a_chart():
    """Iterators and the values of a dict."""
    for chart in (line_chart, histogram):
        expected = chart([1.0, 4.0, 9.0]).series
        for data in ((k * k for k in (1, 2, 3)), map(float, [1, 4, 9]), {"a": 1, "b": 4, "c": 9}.values()):
            assert chart(data).series == expected


DAYS = (["2024-01-01", "2024-01-02"], [1.0, 2.0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: line_chart({"a": DAYS}, marks={"now": 3}), "The line 'now' is the number 3, and this axis has dates"),
        (lambda: line_chart({"a": [1, 2]}, marks={"now": "2024-01-01"}), "is the date 2024-01-01, and this axis has"),
        (
            lambda: line_chart({"a": DAYS}, x_range=(0, 5)),
            "An end of the axis is the number 0, and this axis has dates",
        ),
        (lambda: line_chart({"a": [1, 2]}, y_range=("2024-01-01", None)), "is the date 2024-01-01"),
        (lambda: line_chart({"a": [1, 2]}, y_range=5), r"both ends of an axis, \(low, high\), found int 5"),
        (lambda: line_chart({"a": [1, 2]}, y_range=("low", 5)), "An end of the axis takes a number, found 'low'"),
        (lambda: line_chart({"a": ([timedelta(1), timedelta(2)], [1, 2])}), "Expected numbers or dates as x of 'a'"),
        (lambda: line_chart({"a": (["2020", "2021"], [1, 2])}), "Expected numbers or dates as x of 'a', found '2020'"),
        (lambda: line_chart({"a": [1, 2]}, x=pd.DataFrame({"u": [1, 2], "v": [3, 4]})), "one column .* 'x of a'"),
        (lambda: histogram(["1", "2"]), "'values' has no number in row 1: it is '1'"),
        (lambda: area_chart({"a": [1, 2, 3]}, [0, 1, 5]), "equal distances, found distances from 1 to 4"),
        (lambda: area_chart(pd.Series([1, 2, 3], index=[0, 1, 50])), "found distances from 1 to 49"),
        (lambda: area_chart(pd.DataFrame({"x": [0, 1, 50], "y": [1, 2, 3]}), x="x"), "found distances from 1 to 49"),
    ],
)
def test_values_that_do_not_fit_their_axis_are_named(call, message):
    """Dates among numbers and numbers among dates would stand far away; unequal distances would look equal."""
    with pytest.raises(UserError, match=message) as caught:
        call()
    assert caught.value.hint or "date 2024" in message or "takes a" in message


def test_a_function_is_drawn_where_it_is_defined():
    """Python's own functions raise elsewhere; a function without a name is f."""
    (line,) = function_plot(math.log, -1, 1, points=5).series
    assert line.name == "log" and np.isnan(line.y[:3]).all() and line.y[-1] == 0.0
    assert function_plot(lambda x: 1 / x, -1, 1, points=3).series[0].name == "f"
    for wrong in (lambda x: complex(0, x), lambda x: np.array([x, x]), lambda x: "high"):
        with pytest.raises(UserError, match="Expected (one real number|numbers)"):
            function_plot(wrong, -1, 1, points=3)
