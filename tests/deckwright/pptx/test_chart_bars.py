"""Bars of a chart: their values, the names below them, histograms and stacks."""

from __future__ import annotations

import pytest

from chart_samples import BARS, cells, space, values
from deckwright.deck.chart import Axis, Chart, Series
from deckwright.figures.bar_charts import bar_chart
from deckwright.layout.chart_label_layout import text_width
from deckwright.pptx.chart.measured_chart import measured_chart
from deckwright.pptx.chart.plot_frame import label_skip
from deckwright.pptx.chart.workbook import workbook
from deckwright.pptx.xml import NAMESPACES
from deckwright.theme import LIGHT


def test_bars_carry_their_values_and_need_no_axis():
    """Few bars: numbers at their ends, the value axis is hidden; gap and colors as designed."""
    root = space(BARS)
    assert values(root, ".//c:dLbls/c:showVal") == ["1"]
    assert values(root, ".//c:dLbls/c:numFmt", "formatCode") == ['0.00;"−"0.00;0']
    assert values(root, ".//c:valAx/c:delete") == ["1"]
    assert values(root, ".//c:barDir") == ["col"]


@pytest.mark.parametrize("names", [("a", "b"), ("a linear model on raw pixels of the image", "a perceptron")])
def test_the_lowest_bar_leaves_room_for_its_value(names):
    """Between its end and the categories' names, whether bars stand or lie and whatever limits were asked for."""
    series = (Series("vote", (0.5, -0.2)),)
    root = space(Chart(kind="bar", series=series, categories=names), width=400)
    lies = values(root, ".//c:barDir") == ["bar"]
    low, high = (float(values(root, f".//c:valAx/c:scaling/c:{end}")[0]) for end in ("min", "max"))
    share = float(root.find(f".//c:plotArea/c:layout/c:manualLayout/c:{'w' if lies else 'h'}", NAMESPACES).get("val"))
    room = (-0.2 - low) / (high - low) * share * (400 if lies else 300)
    size = int(root.xpath("//c:dLbls//@sz")[0]) / 100
    assert room > (text_width(["−0.2"], size, LIGHT) if lies else 1.2 * size)
    asked = space(Chart(kind="bar", series=series, categories=names, y=Axis(low=-0.2, high=0.6)), width=400)
    assert float(values(asked, ".//c:valAx/c:scaling/c:min")[0]) < -0.21


def test_the_highest_bar_leaves_room_for_its_value():
    """Between its end and the title of the axis, also where the limit that was asked for is its very value."""
    series = (Series("vote", (0.5, 0.2)),)
    for axis in (Axis("vote"), Axis("vote", high=0.5)):
        root = space(Chart(kind="bar", series=series, categories=("a", "b"), y=axis))
        high = float(values(root, ".//c:valAx/c:scaling/c:max")[0])
        share = float(root.find(".//c:plotArea/c:layout/c:manualLayout/c:h", NAMESPACES).get("val"))
        size = int(root.xpath("//c:dLbls//@sz")[0]) / 100
        assert (high - 0.5) / high * share * 300 > 1.2 * size


@pytest.mark.parametrize("title", ["", "votes"])
@pytest.mark.parametrize("series", [("a",), ("a", "b")])
def test_the_highest_value_stands_clear_of_what_is_above(title, series):
    """A legend, a title, or where the chart ends."""
    chart = Chart(
        kind="bar", series=tuple(Series(name, (5.0, 2.5)) for name in series), categories=("x", "y"), title=title
    )
    found = measured_chart(chart, 400, 300, LIGHT)
    free = found.frame.top if not title and len(series) == 1 else 0.0
    beyond = (found.y.high - 5) / found.y.high * found.frame.plot_height
    assert beyond + free >= 1.25 * found.frame.size


def test_bars_that_hang_and_bars_that_stand_leave_room_for_their_values():
    """Both at once, below words and above the categories' names: one does not take what the other needs."""
    series = (Series("a", (-4.4, 2.5, 1.0)), Series("b", (3.9, -1.0, 0.5)))
    chart = Chart(kind="bar", series=series, categories=("x", "y", "z"), title="votes", y=Axis("change"))
    found = measured_chart(chart, 400, 220, LIGHT)
    point = found.frame.plot_height / (found.y.high - found.y.low)
    assert min(found.y.high - 3.9, -4.4 - found.y.low) * point >= 1.25 * found.frame.size


def test_values_of_bars_side_by_side_have_as_many_digits_as_there_is_room_for():
    """Four where the bars are wide, fewer where they are narrow; the chart's own values keep all of theirs."""
    series = tuple(Series(f"T = {n}", (0.12345, 0.54321, 0.33335)) for n in range(3))
    chart = Chart(kind="bar", series=series, categories=("a", "b", "c"))
    codes = [values(space(chart, width=width), ".//c:dLbls/c:numFmt", "formatCode")[0] for width in (900, 360)]
    assert codes == ['0.0000;"−"0.0000;0', '0.00;"−"0.00;0']
    assert "0.12345" in [node.text for node in space(chart, width=360).iter("{*}v")]
    small = Chart(kind="bar", series=(Series("T", (0.9871, 0.0003)), Series("U", (0.1234, 0.5))), categories=("a", "b"))
    code = values(space(small, width=240), ".//c:dLbls/c:numFmt", "formatCode")[0]
    assert code == '0.0000;"−"0.0000;0'  # fewer would show the small one as zero


def test_long_names_make_bars_lie_down():
    """The first stays on top."""
    names = ("a linear model on raw pixels of the image", "a multi-layer perceptron with two layers")
    root = space(Chart(kind="bar", series=(Series("accuracy", (0.9, 0.95)),), categories=names), width=400)
    assert values(root, ".//c:barDir") == ["bar"]
    assert values(root, ".//c:catAx/c:scaling/c:orientation") == ["maxMin"]


@pytest.mark.parametrize("width", range(160, 700, 20))
@pytest.mark.parametrize("errors", [None, [1000.0, 2000.0]])
def test_no_name_of_a_bar_is_left_out(width, errors):
    """Whatever the axis beside them takes of the width, they stand below the bars or beside them."""
    chart = bar_chart({"a long name of a bar": 20_000.0, "another long name": 30_000.0}, errors=errors, y_title="y")
    frame = measured_chart(chart, width, 200, LIGHT).frame
    assert label_skip(chart.categories, frame, LIGHT) == 1


@pytest.mark.parametrize("width", [200, 300, 640])
@pytest.mark.parametrize("names", ["ab", ("a long name of a bar", "another long name")])
def test_bars_on_a_logarithmic_axis_show_it(width, names):
    """Standing or lying: or nobody would see that it is one. They begin at its low end, not at one."""
    chart = bar_chart({names[0]: 45_000.0, names[1]: 0.03}, log_y=True, y_title="millions")
    root = space(chart, width=width)
    assert values(root, ".//c:valAx/c:delete") == ["0"] and values(root, ".//c:dLbls/c:showVal") == []
    assert values(root, ".//c:catAx/c:crosses") == ["min"]
    measured = measured_chart(chart, width, 200, LIGHT)
    labels = text_width(measured.y.labels, measured.frame.size, LIGHT)
    if measured.frame.sideways:
        assert labels < measured.frame.plot_width / (len(measured.y.ticks) - 1)


def test_a_histogram_has_no_gaps_and_names_that_fit():
    """Names that there is no room for are left out of the picture, not of the workbook."""
    middles = tuple(f"{i / 10:.1f}" for i in range(60))
    chart = Chart(kind="histogram", series=(Series("count", (1.0,) * 60),), categories=middles)
    root = space(chart)
    assert values(root, ".//c:gapWidth") == ["0"]
    shown = [node.text or "" for node in root.findall(".//c:cat//c:v", NAMESPACES)]
    assert 0 < sum(bool(name) for name in shown) <= 20
    assert [cells(workbook(chart))[f"A{i + 2}"] for i in range(60)] == list(middles)


def test_parts_are_stacked_and_the_axis_holds_their_sum():
    """3 + 4 needs an axis up to 7 or more."""
    chart = Chart(kind="stacked", series=(Series("a", (1.0, 3.0)), Series("b", (2.0, 4.0))), categories=("x", "y"))
    root = space(chart)
    assert values(root, ".//c:grouping") == ["stacked"] and values(root, ".//c:overlap") == ["100"]
    assert float(values(root, ".//c:valAx/c:scaling/c:max")[0]) >= 7


def test_bars_of_huge_values_carry_powers_of_ten():
    """Twelve digits would not stand above a bar."""
    root = space(Chart(kind="bar", series=(Series("flops", (3e9, 5e11)),), categories=("a", "b")))
    assert values(root, ".//c:dLbls/c:numFmt", "formatCode") == ['0.0e-0;"−"0.0e-0;0']
