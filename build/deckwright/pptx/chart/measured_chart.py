"""A chart with all that is decided before it is drawn: its scales, its margins, what is drawn as a series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deckwright.deck.chart import Chart, Series
from deckwright.layout.chart_label_layout import legend_rows, own_names, text_width, values_shown
from deckwright.pptx.chart.bar_values import with_room_for_values
from deckwright.pptx.chart.date_axis import date_scale, has_calendar
from deckwright.pptx.chart.plot_frame import (
    NUMERIC,
    Y_TITLE,
    Frame,
    frame_of,
    swatch,
    with_room_for_labels,
    with_room_for_names,
)
from deckwright.pptx.chart.reference_lines import with_rules
from deckwright.pptx.chart.scale import Scale, scale_of
from deckwright.pptx.chart.workbook import x_of
from deckwright.theme import Theme


@dataclass(frozen=True, slots=True)
class MeasuredChart:
    """A chart as it is drawn. x: None for categories."""

    chart: Chart
    frame: Frame
    x: Scale | None
    y: Scale


@dataclass(frozen=True, slots=True)
class LegendPlace:
    """Where a legend stands in its chart, in points, and in how many rows."""

    left: float
    top: float
    width: float
    height: float
    rows: int


def measured_chart(chart: Chart, width: float, height: float, theme: Theme) -> MeasuredChart:
    """A chart on a place of so many points."""
    x, y = scales(chart)
    chart = with_room_for_names(as_drawn(chart), width, height, theme)
    frame = frame_of(chart, width, height, x, y, theme)
    if frame.sideways and not values_shown(chart):
        y = with_room_for_labels(y, chart, frame, theme)
    x = x and with_room_for_labels(x, chart, frame, theme)
    return MeasuredChart(chart, frame, x, with_room_for_values(y, chart, frame, theme))


def legend_place(chart: Chart, frame: Frame, theme: Theme) -> LegendPlace:
    """Above the plot and flush with it: in one line, or in columns."""
    line = 1.25 * frame.size
    rows = legend_rows(chart, frame.width, frame.size, theme, swatch(chart))
    width = frame.width if rows > 1 else legend_width(chart, frame.size, theme)
    left = max(0.0, min(frame.left, frame.width - width))
    top = frame.top - (rows + 0.5) * line - (Y_TITLE * line if chart.y.title and not frame.sideways else 0)
    return LegendPlace(left, top, min(width, frame.width), (rows + 0.3) * line, rows)


def legend_width(chart: Chart, size: float, theme: Theme) -> float:
    """Width of a legend of one line."""
    return sum(text_width([series.name], size, theme) + swatch(chart) for series in own_names(chart))


def as_drawn(chart: Chart) -> Chart:
    """The chart with all that is drawn in it as series: the lines across its plot as well."""
    return with_rules(chart, *scales(chart))


def scales(chart: Chart) -> tuple[Scale | None, Scale]:
    """The scales of a chart's axes; None for an axis of categories."""
    xs = [v for series in chart.series for v in x_of(series)] if chart.kind in NUMERIC else []
    ys = [v for series in chart.series for v in _reached(series)]
    if chart.kind == "stacked":
        rows = list(zip(*(series.y for series in chart.series)))
        ys = [sum(v for v in row if v > 0) for row in rows] + [sum(v for v in row if v < 0) for row in rows]
    xs += [rule.value for rule in chart.rules if rule.axis == "x"]
    ys += [rule.value for rule in chart.rules if rule.axis == "y"]
    y = scale_of(chart.y, ys, from_zero=chart.kind not in (*NUMERIC, "boxes"))
    if chart.kind not in NUMERIC:
        return None, y
    return date_scale(chart.x, xs, has_calendar(chart)) if chart.x.dates else scale_of(chart.x, xs), y


def _reached(series: Series) -> Iterator[float]:
    """Values and the ends of their error bars."""
    yield from series.y
    if series.spread:
        yield from (y - below for y, below in zip(series.y, series.spread.below))
        yield from (y + above for y, above in zip(series.y, series.spread.above))
