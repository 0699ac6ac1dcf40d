"""A chart's axes: where they end, what their ticks say, how much room their labels have."""

from __future__ import annotations

import math
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chart_samples import LINES, space, values
from deckwright.deck.chart import Axis, Chart, Series
from deckwright.figures.dates import days_of, moment_at
from deckwright.language import speaking
from deckwright.layout.chart_label_layout import text_width
from deckwright.pptx.chart.date_axis import date_scale
from deckwright.pptx.chart.measured_chart import scales
from deckwright.pptx.chart.scale import scale_of
from deckwright.pptx.xml import NAMESPACES
from deckwright.theme import LIGHT


def test_a_long_title_of_the_vertical_axis_is_not_broken_into_lines():
    """It takes the place of the chart's title, where there is room for it; a short one stays with its axis."""
    words = {}
    for name in ("loss", "share of the hidden units that are dead"):
        root = space(Chart(kind="line", series=LINES.series, x=Axis(), y=Axis(name)))
        words[name] = [
            [node.text for node in root.findall(path, NAMESPACES)]
            for path in ("./c:chart/c:title//a:t", ".//c:valAx/c:title//a:t")
        ]
    assert words == {"loss": [[], ["loss"]], "share of the hidden units that are dead": [[*words][1:], []]}


def test_logarithmic_axes_end_at_powers_of_ten():
    """With base, limits and plain tick labels."""
    root = space(
        Chart(kind="line", series=(Series("s", (0.3, 0.004), (1.0, 1000.0)),), x=Axis(log=True), y=Axis(log=True))
    )
    assert values(root, ".//c:valAx/c:scaling/c:logBase") == ["10", "10"]
    assert [float(v) for v in values(root, ".//c:valAx/c:scaling/c:max")] == [1000.0, 1.0]
    assert [float(v) for v in values(root, ".//c:valAx/c:scaling/c:min")] == [1.0, 0.001]


@pytest.mark.parametrize(
    ("lowest", "highest", "labels"),
    [
        (2e-4, 0.5, ["0.0001", "0.001", "0.01", "0.1", "1"]),
        (2e-6, 0.05, ["10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹"]),
        (20.0, 5e3, ["10", "100", "1,000", "10,000"]),
        (20.0, 500.0, ["10", "100", "1000"]),
        (0.02, 2e4, ["0.01", "0.1", "1", "10", "100", "1,000", "10,000", "100,000"]),
        (2e5, 3e7, ["10⁵", "10⁶", "10⁷", "10⁸"]),
    ],
)
def test_the_ticks_of_a_logarithmic_axis_are_written_alike(lowest, highest, labels):
    """As decimals while they are short, else all of them with a power of ten."""
    assert list(scale_of(Axis(log=True), [lowest, highest]).labels) == labels


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_axes_end_at_ticks_around_their_values(low, span):
    """Four to seven intervals, whatever the values."""
    high = low + span
    if high - low > 1e-9 * abs(low) and not (low.is_integer() and high.is_integer()):
        scale = scale_of(Axis(), [low, high])
        assert scale.low <= low + 1e-6 * span and scale.high >= high - 1e-6 * span
        assert 4 <= len(scale.ticks) - 1 <= 7


@given(st.integers(-(10**6), 10**6), st.integers(3, 10**6))
def test_axes_of_whole_numbers_end_at_whole_ticks(low, span):
    """Three to eight intervals: there are fewer steps to choose from, since what is counted has no halves."""
    scale = scale_of(Axis(), [float(low), float(low + span)])
    assert scale.low <= low and scale.high >= low + span
    assert 3 <= len(scale.ticks) - 1 <= 8 and all(tick.is_integer() for tick in scale.ticks)


@given(st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=9), st.booleans(), st.floats(-15, 0))
def test_neighboring_ticks_never_read_alike(values, log, power):
    """Whatever the sizes of numbers and the differences between them, and there are few enough ticks to read."""
    values = [values[0] * (1 + 10.0**power * k) for k in range(3)] if len(values) == 1 else values
    scale = scale_of(Axis(log=log), values)
    assert len(set(scale.labels)) == len(scale.ticks) <= 9
    assert 0.0 <= scale.fraction(scale.low) < scale.fraction(scale.high) <= 1.0


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([math.log(2), math.log(2) + 1e-15], ["0.2", "0.4", "0.6", "0.8", "1.0", "1.2"]),
        ([1e16, 1e16 + 2], ["5.00×10¹⁵", "7.50×10¹⁵", "1.00×10¹⁶", "1.25×10¹⁶", "1.50×10¹⁶"]),
        ([3e-13, 1e-13], ["0", "5.0×10⁻¹⁴", "1.0×10⁻¹³", "1.5×10⁻¹³", "2.0×10⁻¹³", "2.5×10⁻¹³", "3.0×10⁻¹³"]),
        ([1.0, 1.000001], ["1.0000000", "1.0000002", "1.0000004", "1.0000006", "1.0000008", "1.0000010"]),
    ],
)
def test_ticks_of_numbers_that_hardly_differ(values, labels):
    """Rounding noise is one number, drawn in the middle; true differences are told by digits enough."""
    assert list(scale_of(Axis(), values, from_zero=values[0] == 3e-13).labels) == labels


def test_a_logarithmic_axis_over_hundreds_of_powers_has_few_ticks():
    """Every so many powers of ten, alike in the file and in what is measured."""
    scale = scale_of(Axis(log=True), [1e-300, 1e300])
    assert len(scale.ticks) <= 9 and scale.labels[0] == "10⁻³⁰⁰"


def test_powers_of_ten_are_raised_at_points_beside_their_axis():
    """Number formats have no superscripts; the axis's own labels are not shown, nor is there a name in the legend."""
    lines = tuple(Series(name, (3e-6, 0.2), (1e-7, 1.0)) for name in "ab")
    root = space(Chart(kind="scatter", series=lines, x=Axis(log=True), y=Axis(log=True)))
    across, up = root.findall(".//c:ser", NAMESPACES)[2:]
    assert [node.text for node in up.findall(".//a:t", NAMESPACES)] == [
        "10⁻⁶",
        "10⁻⁵",
        "10⁻⁴",
        "10⁻³",
        "10⁻²",
        "10⁻¹",
        "10⁰",
    ]
    assert [float(node.text) for node in up.findall("c:yVal//c:v", NAMESPACES)] == [10.0**n for n in range(-6, 1)]
    assert {float(node.text) for node in up.findall("c:xVal//c:v", NAMESPACES)} == {1e-7}
    assert values(across, ".//c:dLblPos")[0] == "b" and values(root, ".//c:tickLblPos") == ["none", "none"]
    assert values(root, ".//c:legendEntry/c:idx") == ["2", "3"]


def test_an_axis_keeps_the_limits_that_were_asked_for():
    """Others are found around the values."""
    scale = scale_of(Axis(low=-6, high=6), [0.0])
    assert (scale.low, scale.high, scale.step) == (-6, 6, 2.0)


def test_an_axis_shows_round_numbers_and_counts_no_halves():
    """Of many numbered categories only multiples of a round number are named; whole values have whole ticks."""
    middles = tuple(f"{i / 10 - 3:.1f}" for i in range(61))
    chart = Chart(kind="area", series=(Series("p", (0.5,) * 61),), categories=middles)
    shown = [node.text for node in space(chart).findall(".//c:cat//c:v", NAMESPACES) if node.text]
    assert "0.0" in shown and all(float(name) % 0.5 == 0 for name in shown)
    counts = Chart(kind="stacked", series=(Series("a", (12.0, 6.0)), Series("b", (3.0, 2.0))), categories=("x", "y"))
    assert all(tick == round(tick) for tick in scales(counts)[1].ticks)


@pytest.mark.parametrize("width", [200.0, 260.0, 600.0])
def test_a_narrow_axis_has_fewer_labels_still_round_and_side_by_side(width):
    """As many of an axis's labels as stand level beside one another; programs turn labels that have no room."""
    chart = Chart(kind="line", series=(Series("loss", tuple(2000.0 - n for n in range(2001))),))
    (plot,) = values(space(chart, width=width), "c:chart/c:plotArea/c:layout/c:manualLayout/c:w")
    (step,) = map(float, values(space(chart, width=width), ".//c:valAx/c:majorUnit")[:1])
    size = int(values(space(chart, width=width), ".//c:valAx/c:txPr/a:p/a:pPr/a:defRPr", "sz")[0]) / 100
    assert step in (200, 250, 500, 1000, 2000)
    assert float(plot) * width * step / 2000 > text_width(["2,000"], size, LIGHT)
    assert (step < 500) == (width == 600)


def test_the_least_bar_on_a_logarithmic_axis_has_a_height():
    """The axis begins a power of ten below a value that is one; a line may touch its axis."""
    assert scale_of(Axis(log=True), [10.0, 1000.0], from_zero=True).low == 1.0
    assert scale_of(Axis(log=True), [10.0, 1000.0]).low == 10.0


def test_powers_of_ten_have_the_marks_of_the_deck_s_language():
    """Labels that aren't written by a number format are written in the language here."""
    with speaking("de-DE"):
        assert scale_of(Axis(), [0.0, 1.5e-13]).labels[1] == "2,50×10⁻¹⁴"


@given(st.floats(61, 100_000), st.floats(1e-3, 2_800_000), st.booleans())
def test_an_axis_of_dates_has_few_ticks_that_differ(first, span, whole):
    """From minutes to centuries; those of months and years are the first days of them."""
    first, last = (float(round(first)), float(round(first + span))) if whole else (first, first + span)
    scale = date_scale(Axis(dates=True), [first, last], calendar=whole)
    assert scale.low <= first and scale.high >= last and 1 <= len(scale.ticks) <= 12
    assert len(set(scale.labels)) == len(scale.ticks)
    if scale.unit in ("months", "years"):
        assert all(moment_at(tick).day == 1 for tick in scale.ticks)


def test_no_tick_lies_beyond_limits_that_were_asked_for():
    """The last one stands before the end where the steps don't meet it."""
    assert scale_of(Axis(low=1.0, high=12.0), [1.0, 12.0]).ticks == (1.0, 3.0, 5.0, 7.0, 9.0, 11.0)
    assert scale_of(Axis(high=0.3), [0.0, 0.1]).ticks[-1] <= 0.3 * (1 + 1e-9)


@pytest.mark.parametrize(
    ("seconds", "labels"),
    [
        (2, ["09:58:10", "09:58:11", "09:58:12"]),
        (20, ["09:58:10", "09:58:15", "09:58:20", "09:58:25", "09:58:30"]),
        (40, ["09:58:00", "09:58:15", "09:58:30", "09:58:45", "09:59:00"]),
        (120, ["09:58", "09:59", "10:00", "10:01"]),
    ],
)
def test_an_axis_of_a_short_while_has_ticks_at_seconds(seconds, labels):
    """A measurement of seconds fills its plot."""
    first = days_of(datetime(2024, 5, 1, 9, 58, 10))
    assert list(date_scale(Axis(dates=True), [first, first + seconds / 86_400], calendar=False).labels) == labels
