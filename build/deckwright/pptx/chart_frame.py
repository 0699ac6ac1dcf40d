"""Where a chart's plot, titles, legend and line labels stand, measured so that every program agrees."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from deckwright.deck.chart import Axis, Chart
from deckwright.figures.ticks import is_multiple, is_round
from deckwright.layout.metrics import face
from deckwright.pptx.chart_scale import Scale, thinned
from deckwright.pptx.xml import Element, element
from deckwright.theme import ORDER, Theme

SIZES = ((560.0, 240.0, 18.0), (320.0, 180.0, 16.0))  # from this width and height on, type of this size
SMALLEST_TEXT = 14.0
LONGEST_LABELS = 0.3  # share of the width that the lines' names may take in the larger sizes of type
MOST_DIRECT_LABELS = 8
MOST_NAMES = 0.38  # share of the width beside the plot from which on a legend above it names the lines instead
GAP = 8.0  # points between neighbouring parts
Y_TITLE, Y_TITLE_ABOVE = 1.6, 1.75  # lines for the vertical axis's title, and from its top to the plot
LONGEST_NAMES = 0.45  # share of the width that names of lying bars may take; longer ones fold
SWATCH, DASHED_SWATCH = 34.0, 58.0  # points that a legend's sample and the distance to the next entry take
LEVEL = 0.18  # share of the width from which on a level axis title is broken into lines by some programs
NUMERIC = ("line", "scatter")
DASHES = (
    "",
    "lgDash",
    "sysDot",
    "lgDashDot",
    "sysDash",
    "lgDashDotDot",
)  # of lines that a legend names, or that share a colour


@dataclass(frozen=True, slots=True)
class Frame:
    """Sizes in points: of the whole chart, its text, and the margins around the plot."""

    width: float
    height: float
    size: float
    left: float
    right: float
    top: float
    bottom: float
    sideways: bool = False  # bars run from left to right

    @property
    def plot_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> float:
        return self.height - self.top - self.bottom

    def manual(self, x: float, y: float, width: float = 0, height: float = 0, target: str = "") -> Element:
        """``c:layout`` at a place in points; without a size the part takes what it needs."""
        parts = [element("c:layoutTarget", {"val": target})] if target else []
        parts += [element("c:xMode", {"val": "edge"}), element("c:yMode", {"val": "edge"})]
        values = {"x": x / self.width, "y": y / self.height}
        if width:
            values |= {"w": width / self.width, "h": height / self.height}
        parts += [element(f"c:{name}", {"val": f"{value:.5f}"}) for name, value in values.items()]
        return element("c:layout", None, element("c:manualLayout", None, *parts))


def frame_of(chart: Chart, width: float, height: float, x: Scale | None, y: Scale, theme: Theme) -> Frame:
    """Margins that hold exactly what stands in them."""
    size = _type_size(chart, width, height, theme)
    line = 1.25 * size
    sideways = x is None and lies_down(chart, width, size, theme)
    ticks = chart.categories if sideways else y.labels
    left = min(text_width(ticks, size, theme) + GAP, LONGEST_NAMES * width)
    if values_shown(chart) and not sideways:
        left = 2.0
    right = label_room(chart, size, theme)
    top = GAP + (1.5 * line if chart.title else 0) + (Y_TITLE * line if chart.y.title and not sideways else 0)
    top += 1.5 * line if has_legend(chart) else 0
    bottom = line + GAP + (line + 2 if chart.x.title or (sideways and chart.y.title) else 0)
    if sideways and values_shown(chart):
        bottom, right = 2.0 + (line + GAP if chart.y.title else 0), text_width(["00,000,000"], size, theme)
    return Frame(width, height, size, left, right, top, bottom, sideways)


def _type_size(chart: Chart, width: float, height: float, theme: Theme) -> float:
    """The largest type for a chart of this size in which the lines' names leave the plot its room."""
    names = [series.name for series in chart.series] if has_direct_labels(chart) else []
    for across, down, size in SIZES:
        if width >= across and height >= down and text_width(names, size, theme, bold=True) <= LONGEST_LABELS * width:
            return size
    return SMALLEST_TEXT


def with_room_for_names(chart: Chart, width: float, theme: Theme) -> Chart:
    """The chart as its lines can be named in this width: above a narrow plot rather than beside it, if there is room."""
    beside = label_room(chart, SMALLEST_TEXT, theme) if has_direct_labels(chart) else 0.0
    unlabelled = replace(chart, direct_labels=False)
    narrow = beside > MOST_NAMES * width and legend_width(unlabelled, SMALLEST_TEXT, theme) <= width
    return unlabelled if narrow else chart


def legend_width(chart: Chart, size: float, theme: Theme) -> float:
    """Width of the line of names above the plot."""
    return sum(text_width([series.name], size, theme) + swatch(chart) for series in chart.series)


def lies_down(chart: Chart, width: float, size: float, theme: Theme) -> bool:
    """Whether bars run from left to right, because their names are too long to stand beside one another."""
    if chart.kind not in ("bar", "stacked") or not chart.categories:
        return False
    room = 0.9 * width / len(chart.categories)
    return text_width(chart.categories, size, theme) > room


def values_shown(chart: Chart) -> bool:
    """Whether the bars carry their values, which makes the value axis needless."""
    return chart.kind == "bar" and len(chart.series) * len(chart.categories) <= 12


def has_direct_labels(chart: Chart) -> bool:
    """Whether lines are named at their ends, and the points among them (of one series) at the last one."""
    points = sum(series.style == "points" for series in chart.series)
    few = 1 < len(chart.series) <= MOST_DIRECT_LABELS and points <= min(1, len(chart.series) - 1)
    return chart.direct_labels and chart.kind == "line" and few


def has_legend(chart: Chart) -> bool:
    return len(chart.series) > 1 and not has_direct_labels(chart)


def dash(chart: Chart, index: int) -> str:
    """How a series' line is dashed, "" for not at all.

    Where a legend names the lines, they differ in more than colour; those of one colour differ in any case.
    """
    if chart.series[index].style != "line":
        return "dash" if chart.series[index].style == "dashed" else ""
    before = sum(series.style == "line" for series in chart.series[:index])
    rounds = before // len(ORDER)
    return DASHES[(before + rounds if has_legend(chart) else rounds) % len(DASHES)]


def swatch(chart: Chart) -> float:
    """Room for a sample in the legend; a program that draws some of them dashed makes all of them longer."""
    lines = chart.kind in (*NUMERIC, "area") and any(dash(chart, index) for index in range(len(chart.series)))
    return DASHED_SWATCH if lines else SWATCH


def y_title_as_heading(chart: Chart, frame: Frame, theme: Theme) -> bool:
    """Whether the vertical axis's title takes the place of the chart's: programs break a long axis title into lines."""
    if not chart.y.title or chart.title or frame.sideways:
        return False
    return text_width([chart.y.title], frame.size, theme) > LEVEL * frame.width


def label_room(chart: Chart, size: float, theme: Theme) -> float:
    """The margin at the right: half a tick label, or the names of the lines."""
    if not has_direct_labels(chart):
        return 1.6 * size
    names = [series.name for series in chart.series if series.style != "points"]
    return text_width(names, size, theme, bold=True) + 1.5 * GAP


def with_room_for_labels(x: Scale, axis: Axis, frame: Frame, theme: Theme) -> Scale:
    """The scale of the horizontal axis, its ticks so far apart that their labels stand level beside one another."""

    def has_room(scale: Scale) -> bool:
        return text_width(scale.labels, frame.size, theme) + GAP <= frame.plot_width / max(1, len(scale.ticks) - 1)

    return next(filter(has_room, (x, *thinned(x, axis))), x)


def label_skip(names: Sequence[str], frame: Frame, theme: Theme) -> int:
    """Every how many categories there is room for a name; of numbers only round ones are shown, if that can be."""
    room = frame.plot_width / max(1, len(names))
    least = 1 if frame.sideways else max(1, math.ceil((text_width(names, frame.size, theme) + GAP) / room))
    return least if least == 1 else _round_skip(names, least) or least


def _round_skip(names: Sequence[str], least: int) -> int:
    """The next larger number of steps after which numbers are round, if they are equally spaced; else 0."""
    try:
        values = [float(name.replace("\N{MINUS SIGN}", "-").replace(",", "")) for name in names]
    except ValueError:
        return 0
    first, step = values[0], (values[-1] - values[0]) / max(1, len(values) - 1)
    even = step > 0 and all(abs(first + i * step - value) < step / 2 for i, value in enumerate(values))
    skips = range(least, len(names) // 2 + 1) if even else ()
    return next((s for s in skips if is_round(s * step) and is_multiple(first, s * step)), 0)


def text_width(texts: Iterable[str], size: float, theme: Theme, bold: bool = False) -> float:
    """Width of the widest text, in points."""
    font = face(theme.body_font, bold)
    return max((font.width(text) for text in texts), default=0.0) * size
