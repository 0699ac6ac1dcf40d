"""The workbook inside a chart: what a lecturer sees behind "Edit data"."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from deckwright.deck.chart import Chart, Series

SHEET = "Data"


@dataclass(frozen=True, slots=True)
class Columns:
    """The sheet's columns (counted from 0) that hold one series, and the rows of the chart's longest one.

    A shorter series ends in empty cells: LibreOffice loses the lines that have fewer points than a later one.
    How far error bars reach stands in two columns after the values.
    """

    x: int
    y: int
    rows: int

    @property
    def name_ref(self) -> str:
        return f"{SHEET}!${xl_col_to_name(self.y)}$1"

    @property
    def x_ref(self) -> str:
        return self._values(self.x)

    @property
    def y_ref(self) -> str:
        return self._values(self.y)

    @property
    def below_ref(self) -> str:
        return self._values(self.y + 1)

    @property
    def above_ref(self) -> str:
        return self._values(self.y + 2)

    def _values(self, column: int) -> str:
        letter = xl_col_to_name(column)
        return f"{SHEET}!${letter}$2:${letter}${self.rows + 1}"


def columns_of(chart: Chart) -> tuple[Columns, ...]:
    """Where each series stands: after the x values that it is the first to have, or that a series before it has."""
    rows = len(_longest(chart).y)
    places: list[Columns] = []
    known: dict[tuple, int] = {}
    free = 0
    for series in chart.series:
        xs = chart.categories or x_column(chart, series)
        if xs not in known:
            known[xs], free = free, free + 1
        places.append(Columns(known[xs], free, rows))
        free += 3 if series.spread else 1
    return tuple(places)


def x_column(chart: Chart, series: Series) -> tuple[float, ...]:
    """The x values in a series' column: its own, or those of the longest one where it only ends before that."""
    common = x_of(_longest(chart))
    return common if x_of(series) == common[: len(series.y)] else x_of(series)


def workbook(chart: Chart) -> bytes:
    """The .xlsx with the chart's numbers in full precision; the same bytes for the same chart."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 4 * len(chart.series), 14)
    bold = book.add_format({"bold": True})
    for series, columns in zip(chart.series, columns_of(chart)):
        sheet.write_string(0, columns.x, chart.x.title or "x", bold)
        sheet.write_string(0, columns.y, series.name, bold)
        _write(sheet, columns.x, chart.categories or x_column(chart, series))
        _write(sheet, columns.y, series.y)
        for place, (side, values) in enumerate(sides(series), 1):
            sheet.write_string(0, columns.y + place, f"{series.name} {side}", bold)
            _write(sheet, columns.y + place, values)
    book.close()
    return file.getvalue()


def x_of(series: Series) -> tuple[float, ...]:
    """The series' x values; 0, 1, 2, ... when it has none."""
    return series.x if series.x is not None else tuple(float(i) for i in range(len(series.y)))


def sides(series: Series) -> tuple[tuple[str, Sequence[float]], ...]:
    """How far a series' error bars reach to either side, by the side's sign."""
    return (("\N{MINUS SIGN}", series.spread.below), ("+", series.spread.above)) if series.spread else ()


def _longest(chart: Chart) -> Series:
    return max(chart.series, key=lambda series: len(series.y))


def _write(sheet, column: int, values: Sequence[float | str]) -> None:
    for row, value in enumerate(values, 1):
        if isinstance(value, str):
            sheet.write_string(row, column, value)
        elif math.isfinite(value):
            sheet.write_number(row, column, value)
