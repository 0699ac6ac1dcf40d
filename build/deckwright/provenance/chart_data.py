"""The numbers of a chart in a file: those that are drawn, and those of the workbook behind "Edit data"."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from deckwright.pptx.xml import Element, qualified

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r".*!\$?([A-Z]+)\$?(\d+)(?::\$?[A-Z]+\$?(\d+))?")
Values = dict[int, str]  # texts by their place; a gap has none


@dataclass(frozen=True, slots=True)
class SeriesData:
    """One series: its name, and its x and y as they are drawn and as the workbook has them (None without workbook)."""

    name: str
    x: Values
    y: Values
    sheet_x: Values | None
    sheet_y: Values | None


ChartData = tuple[SeriesData, ...]


def chart_data(space: Element, workbook: bytes | None) -> ChartData:
    """The series of a ``c:chartSpace``."""
    cells = _cells(workbook) if workbook else None
    return tuple(_series(series, cells) for series in space.iter(qualified("c:ser")))


def _series(series: Element, cells: dict[str, str] | None) -> SeriesData:
    x = next(
        (series.find(qualified(tag)) for tag in ("c:xVal", "c:cat") if series.find(qualified(tag)) is not None), None
    )
    y = next(
        (series.find(qualified(tag)) for tag in ("c:yVal", "c:val") if series.find(qualified(tag)) is not None), None
    )
    names = _cached(series.find(qualified("c:tx")))
    return SeriesData(names.get(0, ""), _cached(x), _cached(y), _in_sheet(x, cells), _in_sheet(y, cells))


def _cached(source: Element | None) -> Values:
    if source is None:
        return {}
    return {int(point.get("idx")): point[0].text or "" for point in source.iter(qualified("c:pt"))}


def _in_sheet(source: Element | None, cells: dict[str, str] | None) -> Values | None:
    """The cells that a series refers to."""
    formula = next(source.iter(qualified("c:f")), None) if source is not None else None
    found = _REFERENCE.fullmatch(formula.text or "") if formula is not None else None
    if cells is None or found is None:
        return None
    column, first, last = found[1], int(found[2]), int(found[3] or found[2])
    rows = ((row - first, cells.get(f"{column}{row}")) for row in range(first, last + 1))
    return {place: text for place, text in rows if text is not None}


def _cells(workbook: bytes) -> dict[str, str] | None:
    """The cells of a workbook's first sheet by their names; None for one that can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as package:
            shared = list(_shared(package))
            sheet = next(name for name in sorted(package.namelist()) if name.startswith("xl/worksheets/sheet"))
            return dict(_read(etree.fromstring(package.read(sheet)), shared))
    except (zipfile.BadZipFile, StopIteration, KeyError, ValueError, IndexError, etree.XMLSyntaxError):
        return None


def _shared(package: zipfile.ZipFile) -> Iterator[str]:
    if "xl/sharedStrings.xml" in package.namelist():
        for entry in etree.fromstring(package.read("xl/sharedStrings.xml")).iter(f"{_SHEET}si"):
            yield "".join(text.text or "" for text in entry.iter(f"{_SHEET}t"))


def _read(sheet: Element, shared: list[str]) -> Iterator[tuple[str, str]]:
    for cell in sheet.iter(f"{_SHEET}c"):
        value = cell.find(f"{_SHEET}v")
        if cell.get("t") == "inlineStr":
            yield cell.get("r"), "".join(text.text or "" for text in cell.iter(f"{_SHEET}t"))
        elif value is not None and value.text:
            yield cell.get("r"), shared[int(value.text)] if cell.get("t") == "s" else value.text
