"""The words of a chart: titles, axes with their ticks, legend, the names of its lines, the values of bars."""

from __future__ import annotations

import math
from collections.abc import Sequence

from deckwright.fonts.type import Type
from deckwright.language import spoken
from deckwright.layout.chart_label_layout import GAP, SWATCH, own_names, text_width, values_shown
from deckwright.layout.series_color import role_of
from deckwright.pptx.chart.bar_values import values_format
from deckwright.pptx.chart.line_labels import Shift, last_point
from deckwright.pptx.chart.measured_chart import legend_place
from deckwright.pptx.chart.plot import LINE
from deckwright.pptx.chart.plot_frame import (
    Y_TITLE_ABOVE,
    dash,
    label_skip,
    swatch,
)
from deckwright.pptx.chart.scale import Scale, as_power, as_shown
from deckwright.svg.canvas import Canvas
from deckwright.svg.chart.marks import area_look, bar_look, bar_place, line_look, marker, revealed
from deckwright.svg.chart.place import Plot
from deckwright.svg.markup import Attribute, element, number, polyline
from deckwright.svg.text import Style, one_line
from deckwright.theme import MARKERS

ASCENT, MIDDLE = 0.95, 0.34  # type sizes from a line's top, and from its middle, to its baseline
AXIS, GRID, LEADER = 1.0, 0.75, 0.75  # points, widths of lines
TICK = 4.0  # points
BESIDE = 5.0  # points between an axis and its labels
SAMPLE = 8.0  # points that a legend's sample keeps from the name


def say(text: str, x: float, baseline: float, size: float, color: str, canvas: Canvas, **look: float | bool) -> str:
    """Words of a chart. align: 0 from x on, 0.5 around it, 1 up to it."""
    kind = Type.body(canvas.theme, size, bold=bool(look.get("bold")))
    return one_line(text, x, baseline, Style(kind, color, align=float(look.get("align", 0.0))), canvas)


def titles(plot: Plot, canvas: Canvas) -> str:
    """The chart's title, and those of its axes: level above the vertical one, below the middle of the other."""
    chart, frame = plot.chart, plot.frame
    size, made = frame.size, ""
    if chart.title:
        made += say(chart.title, 0, ASCENT * (size + 2), size + 2, "text", canvas, bold=True)
    if chart.y.title and not frame.sideways:
        down = frame.top - Y_TITLE_ABOVE * 1.25 * size
        made += say(chart.y.title, 0, down + ASCENT * size, size, "text", canvas)
    below = chart.y.title if frame.sideways else chart.x.title
    if below:
        middle = frame.left + frame.plot_width / 2
        made += say(below, middle, frame.height - 1.25 * size - 4 + ASCENT * size, size, "text", canvas, align=0.5)
    return made


def grid(plot: Plot, canvas: Canvas) -> str:
    """Lines at the ticks, from the plot's upper left corner."""
    frame = plot.frame
    look: dict[str, Attribute] = {"stroke": canvas.paint("line"), "stroke-width": GRID}
    made = ""
    if plot.chart.y.gridlines and not values_shown(plot.chart):
        for tick in plot.y.ticks:
            if frame.sideways:
                x = plot.along(tick)
                made += element("line", {"x1": x, "y1": 0, "x2": x, "y2": frame.plot_height} | look)
            else:
                y = frame.plot_height - plot.along(tick)
                made += element("line", {"x1": 0, "y1": y, "x2": frame.plot_width, "y2": y} | look)
    if plot.chart.x.gridlines and plot.x:
        for tick in plot.x.ticks:
            x = plot.x.fraction(tick) * frame.plot_width
            made += element("line", {"x1": x, "y1": 0, "x2": x, "y2": frame.plot_height} | look)
    return made


def axes(plot: Plot, canvas: Canvas) -> str:
    """Both axes with their ticks' labels, from the plot's upper left corner."""
    return (_values_below if plot.frame.sideways else _values_at_left)(plot, canvas) + (
        _numbers(plot, plot.x, canvas) if plot.x else _categories(plot, canvas)
    )


def _axis_line(x1: float, y1: float, x2: float, y2: float, canvas: Canvas) -> str:
    look: dict[str, Attribute] = {"stroke": canvas.paint("muted"), "stroke-width": AXIS}
    return element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2} | look)


def tick_labels(scale: Scale) -> list[str]:
    """The ticks' labels in the marks of the deck's language."""
    if scale.has_powers or scale.unit:
        return list(scale.labels)
    return [
        "0" if tick == 0 and ";" in scale.format else spoken().number(label)
        for tick, label in zip(scale.ticks, scale.labels)
    ]


def _values_at_left(plot: Plot, canvas: Canvas) -> str:
    if values_shown(plot.chart):
        return ""
    frame, made = plot.frame, ""
    if not plot.chart.y.gridlines:
        made += _axis_line(0, 0, 0, frame.plot_height, canvas)
    for tick, label in zip(plot.y.ticks, tick_labels(plot.y)):
        y = frame.plot_height - plot.along(tick)
        made += say(label, -BESIDE, y + MIDDLE * frame.size, frame.size, "muted", canvas, align=1.0)
    return made


def _values_below(plot: Plot, canvas: Canvas) -> str:
    if values_shown(plot.chart):
        return ""
    frame, made = plot.frame, ""
    baseline = frame.plot_height + BESIDE + ASCENT * frame.size
    if not plot.chart.y.gridlines:
        made += _axis_line(0, frame.plot_height, frame.plot_width, frame.plot_height, canvas)
    for tick, label in zip(plot.y.ticks, tick_labels(plot.y)):
        made += say(label, plot.along(tick), baseline, frame.size, "muted", canvas, align=0.5)
    return made


def _numbers(plot: Plot, scale: Scale, canvas: Canvas) -> str:
    """The horizontal axis of numbers or dates."""
    frame = plot.frame
    bottom, baseline = frame.plot_height, frame.plot_height + BESIDE + ASCENT * frame.size
    made = _axis_line(0, bottom, frame.plot_width, bottom, canvas)
    for tick, label in zip(scale.ticks, tick_labels(scale)):
        x = scale.fraction(tick) * frame.plot_width
        if not plot.chart.x.gridlines:
            made += _axis_line(x, bottom, x, bottom + TICK, canvas)
        made += say(label, x, baseline, frame.size, "muted", canvas, align=0.5)
    return made


def _categories(plot: Plot, canvas: Canvas) -> str:
    """The axis of categories: its line where bars stand, its names at the plot's edge."""
    frame, chart = plot.frame, plot.chart
    base = plot.along(plot.base)
    far = frame.plot_height if frame.sideways else frame.plot_width
    made = _axis_line(*plot.at(0, base), *plot.at(far, base), canvas)
    skip = label_skip(chart.categories, frame, canvas.theme)
    for index, name in enumerate(chart.categories):
        if index % skip == 0 and name:
            made += _category(plot, name, plot.across(index), canvas)
    return made


def _category(plot: Plot, name: str, across: float, canvas: Canvas) -> str:
    frame = plot.frame
    if frame.sideways:
        return say(name, -BESIDE, across + MIDDLE * frame.size, frame.size, "muted", canvas, align=1.0)
    if not frame.turned:
        baseline = frame.plot_height + BESIDE + ASCENT * frame.size
        return say(name, across, baseline, frame.size, "muted", canvas, align=0.5)
    turn = f"translate({number(across)} {number(frame.plot_height + BESIDE)}) rotate(-90)"
    return element("g", {"transform": turn}, say(name, 0, MIDDLE * frame.size, frame.size, "muted", canvas, align=1.0))


def legend(plot: Plot, bars: Sequence[int], canvas: Canvas) -> str:
    """Samples and names above the plot, in one line or in columns."""
    chart, frame, theme = plot.chart, plot.frame, canvas.theme
    place, sample = legend_place(chart, frame, theme), swatch(chart)
    shown = [index for index, series in enumerate(chart.series) if series in own_names(chart)]
    widths = [text_width([chart.series[index].name], frame.size, theme) + sample for index in shown]
    columns = math.ceil(len(shown) / place.rows)
    made, x = "", place.left
    for k, index in enumerate(shown):
        if place.rows > 1:
            x = place.left + (k % columns) * place.width / columns
        middle = place.top + (k // columns + 0.5) * place.height / place.rows
        entry = _sample(plot, index, index in bars or chart.kind == "area", x, middle, sample - 2 * SAMPLE, canvas)
        name, baseline = chart.series[index].name, middle + MIDDLE * frame.size
        entry += say(name, x + sample - 1.5 * SAMPLE, baseline, frame.size, "text", canvas)
        made += element("g", {"data-toggles": index}, entry)
        x += widths[k]
    return made


def _sample(plot: Plot, index: int, bar: bool, x: float, y: float, width: float, canvas: Canvas) -> str:
    chart, series, role = plot.chart, plot.chart.series[index], role_of(plot.chart, index)
    if bar:
        side = 0.55 * plot.frame.size
        near = x + 2 + width - (SWATCH - 2 * SAMPLE)  # its name, also where dashes of others take more room
        square: dict[str, Attribute] = {"x": near, "y": y - side / 2, "width": side, "height": side}
        look = area_look(role, canvas) if chart.kind == "area" else bar_look(plot, series, role, canvas)
        return element("rect", square | look)
    made = ""
    if series.style not in ("points", "bare"):
        made += element(
            "path", {"d": polyline([(x, y), (x + width, y)])} | line_look(role, LINE, dash(chart, index), canvas)
        )
    if series.style in ("points", "both"):
        made += marker(MARKERS[0 if series.of else index % len(MARKERS)], (x + width / 2, y), role, canvas)
    return made


def line_name(plot: Plot, index: int, shift: Shift, canvas: Canvas) -> str:
    """The name of a line beside its end, or where it hides nothing, with a thin line to it from afar."""
    series, frame, role = plot.chart.series[index], plot.frame, role_of(plot.chart, index)
    last, _ = last_point(plot.chart, index)
    place = list(plot.points(series))[last]
    if place is None:
        return ""
    x = min(max(0.0, place[0]), frame.plot_width)
    y = min(max(0.0, place[1]), frame.plot_height)
    left, middle = x + shift.across + GAP / 2, y + shift.down
    made = ""
    if shift.leads:
        look: dict[str, Attribute] = {"stroke": canvas.paint("muted"), "stroke-width": LEADER}
        width = text_width([series.name], frame.size, canvas.theme, bold=True)
        near = left - 1 if left >= x else left + width + 1
        made += element("line", {"x1": x, "y1": y, "x2": near, "y2": middle} | look)
    return made + say(series.name, left, middle + MIDDLE * frame.size, frame.size, role, canvas, bold=True)


def bar_values(plot: Plot, index: int, bars: Sequence[int], canvas: Canvas) -> str:
    """The values at the ends of a series' bars."""
    chart, frame, series = plot.chart, plot.frame, plot.chart.series[index]
    code = values_format(series, chart, frame, canvas.theme)
    width, first = bar_place(plot, bars.index(index), len(bars))
    made = ""
    for category, value in enumerate(series.y):
        if not math.isfinite(value):
            continue
        shown = as_shown(value, code)
        label = as_power(shown) if "e" in shown else spoken().number(shown)
        x, y = plot.at(category * plot.band + first + width / 2, plot.along(value))
        below = value < 0
        if frame.sideways:
            aside, align = (-BESIDE, 1.0) if below else (BESIDE, 0.0)
            said = say(label, x + aside, y + MIDDLE * frame.size, frame.size, "text", canvas, align=align)
        else:
            down = ASCENT * frame.size + 1 if below else -0.3 * frame.size
            said = say(label, x, y + down, frame.size, "text", canvas, align=0.5)
        made += revealed(chart, category, said)
    return made
