"""The drawn part of a chart: its series as lines, points, bars or areas."""

from __future__ import annotations

import math
from collections.abc import Sequence

from deckwright.deck.chart import Chart, Series
from deckwright.figures.dates import DATES
from deckwright.layout.chart_label_layout import own_names, values_shown
from deckwright.layout.series_color import role_of
from deckwright.pptx.chart.bar_values import values_format
from deckwright.pptx.chart.date_axis import has_calendar
from deckwright.pptx.chart.error_bars import band_width, error_bars
from deckwright.pptx.chart.line_labels import Shift, last_point, level_shifts, name_shifts
from deckwright.pptx.chart.plot_frame import (
    NUMERIC,
    Frame,
    dash,
    is_named_beside,
    label_skip,
)
from deckwright.pptx.chart.power_ticks import power_labels
from deckwright.pptx.chart.scale import Scale
from deckwright.pptx.chart.text import leader_lines, text_properties
from deckwright.pptx.chart.workbook import Columns, columns_of, x_column
from deckwright.pptx.chart.workbook_references import numbers_at, words_at
from deckwright.pptx.theme_colors import outline, solid_fill
from deckwright.pptx.xml import Element, element
from deckwright.theme import MARKERS, Theme

X_AXIS, Y_AXIS = 111_111_111, 222_222_222
LINE, THIN, POINT = 2.25, 1.5, 7  # points
BOX = {"lower": 0.4, "upper": 0.25, "hidden": 0.0}  # the color's share in the parts of a box
GAP = 50  # between bars, in per cent of a bar
OVERLAP = -5  # of bars side by side, in per cent of a bar
WIDEST = 110  # points of a category's bars


def plot(chart: Chart, frame: Frame, x: Scale | None, y: Scale, theme: Theme) -> tuple[Element, ...]:
    """``c:scatterChart``, ``c:lineChart``, ``c:barChart`` or ``c:areaChart``; lines over bars in a second one."""
    if chart.kind in ("line", "scatter"):
        named = name_shifts(chart, frame, x, y, theme)
        shifts = [shift if is_named_beside(chart, i) else None for i, shift in enumerate(named)]
        lines = [_line_series(chart, i, frame, x, shift, theme) for i, shift in enumerate(shifts)]
        if has_calendar(chart):
            return (element("c:lineChart", None, *_lines_of_chart(lines), *_axes()),)
        style = (_val("scatterStyle", "lineMarker"), _val("varyColors", 0))
        lines += power_labels(chart, frame, x, y, theme)
        return (element("c:scatterChart", None, *style, *lines, *_axes()),)
    own = len(chart.series) - len(chart.rules)
    across = [
        _line_series(chart, own + i, frame, x, shift, theme) for i, shift in enumerate(level_shifts(chart, frame, y))
    ]
    bars = [i for i in range(own) if chart.kind != "boxes" or chart.series[i].style in BOX]
    series = [_category_series(chart, i, frame, theme) for i in bars]
    across = [_line_series(chart, i, frame, x, None, theme) for i in range(own) if i not in bars] + across
    over = (element("c:lineChart", None, *_lines_of_chart(across), *_axes()),) if across else ()
    if chart.kind == "area":
        style = (_val("grouping", "standard"), _val("varyColors", 0))
        return element("c:areaChart", None, *style, *series, *_axes()), *over
    return _bars(chart, series, frame), *over


def _axes() -> tuple[Element, Element]:
    return _val("axId", X_AXIS), _val("axId", Y_AXIS)


def _lines_of_chart(lines: Sequence[Element]) -> tuple[Element, ...]:
    return _val("grouping", "standard"), _val("varyColors", 0), *lines, _val("marker", 1)


def _bars(chart: Chart, bars: Sequence[Element], frame: Frame) -> Element:
    overlap = (OVERLAP if len(bars) > 1 else 0) if chart.kind == "bar" else 100
    return element(
        "c:barChart",
        None,
        _val("barDir", "bar" if frame.sideways else "col"),
        _val("grouping", "stacked" if chart.kind in ("stacked", "boxes") else "clustered"),
        _val("varyColors", 0),
        *bars,
        _val("gapWidth", gap_of_bars(chart, frame)),
        _val("overlap", overlap),
        *_axes(),
    )


def gap_of_bars(chart: Chart, frame: Frame) -> int:
    """The gap between bars in per cent of a bar: wider where few bars would be broad slabs."""
    if chart.kind == "histogram":
        return 0
    room = (frame.plot_height if frame.sideways else frame.plot_width) / max(1, len(chart.categories))
    abreast = len(own_names(chart)) if chart.kind == "bar" else 1
    widest = WIDEST * (0.5 if frame.sideways else 1) * (1 + 0.5 * (abreast - 1))
    return min(500, max(GAP, round((room / widest - 1) * 100 * abreast)))


def _line_series(chart: Chart, index: int, frame: Frame, x: Scale | None, shift: Shift | None, theme: Theme) -> Element:
    """A line or points, over numbers, dates or categories; shift moves its name, None leaves it to the legend."""
    series, columns, role = chart.series[index], columns_of(chart)[index], role_of(chart, index)
    points, numeric = series.style == "points", chart.kind in NUMERIC and not has_calendar(chart)
    bare, marked = points or series.style == "bare", points or series.style == "both"
    look = _line(role, dash(chart, index), theme, THIN if series.style == "rule" else LINE)
    width = band_width(series, x, frame) if x and series.of else 0.0
    label = _end_label(chart, index, frame, shift, role, theme) if shift is not None else None
    trend = element("c:spPr", None, look) if series.style == "rule" and chart.categories else None
    if bare or trend is not None:
        look = element("a:ln", {"w": 28_575}, element("a:noFill"))
    y = numbers_at(columns.y_ref, series.y, columns.rows)
    return element(
        "c:ser",
        None,
        *_identity(index, series, columns),
        element("c:spPr", None, look),
        _marker(chart, index, theme) if marked else element("c:marker", None, _val("symbol", "none")),
        *(_lone_point(k, chart, index, theme) for k in ([] if marked or bare else lone_points(series))),
        label,
        _across(trend) if trend is not None else None,
        error_bars(chart, series, columns, role, theme, width),
        element("c:xVal" if numeric else "c:cat", None, _places(chart, series, columns, frame, theme)),
        element("c:yVal" if numeric else "c:val", None, y),
        _val("smooth", 0),
    )


def lone_points(series: Series) -> list[int]:
    """The points between gaps, which no line reaches: they would not be seen without a marker."""
    known = [False, *map(math.isfinite, series.y), False]
    return [k for k in range(len(series.y)) if known[k + 1] and not known[k] and not known[k + 2]]


def _lone_point(place: int, chart: Chart, index: int, theme: Theme) -> Element:
    return element("c:dPt", None, _val("idx", place), _marker(chart, index, theme), _val("bubble3D", 0))


def _places(chart: Chart, series: Series, columns: Columns, frame: Frame, theme: Theme) -> Element:
    """Where a series' points stand: numbers, dates, or the names of categories."""
    if chart.categories:
        return words_at(columns.x_ref, _thinned(chart.categories, frame, theme))
    return numbers_at(columns.x_ref, x_column(chart, series), columns.rows, DATES if chart.x.dates else "General")


def _across(look: Element) -> Element:
    """The level line through equal values, to the edges of the plot: half a category beyond the outermost ones."""
    kind, half = _val("trendlineType", "linear"), (_val("forward", 0.5), _val("backward", 0.5))
    return element("c:trendline", None, look, kind, *half, _val("dispRSqr", 0), _val("dispEq", 0))


def _category_series(chart: Chart, index: int, frame: Frame, theme: Theme) -> Element:
    """A series of bars or an area."""
    series, columns, role = chart.series[index], columns_of(chart)[index], role_of(chart, index)
    area = chart.kind == "area"
    if area:
        look = (solid_fill(role, theme, 0.35), outline(role, theme, LINE, dash=dash(chart, index)))
    elif chart.kind == "boxes":
        look = _half_box(series, role, theme)
    else:
        seen_through = 0.6 if chart.kind == "histogram" and len(chart.series) > 1 else 1.0
        look = (
            solid_fill(role, theme, seen_through),
            outline("background" if chart.kind != "bar" else "", theme, 0.75),
        )
    return element(
        "c:ser",
        None,
        *_identity(index, series, columns),
        element("c:spPr", None, *look),
        None if area else _val("invertIfNegative", 0),
        _value_labels(series, chart, frame, theme) if values_shown(chart) else None,
        error_bars(chart, series, columns, role, theme),
        element("c:cat", None, words_at(columns.x_ref, _thinned(chart.categories, frame, theme))),
        element("c:val", None, numbers_at(columns.y_ref, series.y, columns.rows)),
    )


def _half_box(series: Series, role: str, theme: Theme) -> tuple[Element, Element]:
    """The outline of both halves is the box and its median."""
    hidden = series.style == "hidden"
    fill = element("a:noFill") if hidden else solid_fill(role, theme, BOX[series.style])
    return fill, outline("" if hidden else role, theme, THIN)


def _thinned(names: Sequence[str], frame: Frame, theme: Theme) -> list[str]:
    """The names that are shown; those left out stay in the workbook. Not every program knows ``c:tickLblSkip``."""
    skip = label_skip(names, frame, theme)
    return [name if i % skip == 0 else "" for i, name in enumerate(names)]


def _identity(index: int, series: Series, columns: Columns) -> tuple[Element, ...]:
    return _val("idx", index), _val("order", index), element("c:tx", None, words_at(columns.name_ref, [series.name]))


def _line(role: str, pattern: str, theme: Theme, points: float) -> Element:
    line = outline(role, theme, points, dash=pattern)
    line.set("cap", "flat" if pattern else "rnd")
    line.append(element("a:round"))
    return line


def _marker(chart: Chart, index: int, theme: Theme) -> Element:
    series, role = chart.series[index], role_of(chart, index)
    symbol = MARKERS[0 if series.of else index % len(MARKERS)]
    look = element("c:spPr", None, solid_fill(role, theme), outline("background", theme, 0.75))
    return element("c:marker", None, _val("symbol", symbol), _val("size", POINT), look)


def _end_label(chart: Chart, index: int, frame: Frame, shift: Shift, role: str, theme: Theme) -> Element:
    """The line's name at its last point, or moved to where it hides nothing."""
    across, down = shift.across, shift.down
    place = [
        element("c:x", {"val": f"{across / frame.width:.5f}" if across else 0}),
        element("c:y", {"val": f"{down / frame.height:.5f}"}),
    ]
    moved = abs(across) > 0.5 or abs(down) > 0.5
    layout = element("c:layout", None, element("c:manualLayout", None, *place)) if moved else element("c:layout")
    words = text_properties(frame.size, role, theme, bold=True, wrap=False)
    label = element(
        "c:dLbl",
        None,
        _val("idx", last_point(chart, index)[0]),
        layout,
        _bare(),
        words,
        *_shown("r", name=True),
    )
    return element(
        "c:dLbls",
        None,
        label,
        _bare(),
        *_shown("r"),
        leader_lines(shift.leads),
    )


def _value_labels(series: Series, chart: Chart, frame: Frame, theme: Theme) -> Element:
    number = element("c:numFmt", {"formatCode": values_format(series, chart, frame, theme), "sourceLinked": False})
    return element(
        "c:dLbls", None, number, _bare(), text_properties(frame.size, "text", theme), *_shown("outEnd", value=True)
    )


def _shown(place: str, *, value: bool = False, name: bool = False) -> tuple[Element, ...]:
    flags = {"LegendKey": 0, "Val": int(value), "CatName": 0, "SerName": int(name), "Percent": 0, "BubbleSize": 0}
    return _val("dLblPos", place), *(_val(f"show{flag}", on) for flag, on in flags.items())


def _bare() -> Element:
    return element("c:spPr", None, element("a:noFill"), element("a:ln", None, element("a:noFill")))


def _val(name: str, value: object) -> Element:
    return element(f"c:{name}", {"val": value})
