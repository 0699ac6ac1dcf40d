"""The axes of a chart."""

from __future__ import annotations

from deckwright.deck.chart import Axis, Chart
from deckwright.layout.chart_label_layout import GAP, text_width, values_shown
from deckwright.pptx.chart.date_axis import has_calendar
from deckwright.pptx.chart.plot import X_AXIS, Y_AXIS
from deckwright.pptx.chart.plot_frame import (
    Y_TITLE_ABOVE,
    Frame,
    label_skip,
    y_title_as_heading,
)
from deckwright.pptx.chart.power_ticks import has_power_labels
from deckwright.pptx.chart.scale import Scale
from deckwright.pptx.chart.text import text_properties, title
from deckwright.pptx.theme_colors import outline
from deckwright.pptx.xml import Element, element
from deckwright.theme import Theme


def axes(chart: Chart, frame: Frame, x: Scale | None, y: Scale, theme: Theme) -> tuple[Element, ...]:
    """The horizontal and the vertical axis of a plot whose bars stand upright, or the other way round when they lie."""
    across = _date_axis if has_calendar(chart) else _value_axis if x else _category_axis
    first = across(chart, chart.x, x, "l" if frame.sideways else "b", frame, theme)
    second = _value_axis(chart, chart.y, y, "b" if frame.sideways else "l", frame, theme, vertical=True)
    return first, second


def _scaling(scale: Scale) -> Element:
    scaling = [element("c:logBase", {"val": 10})] if scale.log else []
    scaling += [element("c:orientation", {"val": "minMax"})]
    scaling += [element("c:max", {"val": repr(scale.high)}), element("c:min", {"val": repr(scale.low)})]
    return element("c:scaling", None, *scaling)


def _value_axis(
    chart: Chart, axis: Axis, scale: Scale, place: str, frame: Frame, theme: Theme, vertical: bool = False
) -> Element:
    hidden = vertical and values_shown(chart)
    quiet = element("c:majorGridlines", None, element("c:spPr", None, outline("line", theme, 0.75)))
    line = "" if vertical and axis.gridlines else "muted"
    marks = "none" if axis.gridlines or vertical else "out"
    labels = "none" if has_power_labels(chart, scale) else "high" if frame.sideways else "low"
    own, other = (Y_AXIS, X_AXIS) if vertical else (X_AXIS, Y_AXIS)
    return element(
        "c:valAx",
        None,
        element("c:axId", {"val": own}),
        _scaling(scale),
        element("c:delete", {"val": hidden}),
        element("c:axPos", {"val": place}),
        quiet if axis.gridlines and not hidden else None,
        _title(chart, axis, place, frame, theme),
        element("c:numFmt", {"formatCode": scale.format, "sourceLinked": False}),
        *_ticks(marks, line, frame, theme, labels),
        element("c:crossAx", {"val": other}),
        element("c:crosses", {"val": "max" if frame.sideways else "min"}),  # the first of lying bars is on top
        element("c:crossBetween", {"val": "midCat" if chart.kind in ("line", "scatter", "area") else "between"}),
        element("c:majorUnit", {"val": repr(scale.step)}),
    )


def _date_axis(chart: Chart, axis: Axis, scale: Scale, place: str, frame: Frame, theme: Theme) -> Element:
    """Days in their true distances; labels at every so many days, months or years."""
    ends = [element("c:max", {"val": repr(scale.high)}), element("c:min", {"val": repr(scale.low)})]
    return element(
        "c:dateAx",
        None,
        element("c:axId", {"val": X_AXIS}),
        element("c:scaling", None, element("c:orientation", {"val": "minMax"}), *ends),
        element("c:delete", {"val": 0}),
        element("c:axPos", {"val": place}),
        _title(chart, axis, place, frame, theme),
        element("c:numFmt", {"formatCode": scale.format, "sourceLinked": False}),
        *_ticks("out", "muted", frame, theme),
        element("c:crossAx", {"val": Y_AXIS}),
        element("c:crosses", {"val": "min"}),
        element("c:auto", {"val": 0}),
        element("c:lblOffset", {"val": 50}),
        element("c:baseTimeUnit", {"val": "days"}),
        element("c:majorUnit", {"val": scale.step}),
        element("c:majorTimeUnit", {"val": scale.unit}),
    )


def _category_axis(chart: Chart, axis: Axis, scale: None, place: str, frame: Frame, theme: Theme) -> Element:
    skip = label_skip(chart.categories, frame, theme)
    return element(
        "c:catAx",
        None,
        element("c:axId", {"val": X_AXIS}),
        element("c:scaling", None, element("c:orientation", {"val": "maxMin" if frame.sideways else "minMax"})),
        element("c:delete", {"val": 0}),
        element("c:axPos", {"val": place}),
        _title(chart, axis, place, frame, theme),
        element("c:numFmt", {"formatCode": "General", "sourceLinked": False}),
        *_ticks("none", "muted", frame, theme, skip=skip > 1, turned=frame.turned),
        element("c:crossAx", {"val": Y_AXIS}),
        element("c:crosses", {"val": "min" if chart.y.log else "autoZero"}),  # or bars would stand on 1
        element("c:auto", {"val": 0}),
        element("c:lblAlgn", {"val": "ctr"}),
        element("c:lblOffset", {"val": 50}),
        element("c:tickLblSkip", {"val": skip}),
        element("c:noMultiLvlLbl", {"val": 1}),
    )


def _ticks(marks: str, line: str, frame: Frame, theme: Theme, place: str = "low", **look: bool) -> tuple[Element, ...]:
    return (
        element("c:majorTickMark", {"val": marks}),
        element("c:minorTickMark", {"val": "none"}),
        element("c:tickLblPos", {"val": place}),
        element("c:spPr", None, outline(line, theme, 1.0)),
        text_properties(frame.size, "muted", theme, **look),
    )


def _title(chart: Chart, axis: Axis, place: str, frame: Frame, theme: Theme) -> Element | None:
    """The title of a vertical axis stands level above it, that of a horizontal one under its middle."""
    if not axis.title:
        return None
    line = 1.25 * frame.size
    if place == "l":
        if frame.sideways or y_title_as_heading(chart, frame, theme):  # the names of the bars say what they are
            return None
        layout = frame.manual(0, frame.top - Y_TITLE_ABOVE * line)
    else:
        width = text_width([axis.title], frame.size, theme) + GAP
        layout = frame.manual(frame.left + (frame.plot_width - width) / 2, frame.height - line - 4)
    return title(axis.title, layout, frame.size, "text", theme)
