"""Charts, read back from the file as python-pptx and a spreadsheet see them."""

from __future__ import annotations

import math

import pytest
from lxml import etree

from chart_samples import BARS, LINES, X, cells, space, values, written
from deckwright.deck.chart import Axis, Chart, Series
from deckwright.pptx.chart.scale import scale_of
from deckwright.pptx.chart.workbook import workbook
from deckwright.pptx.xml import NAMESPACES
from deckwright.theme import DARK, LIGHT


def test_the_chart_is_native_and_has_every_value():
    """Name, id and alt text are ours; a value that is not finite is a gap."""
    frame = written(LINES)
    assert frame.has_chart
    assert frame.name == "Chart 1"
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "falls"
    train, test = frame.chart.plots[0].series
    assert (train.name, list(train.values)) == ("train", [0.5, 0.25, 1 / 3])
    assert list(test.values) == [0.6, None, 0.4]


def test_the_workbook_holds_what_the_references_say():
    """One column of x for all series, full precision, and the chart's references point at it."""
    assert cells(workbook(LINES)) == {
        "A1": "epoch", "A2": 0.0, "A3": 1.0, "A4": 2.0,
        "B1": "train", "B2": 0.5, "B3": 0.25, "B4": 1 / 3,
        "C1": "test", "C2": 0.6, "C4": 0.4,
    }  # fmt: skip
    references = [node.text for node in space(LINES).iter(f"{{{NAMESPACES['c']}}}f")]
    assert references == [
        "Data!$B$1",
        "Data!$A$2:$A$4",
        "Data!$B$2:$B$4",
        "Data!$C$1",
        "Data!$A$2:$A$4",
        "Data!$C$2:$C$4",
    ]


def test_series_with_their_own_x_get_two_columns_each():
    """So that each can be edited."""
    chart = Chart(
        kind="scatter",
        series=(Series("a", (1.0,), (2.0,), style="points"), Series("b", (3.0, 4.0), (5.0, 6.0), style="points")),
    )
    assert cells(workbook(chart)) == {
        "A1": "x",
        "A2": 2.0,
        "B1": "a",
        "B2": 1.0,
        "C1": "x",
        "C2": 5.0,
        "C3": 6.0,
        "D1": "b",
        "D2": 3.0,
        "D3": 4.0,
    }


def test_a_line_that_ends_early_shares_the_x_of_the_longest():
    """One column of x for lines that were measured at the same steps; the cells below the shorter one are empty."""
    chart = Chart(kind="line", series=(Series("short", (1.0, 2.0), X[:2]), Series("long", (3.0, 4.0, 5.0), X)))
    assert cells(workbook(chart)) == {
        "A1": "x", "A2": 0.0, "A3": 1.0, "A4": 2.0,
        "B1": "short", "B2": 1.0, "B3": 2.0,
        "C1": "long", "C2": 3.0, "C3": 4.0, "C4": 5.0,
    }  # fmt: skip
    assert [list(series.values) for series in written(chart).chart.plots[0].series] == [
        [1.0, 2.0, None],
        [3.0, 4.0, 5.0],
    ]


@pytest.mark.parametrize("start", [0.0, 0.5])
def test_all_series_take_as_many_rows_as_the_longest(start):
    """Whether they share their x or not: LibreOffice loses a line for which fewer are counted than for a later one."""
    short = Series("short", (1.0, 2.0), (start, start + 1))
    root = space(Chart(kind="line", series=(short, Series("long", (3.0, 4.0, 5.0), X))))
    assert values(root, ".//c:numCache/c:ptCount") == ["3"] * 4
    ranges = [node.text for node in root.findall(".//c:numRef/c:f", NAMESPACES)]
    assert all(text.endswith("$4") for text in ranges)


def test_the_same_chart_gives_the_same_bytes():
    """The workbook has a fixed date."""
    assert workbook(LINES) == workbook(LINES)
    assert etree.tostring(space(LINES)) == etree.tostring(space(LINES))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("chart", [LINES, BARS])
def test_text_is_large_enough_and_colored_by_the_theme(chart, theme):
    """12 points or more on a quarter of a slide; scheme colors but for quiet lines and for what has no role."""
    root = space(chart, theme, width=300, height=150)
    sizes = [int(size) for size in root.xpath("//@sz")]
    assert sizes and min(sizes) >= 1200
    assert set(values(root, ".//a:srgbClr")) <= {theme.line, *theme.categories}


def test_the_plot_leaves_room_for_what_stands_around_it():
    """Tick labels, titles and names at line ends lie between the plot and the chart's edges."""
    chart = Chart(
        kind="line",
        series=(Series("a long name", (1e5, 2e5), (0.0, 1.0)), Series("b", (1.0, 2.0), (0.0, 1.0))),
        y=Axis("cost"),
        x=Axis("x"),
    )
    layout = space(chart).find(".//c:plotArea/c:layout/c:manualLayout", NAMESPACES)
    x, y, w, h = (float(layout.find(f"c:{tag}", NAMESPACES).get("val")) for tag in "xywh")
    assert x * 600 > 45 and (1 - x - w) * 600 > 70
    assert y * 300 > 25 and (1 - y - h) * 300 > 35


def test_a_point_between_gaps_is_seen():
    """No line reaches it, so that it has a marker; the points of a line have none."""
    gap = math.nan
    chart = Chart(kind="line", series=(Series("a", (1.0, gap, 2.0, gap, 3.0, 4.0), tuple(range(6)), style="dashed"),))
    root = space(chart)
    assert values(root, ".//c:dPt/c:idx") == ["0", "2"]
    assert values(root, ".//c:ser/c:marker/c:symbol") == ["none"]
    assert values(root, ".//c:dPt/c:marker/c:symbol") == ["circle", "circle"]


def test_a_year_on_an_axis_has_no_separator():
    """Thousands are separated from 10,000 on, all numbers of an axis alike."""
    labels = scale_of(Axis(), [1998.0, 2024.0]).labels
    assert labels[0] == "1995" and scale_of(Axis(), [0.0, 20_000.0]).labels[1:3] == ("2,500", "5,000")
