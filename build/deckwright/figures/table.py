"""Tables from rows, records, columns or arrays."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from deckwright.deck.figure import Figure
from deckwright.deck.number_columns import flush_right
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Math, Run, plain
from deckwright.errors import UserError
from deckwright.figures.number import column_texts, display, noise_of, num
from deckwright.figures.value import array_of, formula_of, is_tensor, scalar_of
from deckwright.figures.words import plain_words, text_of

DASH = "–"  # in place of a number that doesn't exist
MARKS = {"✓": "activation", "✗": "gradient", "~": "target"}  # yes, no, partly: told apart by sign, coloured as well


def table(
    data: Any,
    header: Sequence[str] | None = None,
    *,
    digits: int = 4,
    row_header: Sequence[str] | bool = False,
    highlight: Any = None,
    heat: bool | str = False,
    by_row: bool = False,
    fold: int = 1,
    caption: str = "",
    alt: str = "",
) -> Table:
    """A table of numbers and words.

    data        rows; a 2-D array or Tensor; records (dataclasses or mappings); or a mapping of column names to columns
    header      names of the columns; records and mappings bring their own. "$...$" is a formula
    row_header  names of the rows as a further first column; True when the first column holds names
    highlight   "min" or "max" of each column; a row's number; a (row, column) pair; or a list of those, counted from 0
    heat        True tints the numbers on one scale, "column" each column on its own
    by_row      reveals one row with each click
    fold        sets a long table in so many stretches side by side
    """
    rows, names = _rows(data)
    rows = [[(cell,) if isinstance(cell, Math) else cell for cell in row] for row in rows]
    header = list(header) if header is not None else names
    if isinstance(row_header, (list, tuple, np.ndarray)):
        rows, header = _with_names(rows, header, list(row_header))
    _check(rows, header)
    values = [[_plain(value) for value in row] for row in rows]
    texts = _texts(rows, values, digits)
    bright, heats = _highlighted(highlight, values), _heats(heat, values)
    head = row_header is not False
    body = [
        tuple(
            _cell(
                rows[i][j], values[i][j], texts[i][j], _label(i, j, header), bright(i, j), heats[i][j], head and j == 0
            )
            for j in range(len(row))
        )
        for i, row in enumerate(rows)
    ]
    alignments = [cell.align for cell in body[0]] if body else []
    top = [tuple(Cell(text_of(name), align) for name, align in zip(header, alignments))] if header else []
    alt_text = text_of(alt or _describe(body, header))
    return Table(
        rows=flush_right((*top, *body), len(top), fixed={0} if head else ()),
        header_rows=len(top),
        header_columns=int(head),
        caption=text_of(caption) if caption else (),
        by_row=by_row,
        fold=fold,
        alt=alt_text,
    )


def _rows(data: Any) -> tuple[list[list[Any]], list[str]]:
    """The rows, and names of the columns where the data brings them."""
    if isinstance(data, Mapping):
        columns = [list(column) for column in data.values()]
        if len({len(column) for column in columns}) > 1:
            lengths = ", ".join(f"{name}: {len(column)}" for name, column in zip(data, columns))
            raise UserError(f"Expected columns of one length, found {lengths}.")
        return [list(row) for row in zip(*columns)], [str(name) for name in data]
    if is_tensor(data) or isinstance(data, np.ndarray):
        return _array_rows(data), []
    rows = list(data)
    if rows and all(dataclasses.is_dataclass(row) for row in rows):
        names = [f.name for f in dataclasses.fields(rows[0])]
        return [[getattr(row, name) for name in names] for row in rows], [name.replace("_", " ") for name in names]
    if rows and all(isinstance(row, Mapping) for row in rows):
        return [[row.get(name, "") for name in rows[0]] for row in rows], [str(name) for name in rows[0]]
    return [list(row) if _is_row(row) else [row] for row in rows], []


def _array_rows(data: Any) -> list[list[Any]]:
    array = array_of(data)
    if array.ndim > 2 or array.ndim == 0:
        raise UserError(
            f"Expected a table of one or two dimensions, found the shape {array.shape}.", hint="Take a slice: a[0]."
        )
    array = array.reshape(-1, 1) if array.ndim == 1 else array
    return [
        [Figure("", value.item(), formula_of(data), f"[{i}, {j}]") for j, value in enumerate(row)]
        for i, row in enumerate(array)
    ]


def _is_row(row: Any) -> bool:
    return isinstance(row, (list, tuple)) or (isinstance(row, np.ndarray) or is_tensor(row)) and array_of(row).ndim == 1


def _with_names(rows: list[list[Any]], header: list[str], names: list[str]) -> tuple[list[list[Any]], list[str]]:
    if len(names) != len(rows):
        raise UserError(f"Expected a name for each of the {len(rows)} rows, found {len(names)} names.")
    if header and len(header) == len(rows[0]):
        header = ["", *header]
    return [[name, *row] for name, row in zip(names, rows)], header


def _check(rows: list[list[Any]], header: list[str]) -> None:
    widths = {len(row) for row in rows} | ({len(header)} if header else set())
    if not rows or len(widths) != 1:
        found = f"widths {sorted(widths)}" if rows else "no rows"
        raise UserError(f"Expected rows and a header of one width, found {found}.")


def _plain(value: Any) -> Any:
    """The plain value of a cell: a number, or a string."""
    if isinstance(value, Figure):
        return value.value
    return value if isinstance(value, (str, tuple)) else scalar_of(value)


def _texts(rows: list[list[Any]], values: list[list[Any]], digits: int) -> list[list[str]]:
    """What each cell shows; the numbers of a column get the same decimals. A figure with a text keeps it."""
    columns = []
    for j in range(len(rows[0])):
        column = [row[j] for row in values]
        numbers = [v for v in column if _is_number(v)]
        noise = max(
            (noise_of(row[j]) for row in rows if is_tensor(row[j]) or isinstance(row[j], np.generic)), default=1e-12
        )
        shown = iter(column_texts(numbers, digits, noise))
        columns.append(
            [next(shown) if _is_number(v) else display(v) if not isinstance(v, tuple) else "" for v in column]
        )
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            if isinstance(cell, Figure) and cell.text:
                columns[j][i] = cell.text
    return [list(row) for row in zip(*columns)]


def _cell(thing: Any, value: Any, text: str, label: str, bright: bool, heat: float | None, heading: bool) -> Cell:
    if isinstance(thing, str) and thing in MARKS:
        return Cell((Run(thing, bold=True, role=MARKS[thing]),), "center", heat, bright)
    if isinstance(thing, str) and thing == DASH:
        return Cell((Run(DASH, role="muted"),), "left", heat, bright)
    if isinstance(thing, (str, tuple)) or value is None:
        return Cell(text_of(thing or ""), "left", heat, bright)
    if isinstance(thing, Figure):
        figure = dataclasses.replace(thing, text=text, label=thing.label or label)
    else:
        figure = Figure(text, value, formula_of(thing), label)
    return Cell((Run(text, bold=bright, figure=figure),), "left" if heading else "right", heat, bright)


def _label(row: int, column: int, header: list[str]) -> str:
    name = plain_words(header[column]) if header else ""
    return f"row {row + 1}, {name or f'column {column + 1}'}"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _highlighted(highlight: Any, values: list[list[Any]]):
    """A test on (row, column)."""
    if highlight is None:
        return lambda i, j: False
    if highlight in ("min", "max"):
        best = {}
        for j, column in enumerate(zip(*values)):
            numbers = [v for v in column if _is_number(v)]
            best[j] = (min if highlight == "min" else max)(numbers) if len(numbers) > 1 else None
        return lambda i, j: best[j] is not None and _is_number(values[i][j]) and values[i][j] == best[j]
    places = highlight if isinstance(highlight, list) else [highlight]
    return lambda i, j: i in places or (i, j) in places


def _heats(heat: bool | str, values: list[list[Any]]) -> list[list[float | None]]:
    """Each number's share of the largest magnitude in the table or its column."""
    sizes = [[abs(v) if _is_number(v) else 0.0 for v in row] for row in values]
    whole = max((max(row) for row in sizes), default=0.0)
    tops = [max(column) for column in zip(*sizes)] if heat == "column" else [whole] * len(values[0])
    return [
        [v / tops[j] if heat and _is_number(v) and tops[j] > 0 else None for j, v in enumerate(row)] for row in values
    ]


def _describe(body: list[tuple[Cell, ...]], header: list[str]) -> str:
    size = f"Table of {num(len(body)).text} rows and {num(len(body[0])).text} columns"
    names = ", ".join(plain_words(name) for name in header if name)
    first = "; ".join(plain(cell.text) for cell in body[0])
    return f"{size}: {names}." if names else f"{size}; the first row is {first}."
