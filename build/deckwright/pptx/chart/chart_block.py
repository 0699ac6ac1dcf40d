"""Charts that the presentation program draws itself from a workbook inside the slide: they stay editable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide
from pptx.util import Pt

from deckwright.deck.chart import Chart, Series
from deckwright.deck.text import plain
from deckwright.language import spoken
from deckwright.layout.chart_label_layout import legend_rows, own_names, text_width
from deckwright.layout.placed import Placed
from deckwright.pptx.chart.axis import axes
from deckwright.pptx.chart.bar_values import with_room_for_values
from deckwright.pptx.chart.date_axis import date_scale, has_calendar
from deckwright.pptx.chart.plot import plot
from deckwright.pptx.chart.plot_frame import (
    NUMERIC,
    Y_TITLE,
    Y_TITLE_ABOVE,
    Frame,
    frame_of,
    has_legend,
    swatch,
    with_room_for_labels,
    with_room_for_names,
    y_title_as_heading,
)
from deckwright.pptx.chart.power_ticks import has_power_labels
from deckwright.pptx.chart.reference_lines import with_rules
from deckwright.pptx.chart.scale import Scale, scale_of
from deckwright.pptx.chart.text import text_properties, title
from deckwright.pptx.chart.workbook import workbook, x_of
from deckwright.pptx.shape_ids import ShapeIds
from deckwright.pptx.theme_colors import shade
from deckwright.pptx.xml import Element, element, fragment
from deckwright.theme import Theme


def write_chart(slide: Slide, placed: Placed, ids: ShapeIds, theme: Theme) -> Element:
    """Add a placed chart to a slide and return its ``p:graphicFrame``; its shape id and name come from ``ids``."""
    chart, box = placed.block, placed.box
    space = chart_space(chart, box.width / Pt(1), box.height / Pt(1), theme)
    shade(space, theme)
    parts = _Parts(etree.tostring(space), workbook(as_drawn(chart)))
    # python-pptx packs the two parts; its own drawing of this chart type is not used
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, box.left, box.top, box.width, box.height, parts)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("id", str(ids.next()))
    properties.set("name", ids.name("Chart"))
    if chart.alt:
        properties.set("descr", plain(chart.alt))
    return frame._element


def chart_space(chart: Chart, width: float, height: float, theme: Theme) -> Element:
    """``c:chartSpace`` of a chart on a place of so many points."""
    x, y = scales(chart)
    chart = with_room_for_names(as_drawn(chart), width, height, theme)
    frame = frame_of(chart, width, height, x, y, theme)
    x = x and with_room_for_labels(x, chart, frame, theme)
    y = with_room_for_values(y, chart, frame, theme)
    area = element(
        "c:plotArea",
        None,
        frame.manual(frame.left, frame.top, frame.plot_width, frame.plot_height, target="inner"),
        *plot(chart, frame, x, y, theme),
        *axes(chart, frame, x, y, theme),
        _clear(),
    )
    heading = _heading(chart, frame, theme)
    powers = has_power_labels(chart, x) + has_power_labels(chart, y)  # series that only label an axis
    drawn = element(
        "c:chart",
        None,
        heading,
        element("c:autoTitleDeleted", {"val": heading is None}),
        area,
        _legend(chart, frame, powers, theme) if has_legend(chart) else None,
        element("c:plotVisOnly", {"val": 1}),
        element("c:dispBlanksAs", {"val": "gap"}),
    )
    # the outermost element carries the relationship namespace that the workbook's reference needs
    space = fragment("<c:chartSpace/>", "c", "a", "r")
    space.extend(
        [
            element("c:date1904", {"val": 0}),
            element("c:lang", {"val": spoken().regional}),
            element("c:roundedCorners", {"val": 0}),
            element("c:style", {"val": 2}),
        ]
    )
    space.extend([drawn, _clear(), text_properties(frame.size, "muted", theme)])
    return space


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


@dataclass(frozen=True, slots=True)
class _Parts:
    """What python-pptx asks of chart data: the two files."""

    xml: bytes
    xlsx_blob: bytes

    def xml_bytes(self, chart_type: object) -> bytes:
        return self.xml


def _heading(chart: Chart, frame: Frame, theme: Theme) -> Element | None:
    """The chart's title, or a long title of its vertical axis, which stands where the axis would have it."""
    if chart.title:
        return title(chart.title, frame.manual(0, 0), frame.size + 2, "text", theme, bold=True)
    if y_title_as_heading(chart, frame, theme):
        above = frame.manual(0, frame.top - Y_TITLE_ABOVE * 1.25 * frame.size)
        return title(chart.y.title, above, frame.size, "text", theme)
    return None


def _legend(chart: Chart, frame: Frame, unnamed: int, theme: Theme) -> Element:
    """Names above the plot, flush with it: in one line, or in columns."""
    line = 1.25 * frame.size
    rows = legend_rows(chart, frame.width, frame.size, theme, swatch(chart))
    width = frame.width if rows > 1 else legend_width(chart, frame.size, theme)
    left = max(0.0, min(frame.left, frame.width - width))
    top = frame.top - (rows + 0.5) * line - (Y_TITLE * line if chart.y.title and not frame.sideways else 0)
    layout = frame.manual(left, top, min(width, frame.width), (rows + 0.3) * line)
    look = text_properties(frame.size, "text", theme)
    own = own_names(chart)
    hidden = [i for i, series in enumerate(chart.series) if series not in own]
    trends = len(chart.rules) if chart.kind not in NUMERIC else 0
    hidden += range(len(chart.series), len(chart.series) + trends + unnamed)
    return element(
        "c:legend",
        None,
        element("c:legendPos", {"val": "t"}),
        *(_unnamed(i) for i in hidden),
        layout,
        element("c:overlay", {"val": 0}),
        look,
    )


def _unnamed(index: int) -> Element:
    return element("c:legendEntry", None, element("c:idx", {"val": index}), element("c:delete", {"val": 1}))


def legend_width(chart: Chart, size: float, theme: Theme) -> float:
    """Width of a legend of one line."""
    return sum(text_width([series.name], size, theme) + swatch(chart) for series in own_names(chart))


def _clear() -> Element:
    return element("c:spPr", None, element("a:noFill"), element("a:ln", None, element("a:noFill")))
