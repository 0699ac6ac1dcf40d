"""Charts that the presentation program draws itself from a workbook inside the slide: they stay editable."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide
from pptx.util import Pt

from deckwright.deck.chart import Chart
from deckwright.deck.text import plain
from deckwright.language import spoken
from deckwright.layout.chart_label_layout import own_names
from deckwright.layout.placed import Placed
from deckwright.pptx.chart.axis import axes
from deckwright.pptx.chart.measured_chart import as_drawn, legend_place, measured_chart
from deckwright.pptx.chart.plot import plot
from deckwright.pptx.chart.plot_frame import NUMERIC, Y_TITLE_ABOVE, Frame, has_legend, y_title_as_heading
from deckwright.pptx.chart.power_ticks import has_power_labels
from deckwright.pptx.chart.text import text_properties, title
from deckwright.pptx.chart.workbook import workbook
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
    measured = measured_chart(chart, width, height, theme)
    chart, frame, x, y = measured.chart, measured.frame, measured.x, measured.y
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
    place = legend_place(chart, frame, theme)
    layout = frame.manual(place.left, place.top, place.width, place.height)
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


def _clear() -> Element:
    return element("c:spPr", None, element("a:noFill"), element("a:ln", None, element("a:noFill")))
