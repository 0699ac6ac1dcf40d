"""The numbers of a chart in a file: those that are drawn, and those of the workbook behind "Edit data"."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from deckwright.pptx.xml import Element, qualified
from deckwright.safe_zip import Damaged, SafeZip, safe_zip

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r".*!\$?([A-Z]{1,3})\$?([0-9]{1,9})(?::\$?[A-Z]{1,3}\$?([0-9]{1,9}))?")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,9})")
_SIDES = {"below": "c:minus", "above": "c:plus"}
Values = dict[int, str]  # texts by their place; a gap has none
Cells = dict[str, dict[int, str]]  # texts by column and row, of the cells that have one


@dataclass(frozen=True, slots=True)
class SeriesData:
    """One series: its name, and its x and y as they are drawn and as the workbook has them (None without workbook)."""

    name: str
    x: Values
    y: Values
    sheet_x: Values | None
    sheet_y: Values | None
    spread: dict[str, Values]  # how far its error bars reach "below" and "above"
    sheet_spread: dict[str, Values]


ChartData = tuple[SeriesData, ...]


def chart_data(space: Element, cells: Cells | None) -> ChartData:
    """The series of a ``c:chartSpace``; those with numbers of their own, in no workbook, label an axis.

    Raises ValueError, IndexError for a damaged one. cells: of its workbook.
    """
    series = space.iter(qualified("c:ser"))
    return tuple(_series(each, cells) for each in series if next(each.iter(qualified("c:numLit")), None) is None)


def workbook_in(package: SafeZip, part: str) -> Cells | None:
    """The cells of the first sheet of a workbook inside a file; None where a program left the workbook out."""
    if part not in package:
        return None
    with safe_zip(io.BytesIO(package.read(part)), f"{package.name}: its part {part}", "a workbook") as book:
        sheets = sorted(name for name in book.parts if name.startswith("xl/worksheets/sheet"))
        if not sheets:
            raise Damaged(book.name, "it has no sheet")
        shared = list(_shared(book))
        cells: Cells = defaultdict(dict)
        try:
            for column, row, text in _read(book.xml(sheets[0]), shared):
                cells[column][row] = text
        except (ValueError, IndexError) as problem:
            raise Damaged(book.name, "a cell of its first sheet has no name or no text") from problem
        return cells


def _series(series: Element, cells: Cells | None) -> SeriesData:
    x = next(
        (series.find(qualified(tag)) for tag in ("c:xVal", "c:cat") if series.find(qualified(tag)) is not None), None
    )
    y = next(
        (series.find(qualified(tag)) for tag in ("c:yVal", "c:val") if series.find(qualified(tag)) is not None), None
    )
    names = _cached(series.find(qualified("c:tx")))
    sides = {side: series.find(f"{qualified('c:errBars')}/{qualified(tag)}") for side, tag in _SIDES.items()}
    sides = {side: found for side, found in sides.items() if found is not None}
    return SeriesData(
        names.get(0, ""),
        _cached(x),
        _cached(y),
        _in_sheet(x, cells),
        _in_sheet(y, cells),
        {side: _cached(found) for side, found in sides.items()},
        {side: _in_sheet(found, cells) or {} for side, found in sides.items()},
    )


def _cached(source: Element | None) -> Values:
    if source is None:
        return {}
    return {_whole(point.get("idx")): point[0].text or "" for point in source.iter(qualified("c:pt"))}


def _in_sheet(source: Element | None, cells: Cells | None) -> Values | None:
    """The cells that a series refers to, of those that exist: the reference may say what it likes."""
    formula = next(source.iter(qualified("c:f")), None) if source is not None else None
    found = _REFERENCE.fullmatch(formula.text or "") if formula is not None else None
    if cells is None or found is None:
        return None
    column, first, last = found[1], int(found[2]), int(found[3] or found[2])
    return {row - first: text for row, text in cells.get(column, {}).items() if first <= row <= last}


def _shared(book: SafeZip) -> Iterator[str]:
    if "xl/sharedStrings.xml" in book:
        for entry in book.xml("xl/sharedStrings.xml").iter(f"{_SHEET}si"):
            yield "".join(text.text or "" for text in entry.iter(f"{_SHEET}t"))


def _read(sheet: Element, shared: list[str]) -> Iterator[tuple[str, int, str]]:
    """The cells with a text: column, row, text."""
    for cell in sheet.iter(f"{_SHEET}c"):
        place, value = _CELL.fullmatch(cell.get("r", "")), cell.find(f"{_SHEET}v")
        if place is None:
            raise ValueError(cell.get("r"))
        if cell.get("t") == "inlineStr":
            yield place[1], int(place[2]), "".join(text.text or "" for text in cell.iter(f"{_SHEET}t"))
        elif value is not None and value.text:
            yield place[1], int(place[2]), shared[_whole(value.text)] if cell.get("t") == "s" else value.text


def _whole(text: str | None) -> int:
    """A place, counted from 0. ValueError for what is none."""
    if text is None or not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"{(text or 'nothing')[:20]!r} is no place")
    return int(text)
