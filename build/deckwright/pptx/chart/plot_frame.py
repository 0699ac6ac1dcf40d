"""Where a chart's plot, titles, legend and line labels stand, measured so that every program agrees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from deckwright.deck.chart import Chart
from deckwright.layout.chart_label_layout import (
    DASHED_SWATCH,
    GAP,
    LINE,
    LONGEST,
    LYING,
    MOST_LEGEND,
    SWATCH,
    TURNED,
    check_titles,
    legend_rows,
    names_of_bars,
    own_names,
    round_skip,
    text_width,
    values_shown,
)
from deckwright.layout.series_color import role_of
from deckwright.pptx.chart.date_axis import coarser, has_calendar
from deckwright.pptx.chart.scale import Scale, thinned
from deckwright.pptx.xml import Element, element
from deckwright.theme import Theme

# From this width and height on, type of this size.
SIZES = ((640.0, 260.0, 20.0), (400.0, 200.0, 18.0), (300.0, 170.0, 16.0))
SMALLEST_TEXT = 14.0
LONGEST_LABELS = 0.3  # share of the width that the lines' names may take in the larger sizes of type
MOST_DIRECT_LABELS = 8
MOST_NAMES = 0.38  # share of the width beside the plot from which on a legend above it names the lines instead
NAME_APART = 1.35  # type sizes between the names of lines that stand below one another
Y_TITLE, Y_TITLE_ABOVE = 1.6, 1.75  # lines for the vertical axis's title, and from its top to the plot
LEVEL = 0.165  # share of the width from which on a level axis title is broken into lines by some programs
NUMERIC = ("line", "scatter")
DASHES = (
    "",
    "lgDash",
    "sysDot",
    "lgDashDot",
    "sysDash",
    "lgDashDotDot",
)  # of lines that a legend names, or that share a color


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
    turned: bool = False  # the names below the bars read from the bottom up

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
    check_titles(chart, width, theme)
    numbers = () if values_shown(chart) else y.labels
    size = _type_size(chart, width, height, theme)
    beside = _left(numbers, width, size, theme) + label_room(chart, size, theme)
    names = names_of_bars(chart, width, height, size, theme, beside)
    size, sideways, turned = names.size, names.kind == LYING, names.kind == TURNED
    line = 1.25 * size
    left = _left(chart.categories if sideways else numbers, width, size, theme)
    right = label_room(chart, size, theme)
    top = GAP + (1.5 * line if chart.title else 0) + (Y_TITLE * line if chart.y.title and not sideways else 0)
    top += _legend_height(chart, width, size, theme)
    bottom = text_width(chart.categories, size, theme) if turned else line
    bottom += GAP + (line + 2 if chart.x.title or (sideways and chart.y.title) else 0)
    if sideways and values_shown(chart):
        bottom, right = 2.0 + (line + GAP if chart.y.title else 0), text_width(["00,000,000"], size, theme)
    return Frame(width, height, size, left, right, top, bottom, sideways, turned)


def _left(texts: Sequence[str], width: float, size: float, theme: Theme) -> float:
    """The margin at the left: for the numbers of the value axis, or the names of bars that lie."""
    return min(text_width(texts, size, theme) + GAP, LONGEST * width) if texts else 2.0


def _legend_height(chart: Chart, width: float, size: float, theme: Theme) -> float:
    """From the top of a legend to what stands below it."""
    if not has_legend(chart):
        return 0.0
    return 1.25 * size * (legend_rows(chart, width, size, theme, swatch(chart)) + 0.5)


def _type_size(chart: Chart, width: float, height: float, theme: Theme) -> float:
    """The largest type for a chart of this size in which the names of its series leave the plot its room."""
    names = [series.name for i, series in enumerate(chart.series) if is_named_beside(chart, i)]

    def fits(across: float, down: float, size: float) -> bool:
        beside = text_width(names, size, theme, bold=True) <= LONGEST_LABELS * width
        above = _legend_height(chart, width, size, theme) <= max(MOST_LEGEND * height, 2 * LINE * size)
        return width >= across and height >= down and beside and above

    return next((size for across, down, size in SIZES if fits(across, down, size)), SMALLEST_TEXT)


def with_room_for_names(chart: Chart, width: float, height: float, theme: Theme) -> Chart:
    """The chart as its lines can be named: above a narrow or low plot rather than beside it."""
    if not has_direct_labels(chart):
        return chart
    unlabelled = replace(chart, direct_labels=False)
    beside = label_room(chart, SMALLEST_TEXT, theme)
    low = len(chart.series) * NAME_APART * SMALLEST_TEXT > height - 5 * SMALLEST_TEXT
    return unlabelled if low or beside > MOST_NAMES * width else chart


def has_direct_labels(chart: Chart) -> bool:
    """Whether lines are named at their ends, and the points among them (of one series) at the last one."""
    named = [series for series in chart.series if not series.of]
    points = sum(series.style == "points" for series in named)
    few = 1 < len(named) <= MOST_DIRECT_LABELS and points <= min(1, len(named) - 1)
    return chart.direct_labels and chart.kind == "line" and few


def is_named_beside(chart: Chart, index: int) -> bool:
    """Whether a series is named at its end: a line among few, and each line across the plot."""
    series = chart.series[index]
    return not series.of and (series.style == "rule" or has_direct_labels(chart))


def has_legend(chart: Chart) -> bool:
    return len(own_names(chart)) > 1 and not has_direct_labels(chart)


def dash(chart: Chart, index: int) -> str:
    """How a series' line is dashed, "" for not at all.

    Where a legend names the lines, they differ in more than color; those of one color differ in any case.
    """
    if chart.series[index].style != "line":
        return {"dashed": "dash", "rule": "sysDash"}.get(chart.series[index].style, "")
    lines = [k for k in range(index) if chart.series[k].style == "line"]
    alike = sum(role_of(chart, k) == role_of(chart, index) for k in lines)
    return DASHES[(len(lines) if has_legend(chart) else alike) % len(DASHES)]


def swatch(chart: Chart) -> float:
    """Room for a sample in the legend; a program that draws some of them dashed makes all of them longer."""
    lines = chart.rules or chart.kind in (*NUMERIC, "area")
    lines = lines and any(dash(chart, index) for index in range(len(chart.series)))
    return DASHED_SWATCH if lines else SWATCH


def y_title_as_heading(chart: Chart, frame: Frame, theme: Theme) -> bool:
    """Whether the vertical axis's title takes the place of the chart's: programs break a long axis title into lines."""
    if not chart.y.title or chart.title or frame.sideways:
        return False
    return text_width([chart.y.title], frame.size, theme) > LEVEL * frame.width


def label_room(chart: Chart, size: float, theme: Theme) -> float:
    """The margin at the right: half a tick label, or the names of the lines."""
    beside = [series.name for i, series in enumerate(chart.series) if is_named_beside(chart, i)]
    points = [series.name for series in chart.series if series.style == "points"]
    names = [name for name in beside if name not in points]
    return text_width(names, size, theme, bold=True) + 1.5 * GAP if names else 1.6 * size


def with_room_for_labels(scale: Scale, chart: Chart, frame: Frame, theme: Theme) -> Scale:
    """The scale of the horizontal axis, its ticks so far apart that their labels stand level beside one another."""

    def has_room(scale: Scale) -> bool:
        return text_width(scale.labels, frame.size, theme) + GAP <= frame.plot_width / max(1, len(scale.ticks) - 1)

    fewer = (
        coarser(scale, has_calendar(chart)) if scale.unit else thinned(scale, chart.y if frame.sideways else chart.x)
    )
    return next(filter(has_room, (scale, *fewer)), scale)


def label_skip(names: Sequence[str], frame: Frame, theme: Theme) -> int:
    """Every how many categories there is room for a name; of numbers only round ones are shown, if that can be."""
    room = frame.plot_width / max(1, len(names))
    least = max(1, math.ceil((text_width(names, frame.size, theme) + GAP) / room))
    return 1 if frame.sideways or frame.turned or least == 1 else round_skip(names, least) or least
