"""The points of charts: drawn, in the workbook, and as the lesson computes them today."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from deckwright.verification.chart_data import ChartData, SeriesData
from deckwright.verification.figure_matching import paired_figures
from deckwright.verification.opened_deck import OpenedSlide
from deckwright.verification.verdict import CHANGED, CURRENT, EDITED, MISSING, UNLOCATED, Verdict

PARTS = {"y": "", "x": " (x)", "below": " (error bar below)", "above": " (error bar above)"}
CLOSE = 1e-9  # relative: programs write numbers of their own with fewer digits

Points = dict[str, str]  # "loss, point 3" and what it is


def verify_charts(
    built: Mapping[str, Any], fresh: Mapping[str, Any], pairs: list[OpenedSlide | None], because: tuple[str, ...]
) -> Iterator[Verdict]:
    """A verdict on each point of each chart, on the names of its series and on its categories."""
    places = _places(built)
    charts, added = paired_figures(built["slides"], fresh["slides"], "charts")
    for slide, index, chart, today in charts:
        if not places[slide["key"], index]:
            for point, value in points_of(today or chart).items():
                yield _verdict(UNLOCATED, (0, slide["title"]), chart, point, chart["place"], None, value, because)
        for position, shape in places[slide["key"], index]:
            pair = pairs[position - 1]
            where = (pair.place, pair.title) if pair else (position, slide["title"])
            yield from _chart(chart, today, shape, _found(shape, pair, chart), where, because)
    for slide, chart in added:
        for point, value in points_of(chart).items():
            yield _verdict(MISSING, (0, slide["title"]), chart, point, chart["place"], None, value, because)


def points_of(chart: Mapping[str, Any]) -> Points:
    """Everything that a chart of a manifest shows."""
    points = {f"category {k}": name for k, name in enumerate(chart["categories"], 1)}
    for n, series in enumerate(chart["series"], 1):
        points[f"name of series {n}"] = series["name"]
        for part in PARTS:
            values = series.get(part) or ()
            points |= {_point(n, k, part): repr(float(v)) for k, v in enumerate(values) if v is not None}
    return points


def _point(series: int, index: int, part: str) -> str:
    return f"series {series}, point {index + 1}{PARTS[part]}"


def _places(built: Mapping[str, Any]) -> dict[tuple[str, int], list[tuple[int, str]]]:
    places = defaultdict(list)
    for position, stand in enumerate(built["stands"], 1):
        for shape, index in dict.fromkeys(map(tuple, stand["charts"])):
            places[stand["slide"], index].append((position, shape))
    return places


def _found(shape: str, slide: OpenedSlide | None, chart: Mapping[str, Any]) -> ChartData | None:
    """The chart of this name, else the only one with these series."""
    charts = slide.charts if slide else ()
    names = [series["name"] for series in chart["series"]]
    alike = [data for _, data in charts if [series.name for series in data] == names]
    return next((data for name, data in charts if name == shape), alike[0] if len(alike) == 1 else None)


def _chart(chart, today, shape: str, found: ChartData | None, where, because) -> Iterator[Verdict]:
    code = points_of(today) if today else {}
    drawn = points_now(found, chart, sheet=False)
    sheet = points_now(found, chart, sheet=True)
    for point, before in points_of(chart).items():
        now, is_in_sheet = drawn.get(point), sheet is not None and point in sheet
        status, place = _status(before, now, code.get(point)), shape
        if status == CURRENT and is_in_sheet and not same(sheet[point], before):
            now, place = sheet[point], f"{shape}, workbook"
            status = _status(before, now, code.get(point))
        yield _verdict(status, where, chart, point, place, now, code.get(point), because)
    for point in code.keys() - points_of(chart).keys():
        yield _verdict(MISSING, where, chart, point, shape, None, code[point], because)


def points_now(found: ChartData | None, chart: Mapping[str, Any], *, sheet: bool) -> Points | None:
    """The same points as they stand in the file; None where there is no workbook."""
    if found is None or (sheet and any(series.sheet_y is None for series in found)):
        return None if sheet else {}
    points: Points = {}
    for n, series in enumerate(found, 1):
        x, y = (series.sheet_x, series.sheet_y) if sheet else (series.x, series.y)
        for part, values in series.sheet_spread.items() if sheet else series.spread.items():
            points |= {_point(n, k, part): value for k, value in values.items()}
        if not sheet:
            points[f"name of series {n}"] = series.name
        points |= {_point(n, k, "y"): value for k, value in y.items()}
        if chart["categories"]:
            points |= {f"category {k + 1}": value for k, value in _categories(series, sheet).items()}
        else:
            points |= {_point(n, k, "x"): value for k, value in (x or {}).items()}
    return points


def _categories(series: SeriesData, sheet: bool) -> dict[int, str]:
    """Names that are left out of a crowded axis stand in the workbook alone."""
    if sheet or not series.sheet_x:
        return series.sheet_x or {} if sheet else series.x
    return {k: series.x.get(k) or name for k, name in series.sheet_x.items()}


def _status(before: str, now: str | None, code: str | None) -> str:
    if now is None:
        return MISSING
    if not same(now, before):
        return CURRENT if code is not None and same(now, code) else EDITED
    return CURRENT if code is not None and same(code, before) else CHANGED


def same(one: str, other: str) -> bool:
    """Whether two texts are one word or one number."""
    try:
        return math.isclose(float(one), float(other), rel_tol=CLOSE, abs_tol=1e-300)
    except ValueError:
        return one == other


def _verdict(status: str, where: tuple[int, str], chart, point: str, place: str, now, code, because) -> Verdict:
    return Verdict(
        status, *where, f"{chart['id']}, {point}", f"{place}, {point}", now, code,
        chart["expression"], chart["source"], because if status == CHANGED else (),
    )  # fmt: skip
