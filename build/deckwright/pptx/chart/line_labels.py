"""Where the names of lines stand: at the lines' ends, apart from one another and, where that can be, on no line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from deckwright.deck.chart import Axis, Chart
from deckwright.figures.layered import spread
from deckwright.layout.chart_label_layout import GAP, text_width
from deckwright.pptx.chart.plot_frame import NAME_APART, Frame, is_named_beside
from deckwright.pptx.chart.scale import Scale
from deckwright.pptx.chart.workbook import x_of
from deckwright.theme import Theme

Point = tuple[float, float]  # from the plot's upper left corner
Box = tuple[float, float, float, float]  # left, top, right, bottom

NEAR = 0.15  # share of the plot's width: lines that end so close to its edge are named in one column beside it
LINE = 1.25  # height of a name, in type sizes
FAR = 1.1  # type sizes from a line's end to its name from which on a thin line leads there; twice that sideways
STEP = 3.0  # points between the samples of a line
OVERLAP = 1000.0  # the price of a name on a name; a sample of a line under it costs 1
NEARBY = ((0, 0), (0, 0.8), (0, -0.8), (-0.5, 1), (-0.5, -1), (-1, 0), (-1, 0.8), (-1, -0.8))  # the better one first
AWAY = tuple((across / 4, down) for down in range(-8, 9) for across in range(-12, 5))  # a thin line leads there
AWAY_PRICE, FAR_PRICE = 1.5, 0.02  # what a name may hide nearby before it moves away; of a point of the way there
CLEAR = 3.0  # points beside a name in which no line should run


def last_point(chart: Chart, index: int) -> tuple[int, float]:
    """Index and value of a series' last finite point that the axes' limits don't cut off."""
    series = chart.series[index]
    xs = x_of(series)
    finite = [i for i, v in enumerate(series.y) if math.isfinite(v)]
    shown = [i for i in finite if _within(chart.x, xs[i]) and _within(chart.y, series.y[i])]
    last = max(shown or finite, key=lambda i: xs[i], default=0)
    return last, series.y[last]


@dataclass(frozen=True, slots=True)
class Shift:
    """How far (points, to the right and down) a name moves from beside its line's last point.

    leads  whether a thin line leads from the point to it
    """

    across: float = 0.0
    down: float = 0.0
    leads: bool = False


def name_shifts(chart: Chart, frame: Frame, x: Scale, y: Scale, theme: Theme) -> list[Shift]:
    """Where each line's name stands.

    Lines that end at the edge of the plot, or are cut off there, have their names in one column at the right. The
    others, and points that lie among lines, have them where they hide least.
    """
    last = [last_point(chart, i) for i in range(len(chart.series))]
    ends = [_at(frame, x, y, x_of(series)[i], value) for series, (i, value) in zip(chart.series, last)]
    named = [i for i in range(len(ends)) if is_named_beside(chart, i)]
    lines = [i for i in named if chart.series[i].style != "points"]
    column = [i for i in lines if ends[i][0] >= (1 - NEAR) * frame.plot_width or _is_cut_off(chart, i)]
    shifts = [Shift() for _ in ends]
    for i, place in zip(column, _column([ends[i][1] for i in column], frame)):
        across, down = frame.plot_width - ends[i][0], place - ends[i][1]
        apart = abs(down) if _is_cut_off(chart, i) else max(across / 2, abs(down))  # a line cut off reaches the edge
        shifts[i] = Shift(across, down, apart > FAR * frame.size)
    boxes = {i: _box(chart, i, ends[i], shifts[i], frame, theme) for i in named}
    samples = [point for series in chart.series if not series.of for point in _samples(series, frame, x, y)]
    for i in (i for i in named if i not in column):
        others = [box for j, box in boxes.items() if j != i]
        width = boxes[i][2] - boxes[i][0] + GAP

        def price(way: Shift, i: int = i, others: Sequence[Box] = tuple(others)) -> float:
            return _price(way, _box(chart, i, ends[i], way, frame, theme), others, samples, frame)

        ways = [
            [Shift(a * width, d * LINE * frame.size, places is AWAY) for a, d in places] for places in (NEARBY, AWAY)
        ]
        shifts[i] = min(ways[0], key=price)
        if price(shifts[i]) > AWAY_PRICE:
            shifts[i] = min(shifts[i], *ways[1], key=price)
        boxes[i] = _box(chart, i, ends[i], shifts[i], frame, theme)
    return shifts


def level_shifts(chart: Chart, frame: Frame, y: Scale) -> list[Shift]:
    """Where the names of level lines across bars stand: in one column beside the plot."""
    heights = [(1 - y.fraction(rule.value)) * frame.plot_height for rule in chart.rules]
    across = frame.plot_width / len(chart.categories) / 2
    return [Shift(across, place - height) for place, height in zip(_column(heights, frame), heights)]


def _within(axis: Axis, value: float) -> bool:
    return (axis.low is None or value >= axis.low) and (axis.high is None or value <= axis.high)


def _is_cut_off(chart: Chart, index: int) -> bool:
    return chart.x.high is not None and max(x_of(chart.series[index])) > chart.x.high


def _at(frame: Frame, x: Scale, y: Scale, across: float, up: float) -> Point:
    """A point's place in the plot; at its edge for one that the axes' limits cut off."""
    right, top = (min(1.0, max(0.0, share)) for share in (x.fraction(across), y.fraction(up)))
    return right * frame.plot_width, (1 - top) * frame.plot_height


def _column(heights: Sequence[float], frame: Frame) -> list[float]:
    """Heights in which names stand below one another, each as near to its line's end as can be."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    distance, lowest = (
        NAME_APART * frame.size,
        frame.plot_height - frame.size / 2,
    )  # clear of the horizontal axis's labels
    places = spread([heights[i] for i in order], distance)
    places = [min(place, lowest - (len(places) - 1 - i) * distance) for i, place in enumerate(places)]
    return [place for _, place in sorted(zip(order, places))]


def _box(chart: Chart, index: int, end: Point, shift: Shift, frame: Frame, theme: Theme) -> Box:
    width = text_width([chart.series[index].name], frame.size, theme, bold=True)
    left, middle = end[0] + GAP / 2 + shift.across, end[1] + shift.down
    return left, middle - LINE * frame.size / 2, left + width, middle + LINE * frame.size / 2


def _samples(series, frame: Frame, x: Scale, y: Scale) -> Iterator[Point]:
    """Points close to one another on a line."""
    points = [_at(frame, x, y, a, b) for a, b in zip(x_of(series), series.y) if math.isfinite(b)]
    yield from points[-1:]
    for (x0, y0), (x1, y1) in pairwise(points) if series.style != "points" else ():
        steps = max(1, math.ceil(max(abs(x1 - x0), abs(y1 - y0)) / STEP))
        yield from ((x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps) for k in range(steps))


def _price(way: Shift, box: Box, others: Sequence[Box], samples: Sequence[Point], frame: Frame) -> float:
    """What a name hides at a place: other names, lines; it must not leave the plot but to the right."""
    left, top, right, bottom = box
    if left < 0 or top < 0 or bottom > frame.plot_height or right > frame.plot_width + frame.right:
        return float("inf")
    hidden = sum(left - CLEAR < a < right + CLEAR and top < b < bottom for a, b in samples)
    names = sum(left < r and l < right and top < b and t < bottom for l, t, r, b in others)
    away = AWAY_PRICE + FAR_PRICE * math.hypot(way.across, way.down) if way.leads else 0.0
    return hidden + OVERLAP * names + away
