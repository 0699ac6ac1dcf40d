"""The drawn part of a chart: its series as lines, points, bars or areas."""

from __future__ import annotations

import math
from collections.abc import Sequence

from deckwright.deck.chart import Chart, Series
from deckwright.pptx.chart_bar_values import values_format
from deckwright.pptx.chart_frame import (
    Frame,
    dash,
    has_direct_labels,
    label_skip,
    values_shown,
)
from deckwright.pptx.chart_line_names import Shift, last_point, name_shifts
from deckwright.pptx.chart_scale import Scale
from deckwright.pptx.chart_text import text_properties
from deckwright.pptx.chart_workbook import Columns, columns_of, x_column
from deckwright.pptx.colours import outline, solid_fill
from deckwright.pptx.xml import Element, element, fragment
from deckwright.theme import MARKERS, ORDER, Theme

X_AXIS, Y_AXIS = 111_111_111, 222_222_222
LINE, POINT = 2.25, 7  # points
GAP = 50  # between bars, in per cent of a bar
WIDEST = 110  # points of a category's bars


def plot(chart: Chart, frame: Frame, x: Scale | None, y: Scale, theme: Theme) -> Element:
    """``c:scatterChart``, ``c:barChart`` or ``c:areaChart`` with all series."""
    axes = [element("c:axId", {"val": axis}) for axis in (X_AXIS, Y_AXIS)]
    if chart.kind in ("line", "scatter"):
        named = has_direct_labels(chart)
        shifts = name_shifts(chart, frame, x, y, theme) if named else [None] * len(chart.series)
        lines = [_scatter_series(chart, i, frame, shift, theme) for i, shift in enumerate(shifts)]
        return element("c:scatterChart", None, _val("scatterStyle", "lineMarker"), _val("varyColors", 0), *lines, *axes)
    if chart.kind == "area":
        areas = [_category_series(chart, i, frame, theme) for i in range(len(chart.series))]
        return element("c:areaChart", None, _val("grouping", "standard"), _val("varyColors", 0), *areas, *axes)
    bars = [_category_series(chart, i, frame, theme) for i in range(len(chart.series))]
    overlap = {"stacked": 100, "bar": -5 if len(chart.series) > 1 else 0, "histogram": 100}[chart.kind]
    return element(
        "c:barChart",
        None,
        _val("barDir", "bar" if frame.sideways else "col"),
        _val("grouping", "stacked" if chart.kind == "stacked" else "clustered"),
        _val("varyColors", 0),
        *bars,
        _val("gapWidth", _gap(chart, frame)),
        _val("overlap", overlap),
        *axes,
    )


def _gap(chart: Chart, frame: Frame) -> int:
    """The gap between bars in per cent of a bar: wider where few bars would be broad slabs."""
    if chart.kind == "histogram":
        return 0
    room = (frame.plot_height if frame.sideways else frame.plot_width) / max(1, len(chart.categories))
    abreast = len(chart.series) if chart.kind == "bar" else 1
    widest = WIDEST * (0.5 if frame.sideways else 1) * (1 + 0.5 * (abreast - 1))
    return min(500, max(GAP, round((room / widest - 1) * 100 * abreast)))


def role_of(chart: Chart, index: int) -> str:
    """The colour of a series: its own role, or the next one that no series asks for."""
    asked = {series.role for series in chart.series}
    free = [role for role in ORDER if role not in asked] or list(ORDER)
    before = sum(not series.role for series in chart.series[:index])
    return chart.series[index].role or free[before % len(free)]


def _scatter_series(chart: Chart, index: int, frame: Frame, shift: Shift | None, theme: Theme) -> Element:
    """A line or points; shift moves its name, None leaves it to the legend."""
    series, columns, role = chart.series[index], columns_of(chart)[index], role_of(chart, index)
    points = series.style == "points"
    line = element("a:ln", {"w": 28_575}, element("a:noFill")) if points else _line(role, dash(chart, index), theme)
    label = _end_label(chart, index, frame, shift, role, theme) if shift is not None else None
    return element(
        "c:ser",
        None,
        *_identity(index, series, columns),
        element("c:spPr", None, line),
        _marker(index, role, theme)
        if points or series.style == "both"
        else element("c:marker", None, _val("symbol", "none")),
        *(_lone_point(k, index, role, theme) for k in ([] if points or series.style == "both" else _lone(series))),
        label,
        element("c:xVal", None, _numbers(columns.x_ref, x_column(chart, series), columns.rows)),
        element("c:yVal", None, _numbers(columns.y_ref, series.y, columns.rows)),
        _val("smooth", 0),
    )


def _lone(series: Series) -> list[int]:
    """The points between gaps, which no line reaches: they would not be seen without a marker."""
    known = [False, *map(math.isfinite, series.y), False]
    return [k for k in range(len(series.y)) if known[k + 1] and not known[k] and not known[k + 2]]


def _lone_point(place: int, index: int, role: str, theme: Theme) -> Element:
    return element("c:dPt", None, _val("idx", place), _marker(index, role, theme), _val("bubble3D", 0))


def _category_series(chart: Chart, index: int, frame: Frame, theme: Theme) -> Element:
    """A series of bars or an area."""
    series, columns, role = chart.series[index], columns_of(chart)[index], role_of(chart, index)
    area = chart.kind == "area"
    if area:
        look = (solid_fill(role, theme, 0.35), outline(role, theme, LINE, dash=dash(chart, index)))
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
        element("c:cat", None, _words(columns.x_ref, _thinned(chart.categories, frame, theme))),
        element("c:val", None, _numbers(columns.y_ref, series.y, columns.rows)),
    )


def _thinned(names: Sequence[str], frame: Frame, theme: Theme) -> list[str]:
    """The names that are shown; those left out stay in the workbook. Not every program knows ``c:tickLblSkip``."""
    skip = label_skip(names, frame, theme)
    return [name if i % skip == 0 else "" for i, name in enumerate(names)]


def _identity(index: int, series: Series, columns: Columns) -> tuple[Element, ...]:
    return _val("idx", index), _val("order", index), element("c:tx", None, _words(columns.name_ref, [series.name]))


def _line(role: str, pattern: str, theme: Theme) -> Element:
    line = outline(role, theme, LINE, dash=pattern)
    line.set("cap", "flat" if pattern else "rnd")
    line.append(element("a:round"))
    return line


def _marker(index: int, role: str, theme: Theme) -> Element:
    look = element("c:spPr", None, solid_fill(role, theme), outline("background", theme, 0.75))
    return element("c:marker", None, _val("symbol", MARKERS[index % len(MARKERS)]), _val("size", POINT), look)


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
        _leader(shift.leads),
    )


def _leader(shown: bool) -> Element:
    """Whether a line leads from a moved name to its point; how it looks is left to the program, as the schema wants."""
    switch = element("c15:showLeaderLines", {"val": int(shown)})
    return element("c:extLst", None, element("c:ext", {"uri": "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"}, switch))


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


def _numbers(reference: str, values: Sequence[float], rows: int) -> Element:
    """Numbers with their place in the workbook; what is not finite is left out, which leaves a gap."""
    # written as text and parsed at once: a curve has hundreds of points, and two elements for each take long
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{float(value)!r}</c:v></c:pt>' for i, value in enumerate(values) if math.isfinite(value)
    )
    count = f'<c:formatCode>General</c:formatCode><c:ptCount val="{rows}"/>'
    cache = fragment(f"<c:numCache>{count}{points}</c:numCache>", "c")
    return element("c:numRef", None, element("c:f", text=reference), cache)


def _words(reference: str, words: Sequence[str]) -> Element:
    points = [element("c:pt", {"idx": i}, element("c:v", text=word)) for i, word in enumerate(words)]
    cache = element("c:strCache", None, _val("ptCount", len(words)), *points)
    return element("c:strRef", None, element("c:f", text=reference), cache)


def _val(name: str, value: object) -> Element:
    return element(f"c:{name}", {"val": value})
