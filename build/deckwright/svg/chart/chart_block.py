"""A chart as a drawing: measured as the native one, its axes first, then its series."""

from __future__ import annotations

from collections.abc import Sequence

from deckwright.deck.chart import Chart
from deckwright.deck.text import plain
from deckwright.layout.chart_label_layout import values_shown
from deckwright.layout.placed import Placed
from deckwright.pptx.chart.line_labels import Shift, level_shifts, name_shifts
from deckwright.pptx.chart.measured_chart import measured_chart
from deckwright.pptx.chart.plot import BOX
from deckwright.pptx.chart.plot_frame import has_legend, is_named_beside
from deckwright.svg.canvas import Canvas, step_of
from deckwright.svg.chart.marks import area_series, bar_series, line_series
from deckwright.svg.chart.names import axes, bar_values, grid, legend, line_name, titles
from deckwright.svg.chart.place import Plot
from deckwright.svg.chart.values import values_attribute
from deckwright.svg.identity import origin_attribute
from deckwright.svg.markup import element, group, number, points

RIM = 5.0  # points around the plot into which lines and points at its edge may reach


def draw_chart(placed: Placed, canvas: Canvas) -> str:
    """A chart in its box; one that is built series by series shows its axes first."""
    chart: Chart = placed.block
    plot = Plot(measured_chart(chart, points(placed.box.width), points(placed.box.height), canvas.theme))
    bars = _bars(plot.chart)
    frame = f"translate({number(plot.frame.left)} {number(plot.frame.top)})"
    ground = titles(plot, canvas) + (legend(plot, bars, canvas) if has_legend(plot.chart) else "")
    ground += element("g", {"transform": frame}, grid(plot, canvas))
    series = [_series(plot, index, bars, canvas) for index in _order(plot.chart, bars)]
    made = group(ground, data_step=step_of(chart.step))
    made += element("g", {"transform": frame}, *series)
    made += group(element("g", {"transform": frame}, axes(plot, canvas)), data_step=step_of(chart.step))
    about = {
        "role": "img",
        "aria-label": plain(chart.alt) or chart.title or chart.noun,
        "class": "chart",
        "transform": f"translate({number(points(placed.box.left))} {number(points(placed.box.top))})",
    }
    if canvas.colors.named:
        about |= {"data-figures": origin_attribute(chart.origin, canvas.root), "data-chart": values_attribute(plot)}
        made = _whole(placed) + made
    return element("g", about, made)


def _whole(placed: Placed) -> str:
    """What the pointer meets wherever it is on a chart."""
    place = {"width": points(placed.box.width), "height": points(placed.box.height)}
    return element("rect", place | {"fill": "none", "pointer-events": "all"})


def _bars(chart: Chart) -> list[int]:
    """The series that are bars."""
    if chart.kind in ("line", "scatter", "area"):
        return []
    own = range(len(chart.series) - len(chart.rules))
    return [index for index in own if chart.kind != "boxes" or chart.series[index].style in BOX]


def _order(chart: Chart, bars: Sequence[int]) -> list[int]:
    """Bars and areas first, bands before the lines over them."""
    indices = range(len(chart.series))
    return sorted(indices, key=lambda i: (i not in bars, not chart.series[i].of, i))


def _series(plot: Plot, index: int, bars: Sequence[int], canvas: Canvas) -> str:
    """A series with its name, revealed with its click."""
    chart = plot.chart
    across = index >= len(chart.series) - len(chart.rules)
    if index in bars:
        drawn = bar_series(plot, index, bars, canvas)
        named = bar_values(plot, index, bars, canvas) if values_shown(chart) else ""
    else:
        drawn = (area_series if chart.kind == "area" and not across else line_series)(plot, index, canvas)
        shift = _shift(plot, index, canvas)
        named = line_name(plot, index, shift, canvas) if shift else ""
    made = element("g", {"data-series": index}, _clipped(drawn, plot) + named)
    return group(made, data_step=step_of(_click(chart, index)))


def _click(chart: Chart, index: int) -> int:
    """The click that shows a series; parts of a line, such as its band, appear with it."""
    if not chart.by_series:
        return chart.step
    series = chart.series[index]
    names = [each.name for each in chart.series if not each.of]
    return chart.step + names.index(series.of or series.name) + 1


def _shift(plot: Plot, index: int, canvas: Canvas) -> Shift | None:
    """Where the name of a line stands that is named at its end."""
    chart = plot.chart
    if plot.x is not None:
        if not is_named_beside(chart, index):
            return None
        return name_shifts(chart, plot.frame, plot.x, plot.y, canvas.theme)[index]
    rule = index - (len(chart.series) - len(chart.rules))
    return level_shifts(chart, plot.frame, plot.y)[rule] if rule >= 0 else None


def _clipped(drawn: str, plot: Plot) -> str:
    """What the axes' limits cut off isn't drawn."""
    width, height = plot.frame.plot_width + 2 * RIM, plot.frame.plot_height + 2 * RIM
    inner = element("g", {"transform": f"translate({number(RIM)} {number(RIM)})"}, drawn)
    return element("svg", {"x": -RIM, "y": -RIM, "width": width, "height": height}, inner) if drawn else ""
