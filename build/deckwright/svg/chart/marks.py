"""Lines, points, bars, areas and error bars of a chart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from deckwright.deck.chart import Chart, Series
from deckwright.layout.series_color import role_of
from deckwright.pptx.chart.error_bars import SEEN_THROUGH, THIN
from deckwright.pptx.chart.plot import BOX, LINE, OVERLAP, POINT, gap_of_bars, lone_points
from deckwright.pptx.chart.plot import THIN as THIN_LINE
from deckwright.pptx.chart.plot_frame import dash
from deckwright.svg.canvas import Canvas
from deckwright.svg.chart.place import Plot, Point
from deckwright.svg.markup import Attribute, element, group, number, polyline
from deckwright.theme import MARKERS

DASHES = {  # line widths of dashes and gaps by DrawingML's names
    "dash": (4, 3),
    "lgDash": (8, 3),
    "sysDot": (1, 1),
    "sysDash": (3, 1),
    "lgDashDot": (8, 3, 1, 3),
    "lgDashDotDot": (8, 3, 1, 3, 1, 3),
}
EDGE = 0.75  # points, of the ground around points and between bars
CAP = 3.0  # points to either side of an error bar's end
SEEN_AREA, SEEN_HISTOGRAMS = 0.35, 0.6


def line_look(role: str, width: float, pattern: str, canvas: Canvas) -> dict[str, Attribute]:
    """The look of a chart's line; dashed ones have flat ends."""
    dashes = " ".join(number(width * part) for part in DASHES[pattern]) if pattern else None
    return {
        "fill": "none",
        "stroke": canvas.paint(role),
        "stroke-width": width,
        "stroke-dasharray": dashes,
        "stroke-linecap": None if pattern else "round",
        "stroke-linejoin": "round",
    }


def line_series(plot: Plot, index: int, canvas: Canvas) -> str:
    """A line, points, or both, with its error bars."""
    chart, series = plot.chart, plot.chart.series[index]
    role = role_of(chart, index)
    places = list(plot.points(series))
    made = spread(plot, series, role, canvas)
    if series.style == "rule" and chart.categories:
        y = plot.frame.plot_height - plot.along(series.y[0])
        places = [(0.0, y), (plot.frame.plot_width, y)]
    if series.style not in ("points", "bare"):
        look = line_look(role, THIN_LINE if series.style == "rule" else LINE, dash(chart, index), canvas)
        made += "".join(element("path", {"d": polyline(run)} | look) for run in _runs(places) if len(run) > 1)
    if series.style in ("points", "both"):
        shown = places
    elif series.style in ("bare", "rule"):
        shown = []
    else:
        shown = [places[k] for k in lone_points(series)]
    symbol = MARKERS[0 if series.of else index % len(MARKERS)]
    return made + "".join(marker(symbol, place, role, canvas) for place in shown if place and plot.shows(place))


def marker(symbol: str, place: Point, role: str, canvas: Canvas) -> str:
    """A point, with a rim in the color of the ground."""
    (x, y), half = place, POINT / 2
    look: dict[str, Attribute] = {
        "fill": canvas.paint(role),
        "stroke": canvas.paint("background"),
        "stroke-width": EDGE,
    }
    if symbol == "circle":
        return element("circle", {"cx": x, "cy": y, "r": half} | look)
    if symbol == "square":
        return element("rect", {"x": x - half, "y": y - half, "width": POINT, "height": POINT} | look)
    corners = {
        "triangle": [(x, y - half), (x + half, y + half), (x - half, y + half)],
        "diamond": [(x, y - half), (x + half, y), (x, y + half), (x - half, y)],
    }[symbol]
    return element("path", {"d": polyline(corners, closed=True)} | look)


def area_series(plot: Plot, index: int, canvas: Canvas) -> str:
    """The ground under a line."""
    role = role_of(plot.chart, index)
    base = plot.frame.plot_height - plot.along(plot.base)
    made = ""
    for run in _runs(plot.points(plot.chart.series[index])):
        around = [(run[0][0], base), *run, (run[-1][0], base)]
        made += element("path", {"d": polyline(around, closed=True)} | area_look(role, canvas) | {"stroke": None})
        made += element("path", {"d": polyline(run)} | line_look(role, LINE, dash(plot.chart, index), canvas))
    return made


def area_look(role: str, canvas: Canvas) -> dict[str, Attribute]:
    """The look of the ground under a line, with its rim, in a legend."""
    return {"fill": canvas.paint(role), "fill-opacity": SEEN_AREA, "stroke": canvas.paint(role)}


def bar_series(plot: Plot, index: int, bars: Sequence[int], canvas: Canvas) -> str:
    """The bars of a series: beside those of the others, over them, or upon them. bars: the series that are bars."""
    chart, series = plot.chart, plot.chart.series[index]
    role, abreast = role_of(chart, index), chart.kind == "bar"
    width, first = bar_place(plot, bars.index(index) if abreast else 0, len(bars) if abreast else 1)
    aside = first + width / 2 - plot.band / 2
    whiskers = error_bars(plot, series, "text" if abreast else role, canvas, aside)
    made = dict.fromkeys(range(len(series.y)), "")
    for category, value in enumerate(series.y):
        low = _foot(plot, bars, index, category, value)
        if not math.isfinite(value) or series.style == "hidden":
            continue
        start = category * plot.band + first
        ends = sorted((plot.along(low), plot.along(low + value if _stacked(plot) else value)))
        corners = plot.at(start, ends[1]), plot.at(start + width, ends[0])
        left, right = sorted(x for x, _ in corners)
        top, bottom = sorted(y for _, y in corners)
        place: dict[str, Attribute] = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        made[category] = element("rect", place | bar_look(plot, series, role, canvas))
    if chart.by_category:
        return "".join(revealed(chart, k, bar + whisker) for (k, bar), whisker in zip(made.items(), whiskers))
    return "".join([*made.values(), *whiskers])


def revealed(chart: Chart, category: int, markup: str) -> str:
    """What belongs to a category, waiting for its click in a chart that is built by them."""
    return group(markup, data_step=chart.step + category + 1) if chart.by_category and markup else markup


def bar_place(plot: Plot, position: int, count: int) -> tuple[float, float]:
    """The width of a bar, and where that of a position among so many side by side begins in its category."""
    gap = gap_of_bars(plot.chart, plot.frame) / 100
    apart = -OVERLAP / 100 if count > 1 else 0.0
    width = plot.band / (count + (count - 1) * apart + gap)
    return width, width * (gap / 2 + position * (1 + apart))


def bar_look(plot: Plot, series: Series, role: str, canvas: Canvas) -> dict[str, Attribute]:
    """The fill and the rim of a bar, of half a box, or of a histogram's bar."""
    chart = plot.chart
    if chart.kind == "boxes":
        rim: dict[str, Attribute] = {"stroke": canvas.paint(role), "stroke-width": THIN_LINE}
        return {"fill": canvas.paint(role), "fill-opacity": BOX.get(series.style, 1.0)} | rim
    through = SEEN_HISTOGRAMS if chart.kind == "histogram" and len(chart.series) > 1 else None
    look: dict[str, Attribute] = {"fill": canvas.paint(role), "fill-opacity": through}
    return look | ({} if chart.kind == "bar" else {"stroke": canvas.paint("background"), "stroke-width": EDGE})


def spread(plot: Plot, series: Series, role: str, canvas: Canvas) -> str:
    """How far values may be off: thin bars with ends, or a band."""
    if series.spread is None:
        return ""
    if series.spread.kind == "band":
        ends = [_ends(plot, series, index, place) for index, place in enumerate(plot.points(series))]
        look: dict[str, Attribute] = {"fill": canvas.paint(role), "fill-opacity": SEEN_THROUGH}
        around = ([low for low, _ in run] + [high for _, high in reversed(run)] for run in _runs(ends))
        return "".join(element("path", {"d": polyline(line, closed=True)} | look) for line in around)
    return "".join(error_bars(plot, series, role, canvas))


def error_bars(plot: Plot, series: Series, role: str, canvas: Canvas, aside: float = 0.0) -> list[str]:
    """The thin bar of each point, "" where there is none. aside: how far from its category's middle."""
    if series.spread is None:
        return [""] * len(series.y)
    ends = (_ends(plot, series, index, place) for index, place in enumerate(plot.points(series)))
    look = line_look(role, THIN, "", canvas) | {"stroke-linecap": None}
    drawn = (_error_bar(plot, *end, aside) if end and end[0] != end[1] else "" for end in ends)
    return [element("path", {"d": bar} | look) if bar else "" for bar in drawn]


def _ends(plot: Plot, series: Series, index: int, place: Point | None) -> tuple[Point, Point] | None:
    """The lower and the upper end of a point's error bar."""
    spread, value = series.spread, series.y[index]
    if spread is None or place is None:
        return None
    below, above = (v if math.isfinite(v) else 0.0 for v in (spread.below[index], spread.above[index]))
    base = _stacked_below(plot, series, index)
    low, high = plot.along(base + value - below), plot.along(base + value + above)
    if plot.frame.sideways:
        return (low, place[1]), (high, place[1])
    return (place[0], plot.frame.plot_height - low), (place[0], plot.frame.plot_height - high)


def _error_bar(plot: Plot, low: Point, high: Point, aside: float) -> str:
    right, down = (0.0, 1.0) if plot.frame.sideways else (1.0, 0.0)
    low, high = ((x + aside * right, y + aside * down) for x, y in (low, high))
    caps = (CAP, -CAP)
    ends = "".join(polyline([(x + cap * right, y + cap * down) for cap in caps]) for x, y in (low, high))
    return polyline([low, high]) + ends


def _stacked_below(plot: Plot, series: Series, index: int) -> float:
    """What the parts of a box below this one add to its value."""
    if plot.chart.kind != "boxes" or series.style not in BOX:
        return 0.0
    before = plot.chart.series[: plot.chart.series.index(series)]
    return sum(each.y[index] for each in before if each.style in BOX)


def _stacked(plot: Plot) -> bool:
    return plot.chart.kind in ("stacked", "boxes")


def _foot(plot: Plot, bars: Sequence[int], index: int, category: int, value: float) -> float:
    """The value on which a bar stands: zero, or what is stacked below it on its side of zero."""
    if not _stacked(plot):
        return plot.base
    below = [plot.chart.series[i].y[category] for i in bars[: bars.index(index)]]
    return sum(v for v in below if math.isfinite(v) and (v < 0) == (value < 0))


def _runs(places: Iterable) -> list[list]:
    """The places between gaps."""
    runs: list[list] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]
