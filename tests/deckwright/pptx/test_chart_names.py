"""How lines and points of a chart are told apart: names at their ends, legends, markers, dashes."""

from __future__ import annotations

import tracemalloc

import pytest

from chart_samples import LINES, space, values
from deckwright.deck.chart import Axis, Chart, Series
from deckwright.layout.chart_label_layout import text_width
from deckwright.pptx.chart.line_labels import name_shifts
from deckwright.pptx.chart.measured_chart import measured_chart, scales
from deckwright.pptx.chart.plot_frame import frame_of
from deckwright.pptx.xml import NAMESPACES
from deckwright.theme import LIGHT


def test_lines_are_named_at_their_ends_instead_of_a_legend():
    """At the last point that there is, in the line's color."""
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


def test_a_name_that_would_hide_a_line_wherever_it_stands_nearby_moves_away():
    """A thin line leads from its point to where nothing lies under it."""
    x = [0.01 * n for n in range(101)]
    valley = Series("valley", tuple(abs(a - 0.3) for a in x), tuple(x))
    point = Series("a point in the valley", (0.02,), (0.32,), style="points")
    frame, shifts, y = named(valley, point)
    width = text_width([point.name], frame.size, LIGHT, bold=True)
    left = 0.32 * frame.plot_width + shifts[1].across
    height = (1 - y.fraction(0.02)) * frame.plot_height + shifts[1].down
    for a, b in zip(valley.x, valley.y):
        under = left < a * frame.plot_width < left + width
        assert not (under and abs((1 - y.fraction(b)) * frame.plot_height - height) < frame.size / 2)
    assert shifts[1].leads
    root = space(Chart(kind="line", series=(valley, point), y=Axis()))
    extensions = root.findall(".//c:dLbls/c:extLst/c:ext", NAMESPACES)
    assert [[child.get("val") for child in each] for each in extensions] == [
        ["0"],
        ["1"],
    ]  # the schema allows one child


def test_a_narrow_chart_names_its_lines_above_the_plot():
    """Beside it, names would take the room of the lines."""
    line, point = Series("validation loss", (0.0, 1.0), (0.0, 1.0)), Series("now", (0.5,), (0.5,), style="points")
    chart = Chart(kind="line", series=(line, point))
    assert [space(chart, width=width).find(".//c:legend", NAMESPACES) is None for width in (600, 250)] == [True, False]
    assert space(chart, width=250).find(".//c:dLbl", NAMESPACES) is None


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


def test_a_legend_has_room_for_longer_samples_of_dashed_lines():
    """Some programs draw every sample longer when one line is dashed, and leave out what doesn't fit."""
    widths = []
    for style in ("both", "dashed"):
        series = (Series("a", (0.0, 1.0), (0.0, 1.0), style="both"), Series("b", (1.0, 0.0), (0.0, 1.0), style=style))
        root = space(Chart(kind="line", series=series, direct_labels=False))
        widths.append(600 * float(root.find(".//c:legend/c:layout/c:manualLayout/c:w", NAMESPACES).get("val")))
    assert widths[1] - widths[0] >= 2 * 20


@pytest.mark.parametrize("kind", ["line", "area"])
def test_lines_that_a_legend_names_differ_in_more_than_color(kind):
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


@pytest.mark.parametrize("count", [8, 14])
def test_no_two_lines_look_alike(count):
    """Where there are more lines than colors, those of one color differ in their dashes, with a legend or without."""
    chart = Chart(kind="line", series=tuple(Series(f"line {k}", (0.0, k), (0.0, 1.0)) for k in range(count)))
    lines = [ser.find("c:spPr/a:ln", NAMESPACES) for ser in space(chart).findall(".//c:ser", NAMESPACES)]
    looks = {(*values(line, ".//a:srgbClr"), *values(line, "a:prstDash")) for line in lines}
    assert len(looks) == count


def test_points_get_a_legend_and_markers_of_their_own():
    """Classes are told apart without their color."""
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


def test_the_name_of_points_hides_no_line_that_they_lie_on():
    """It stands on the other side of them, or above or below."""
    xs = tuple(n / 10 for n in range(11))
    curve = Series("curve", xs, xs)
    frame, shifts, _ = named(curve, Series("our network", (0.5,), (0.5,), style="points"))
    assert shifts[1].down != 0.0 and not shifts[1].leads


def test_a_value_far_beyond_the_limits_costs_nothing():
    """Names keep clear of what is seen of a line, not of the whole way to where it went."""
    tracemalloc.start()
    chart = Chart(
        kind="line",
        series=(Series("fast", (1.0, 2.0), (0.0, 1e5)), Series("slow", (1.0, 2.0), (0.0, 1.0))),
        x=Axis(low=0.0, high=1.0),
    )
    x, y = scales(chart)
    name_shifts(chart, frame_of(chart, 600, 300, x, y, LIGHT), x, y, LIGHT)
    assert tracemalloc.get_traced_memory()[1] < 5e6
    tracemalloc.stop()


@pytest.mark.parametrize("kind", ["line", "bar"])
def test_a_legend_leaves_the_plot_most_of_the_room(kind):
    """The type is smaller where many long names would fill the place."""
    names = [f"series with a long name {k}" for k in range(8)]
    x = (0.0, 1.0) if kind == "line" else None
    series = tuple(Series(name, (1.0, 2.0), x) for name in names)
    categories = () if kind == "line" else ("a", "b")
    chart = Chart(kind=kind, series=series, categories=categories, direct_labels=False)
    for width, height in ((420, 300), (860, 380)):
        frame = measured_chart(chart, width, height, LIGHT).frame
        assert frame.plot_height > 0.5 * height
