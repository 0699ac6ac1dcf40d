"""Charts, read back from the file as python-pptx and a spreadsheet see them."""

from __future__ import annotations

import io
import math
import zipfile

import pytest
from deckwright.deck.chart import Axis, Chart, Series
from deckwright.deck.text import Run
from deckwright.layout.placed import Box, Placed
from deckwright.pptx.chart import chart_space, scales, write_chart
from deckwright.pptx.chart_frame import frame_of, text_width
from deckwright.pptx.chart_line_names import name_shifts
from deckwright.pptx.chart_scale import scale_of
from deckwright.pptx.chart_workbook import workbook
from deckwright.pptx.shape_ids import ShapeIds
from deckwright.pptx.xml import NAMESPACES
from deckwright.theme import DARK, LIGHT
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

X = (0.0, 1.0, 2.0)
LINES = Chart(
    kind="line",
    series=(Series("train", (0.5, 0.25, 1 / 3), X, "loss"), Series("test", (0.6, math.nan, 0.4), X, style="dashed")),
    x=Axis("epoch"),
    y=Axis("loss", gridlines=True),
    alt=(Run("falls"),),
)
BARS = Chart(kind="bar", series=(Series("accuracy", (0.9, 0.95)),), categories=("linear", "MLP"), y=Axis("accuracy"))


def written(chart, theme=LIGHT, width=8.0):
    """The graphic frame as python-pptx reads it back from a saved file."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    write_chart(slide, Placed(block=chart, box=Box(Inches(1), Inches(1), Inches(width), Inches(4))), ShapeIds(), theme)
    file = io.BytesIO()
    presentation.save(file)
    return Presentation(file).slides[0].shapes[0]


def space(chart, theme=LIGHT, width=600.0, height=300.0):
    """The chart's XML."""
    return chart_space(chart, width, height, theme)


def values(root, path, attribute="val"):
    """An attribute of all elements at a path."""
    return [node.get(attribute) for node in root.findall(path, NAMESPACES)]


def cells(blob):
    """The workbook's cells, {"B2": 0.5}."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(blob)) as book:
        strings = ["".join(si.itertext()) for si in etree.fromstring(book.read("xl/sharedStrings.xml"))]
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = {}
    for cell in sheet.iter(f"{main}c"):
        value = cell.find(f"{main}v").text
        found[cell.get("r")] = strings[int(value)] if cell.get("t") == "s" else float(value)
    return found


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


def test_lines_are_named_at_their_ends_instead_of_a_legend():
    """At the last point that there is, in the line's colour."""
    root = space(LINES)
    labels = root.findall(".//c:dLbl", NAMESPACES)
    assert [label.find("c:idx", NAMESPACES).get("val") for label in labels] == ["2", "2"]
    assert values(root, ".//c:dLbl/c:showSerName") == ["1", "1"]
    assert values(labels[0], ".//a:schemeClr") == ["accent6"]
    assert root.find(".//c:legend", NAMESPACES) is None


def named(*series):
    """The frame of a chart of these lines, the shifts of their names, and the scale of the vertical axis."""
    chart = Chart(kind="line", series=series, y=Axis())
    x, y = scales(chart)
    frame = frame_of(chart, 600, 300, x, y, LIGHT)
    return frame, name_shifts(chart, frame, x, y, LIGHT), y


def test_names_at_line_ends_do_not_overlap():
    """Four lines that end at nearly one height: their names are moved apart, in order, and stay on the plot."""
    series = [Series(name, (1.0, end), (0.0, 1.0)) for name, end in (("a", 0.30), ("b", 0.31), ("c", 0.0), ("d", 0.32))]
    frame, shifts, y = named(*series)
    places = [frame.plot_height * (1 - y.fraction(s.y[-1])) + shift.down for s, shift in zip(series, shifts)]
    assert places[3] < places[1] < places[0] < places[2] <= frame.plot_height
    ordered = sorted(places)
    assert all(b - a >= 1.2 * frame.size - 1e-6 for a, b in zip(ordered, ordered[1:]))


def test_names_of_lines_that_end_near_the_edge_stand_in_one_column():
    """Also those of lines that end a little before it; a thin line leads to a name that had to move far."""
    near = tuple(Series(f"line {n}", (1.0, 0.01 * n), (0.0, 1.0 - 0.01 * n)) for n in range(4))
    frame, shifts, _ = named(*near)
    rights = [(1.0 - 0.01 * n) * frame.plot_width + shift.across for n, shift in enumerate(shifts)]
    assert rights == pytest.approx([frame.plot_width] * 4)
    leads = [shift.leads for shift in shifts]
    assert leads == [abs(shift.down) > 1.1 * frame.size for shift in shifts] and True in leads
    leaders = values(space(Chart(kind="line", series=near, y=Axis())), ".//c15:showLeaderLines")
    assert leaders == [str(int(lead)) for lead in leads]


def test_the_name_of_a_line_that_ends_early_hides_no_other_line():
    """It moves off a line that runs on to the right, and stays beside its end where nothing is in its way."""
    level = Series("level", (1.0, 1.0), (0.0, 1.0))
    frame, shifts, _ = named(Series("early", (0.0, 1.0), (0.0, 0.5)), level, Series("top", (2.0, 2.0), (0.0, 1.0)))
    assert abs(shifts[0].down) >= 0.6 * frame.size and not shifts[0].leads
    _, shifts, _ = named(Series("early", (0.0, 0.5), (0.0, 0.5)), level, Series("top", (2.0, 2.0), (0.0, 1.0)))
    assert (shifts[0].across, shifts[0].down) == (0.0, 0.0)


def test_programs_do_not_break_the_names_of_lines():
    """They would from a fifth of a chart's width on."""
    root = space(LINES)
    assert values(root, ".//c:dLbl/c:txPr/a:bodyPr", "wrap") == ["none", "none"]


def test_a_line_that_the_axis_cuts_off_is_named_at_the_edge():
    """At its last point inside of the limits, moved to the edge of the plot, and without a line that leads there."""
    series = (
        Series("whole", (0.0, 2.0, 4.0), (0.0, 2.0, 4.0)),
        Series("cut", (0.0, 1.0, 2.0, 9.0), (0.0, 1.0, 3.0, 9.0)),
    )
    root = space(Chart(kind="line", series=series, x=Axis(high=4.0), y=Axis()))
    labels = root.findall(".//c:dLbl", NAMESPACES)
    assert [label.find("c:idx", NAMESPACES).get("val") for label in labels] == ["2", "2"]
    across = [float(label.find(".//c:manualLayout/c:x", NAMESPACES).get("val")) for label in labels[1:]]
    share = float(root.find(".//c:plotArea/c:layout/c:manualLayout/c:w", NAMESPACES).get("val"))
    assert across == [pytest.approx(share / 4, abs=1e-4)]
    assert values(root, ".//c15:showLeaderLines") == ["0", "0"]
    high = space(Chart(kind="line", series=series, x=Axis(), y=Axis(high=3.0)))
    assert [label.find("c:idx", NAMESPACES).get("val") for label in high.findall(".//c:dLbl", NAMESPACES)] == ["1", "2"]


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


def test_a_legend_has_room_for_longer_samples_of_dashed_lines():
    """Some programs draw every sample longer when one line is dashed, and leave out what doesn't fit."""
    widths = []
    for style in ("both", "dashed"):
        series = (Series("a", (0.0, 1.0), (0.0, 1.0), style="both"), Series("b", (1.0, 0.0), (0.0, 1.0), style=style))
        root = space(Chart(kind="line", series=series, direct_labels=False))
        widths.append(600 * float(root.find(".//c:legend/c:layout/c:manualLayout/c:w", NAMESPACES).get("val")))
    assert widths[1] - widths[0] >= 2 * 20


@pytest.mark.parametrize("kind", ["line", "area"])
def test_lines_that_a_legend_names_differ_in_more_than_colour(kind):
    """Each has dashes of its own, the first none; names at the lines' ends need no dashes, markers neither."""
    numbers = (0.0, 1.0)
    x = numbers if kind == "line" else None
    series = tuple(Series(name, numbers, x) for name in "abcd")
    chart = Chart(kind=kind, series=series, categories=() if x else ("0", "1"), direct_labels=False)
    lines = [ser.find("c:spPr/a:ln", NAMESPACES) for ser in space(chart).findall(".//c:ser", NAMESPACES)]
    patterns = [values(line, "a:prstDash") for line in lines]
    assert patterns[0] == [] and len({tuple(pattern) for pattern in patterns}) == 4
    named = Chart(kind="line", series=tuple(Series(name, numbers, numbers) for name in "abcd"))
    assert values(space(named), ".//c:ser/c:spPr/a:ln/a:prstDash") == []


def test_points_get_a_legend_and_markers_of_their_own():
    """Classes are told apart without their colour."""
    points = tuple(Series(f"class {c}", (0.0, 1.0), (float(c), 1.0), style="points") for c in range(3))
    root = space(Chart(kind="scatter", series=points))
    assert values(root, ".//c:marker/c:symbol") == ["circle", "triangle", "square"]
    assert root.find(".//c:legend", NAMESPACES) is not None


@pytest.mark.parametrize(
    ("style", "dash", "marker"), [("line", [], "none"), ("dashed", ["dash"], "none"), ("both", [], "circle")]
)
def test_styles_of_lines(style, dash, marker):
    """Never smoothed: a curve between two points would be invented."""
    root = space(Chart(kind="line", series=(Series("s", (1.0, 2.0), (0.0, 1.0), style=style),)))
    ser = root.find(".//c:ser", NAMESPACES)
    assert values(ser, "c:spPr/a:ln/a:prstDash") == dash
    assert values(ser, "c:marker/c:symbol") == [marker]
    assert values(root, ".//c:smooth") == ["0"]


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
        (2e-6, 0.05, ["1e-6", "1e-5", "1e-4", "1e-3", "1e-2", "1e-1"]),
        (20.0, 5e3, ["10", "100", "1,000", "10,000"]),
        (2e5, 3e7, ["1e5", "1e6", "1e7", "1e8"]),
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


def test_an_axis_keeps_the_limits_that_were_asked_for():
    """Others are found around the values."""
    scale = scale_of(Axis(low=-6, high=6), [0.0])
    assert (scale.low, scale.high, scale.step) == (-6, 6, 2.0)


def test_bars_carry_their_values_and_need_no_axis():
    """Few bars: numbers at their ends, the value axis is hidden; gap and colours as designed."""
    root = space(BARS)
    assert values(root, ".//c:dLbls/c:showVal") == ["1"]
    assert values(root, ".//c:dLbls/c:numFmt", "formatCode") == ['#,##0.00;"−"#,##0.00;0']
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


def test_values_of_bars_side_by_side_have_as_many_digits_as_there_is_room_for():
    """Four where the bars are wide, fewer where they are narrow; the chart's own values keep all of theirs."""
    series = tuple(Series(f"T = {n}", (0.12345, 0.54321, 0.33335)) for n in range(3))
    chart = Chart(kind="bar", series=series, categories=("a", "b", "c"))
    codes = [values(space(chart, width=width), ".//c:dLbls/c:numFmt", "formatCode")[0] for width in (900, 360)]
    assert codes == ['#,##0.0000;"−"#,##0.0000;0', '#,##0.00;"−"#,##0.00;0']
    assert "0.12345" in [node.text for node in space(chart, width=360).iter("{*}v")]
    small = Chart(kind="bar", series=(Series("T", (0.9871, 0.0003)), Series("U", (0.1234, 0.5))), categories=("a", "b"))
    code = values(space(small, width=240), ".//c:dLbls/c:numFmt", "formatCode")[0]
    assert code == '#,##0.0000;"−"#,##0.0000;0'  # fewer would show the small one as zero


def test_the_name_of_points_hides_no_line_that_they_lie_on():
    """It stands on the other side of them, or above or below."""
    xs = tuple(n / 10 for n in range(11))
    curve = Series("curve", xs, xs)
    frame, shifts, _ = named(curve, Series("our network", (0.5,), (0.5,), style="points"))
    assert shifts[1].down != 0.0 and not shifts[1].leads


def test_long_names_make_bars_lie_down():
    """The first stays on top."""
    names = ("a linear model on raw pixels of the image", "a multi-layer perceptron with two layers")
    root = space(Chart(kind="bar", series=(Series("accuracy", (0.9, 0.95)),), categories=names), width=400)
    assert values(root, ".//c:barDir") == ["bar"]
    assert values(root, ".//c:catAx/c:scaling/c:orientation") == ["maxMin"]


def test_a_histogram_has_no_gaps_and_names_that_fit():
    """Names that there is no room for are left out of the picture, not of the workbook."""
    middles = tuple(f"{i / 10:.1f}" for i in range(60))
    chart = Chart(kind="histogram", series=(Series("count", (1.0,) * 60),), categories=middles)
    root = space(chart)
    assert values(root, ".//c:gapWidth") == ["0"]
    shown = [node.text or "" for node in root.findall(".//c:cat//c:v", NAMESPACES)]
    assert 0 < sum(bool(name) for name in shown) <= 20
    assert [cells(workbook(chart))[f"A{i + 2}"] for i in range(60)] == list(middles)


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


def test_parts_are_stacked_and_the_axis_holds_their_sum():
    """3 + 4 needs an axis up to 7 or more."""
    chart = Chart(kind="stacked", series=(Series("a", (1.0, 3.0)), Series("b", (2.0, 4.0))), categories=("x", "y"))
    root = space(chart)
    assert values(root, ".//c:grouping") == ["stacked"] and values(root, ".//c:overlap") == ["100"]
    assert float(values(root, ".//c:valAx/c:scaling/c:max")[0]) >= 7


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("chart", [LINES, BARS])
def test_text_is_large_enough_and_coloured_by_the_theme(chart, theme):
    """12 points or more on a quarter of a slide; scheme colours throughout, but for quiet lines."""
    root = space(chart, theme, width=300, height=150)
    sizes = [int(size) for size in root.xpath("//@sz")]
    assert sizes and min(sizes) >= 1200
    assert set(values(root, ".//a:srgbClr")) <= {theme.line}


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
