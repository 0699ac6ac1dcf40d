"""Tables from rows, records, columns or arrays."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from deckwright.deck.figure import Figure
from deckwright.deck.number_columns import flush_right
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Math, Run, plain
from deckwright.errors import UserError
from deckwright.figures.frame import DASH, FORMS, Frame, columns_of, frame_of, is_record, record_values
from deckwright.figures.library_columns import column_name
from deckwright.figures.measurement import spread
from deckwright.figures.number import check_digits, column_texts, display, noise_of
from deckwright.figures.steps import waiting_cells, waiting_columns
from deckwright.figures.value import (
    array_of,
    described,
    formula_of,
    how_to_number,
    is_array,
    is_missing,
    is_number,
    is_plain,
    is_tensor,
    plain_value,
    recorded,
    scalar_of,
)
from deckwright.figures.words import description, names_of, plain_words, text_of
from deckwright.language import say
from deckwright.wording import counted
from dlcore.measurement import Measurement

MARKS = {"✓": "activation", "✗": "gradient", "~": "target"}  # yes, no, partly: told apart by sign, colored as well


def table(
    data: Any,
    header: Sequence[str] | None = None,
    *,
    digits: int = 4,
    row_header: Sequence[str] | bool | None = None,
    highlight: Any = None,
    heat: bool | str = False,
    by_row: bool = False,
    by_column: bool | Sequence[str | int] = False,
    by_cell: Sequence[Any] = (),
    fold: int = 1,
    caption: str = "",
    alt: str = "",
) -> Table:
    """A table of numbers and words.

    data        rows; a DataFrame or Series; a 2-D array or Tensor; records (dicts, named tuples, dataclasses);
                a dict of columns, or of single values
    header      names of the columns; frames, records and dicts bring their own. "$...$" is a formula
    row_header  names of the rows as a further first column; True when the first column holds names; False leaves out
                those that a frame brings
    highlight   "min" or "max" of each column; a row's number; a (row, column) pair; or a list of those, counted from 0
    heat        True tints the numbers on one scale, "column" each column on its own
    by_row      reveals one row with each click
    by_column   reveals one column with each click; or the names (or numbers, from 0) of those that wait for one
    by_cell     reveals one cell with each click: (row, column) pairs in their order, rows counted from 0 below the
                header, columns likewise or by name; a list of pairs appears together
    fold        sets a long table in so many stretches side by side
    """
    check_digits(digits)
    rows, names, heads = _rows(data, bring_names=row_header is None)
    rows = [[_as_text(cell) for cell in row] for row in rows]
    header = _header(header, names, heads)
    if isinstance(row_header, Iterable):
        rows, header = _with_names(rows, header, names_of(row_header))
    heads = heads or int(row_header is not None and row_header is not False)
    _check(rows, header, data)
    values = [[_plain(value, _label(i, j, header)) for j, value in enumerate(row)] for i, row in enumerate(rows)]
    texts = _texts(rows, values, digits, noise_of(data))
    bright, heats = _highlighted(highlight, values), _heats(heat, values)
    body = [
        tuple(
            _cell(rows[i][j], values[i][j], texts[i][j], _label(i, j, header), bright(i, j), heats[i][j], j < heads)
            for j in range(len(row))
        )
        for i, row in enumerate(rows)
    ]
    alignments = [cell.align for cell in body[0]] if body else []
    top = [tuple(Cell(text_of(name), align) for name, align in zip(header, alignments))] if header else []
    alt_text = description(alt, _describe(body, header))
    return Table(
        rows=flush_right((*top, *body), len(top), fixed=range(heads)),
        header_rows=len(top),
        header_columns=heads,
        caption=text_of(caption) if caption else (),
        by_row=by_row,
        by_column=waiting_columns(by_column, header, len(alignments), heads),
        by_cell=waiting_cells(by_cell, header, (len(body), len(alignments)), len(top)),
        fold=fold,
        alt=alt_text,
    )


def _rows(data: Any, bring_names: bool) -> tuple[list[list[Any]], list[str], int]:
    """The rows, names of the columns where the data brings them, and how many columns at the left name the rows."""
    frame = frame_of(data)
    if frame is None and is_record(data):
        data = record_values(data)
    if frame is None and is_array(data):
        data = array_of(data)
    if isinstance(data, str) or frame is None and not isinstance(data, Iterable):
        raise UserError(f"Expected rows for a table, found {described(data)}.", hint=f"A table is made of {FORMS}.")
    if frame is None and isinstance(data, Mapping) and not any(_is_column(value) for value in data.values()):
        return [[column_name(name), value] for name, value in data.items()], [], 1
    if frame is None and isinstance(data, Mapping):
        frame = columns_of(data)
    elif frame is None and not hasattr(data, "__len__"):
        data = list(data)
        frame = frame_of(data)
    if frame is not None:
        return _frame_rows(frame, bring_names, typed=type(data) is dict or isinstance(data, (list, tuple)))
    if is_tensor(data) or isinstance(data, np.ndarray) and data.dtype != object:
        return _array_rows(data), [], 0
    rows = data.tolist() if isinstance(data, np.ndarray) else data
    rows = [np.asarray(row) if is_array(row) else row for row in rows]
    return [list(row) if _is_row(row) else [row] for row in rows], [], 0


def _frame_rows(frame: Frame, bring_names: bool, typed: bool) -> tuple[list[list[Any]], list[str], int]:
    """The rows of a frame, after their names. typed: whether an author could have written the words into slides.md."""
    rows = [[_frame_cell(value, typed) for value in row] for row in frame.rows]
    if not (frame.index and bring_names):
        return rows, list(frame.names), 0
    names = [[_frame_cell(name, typed) for name in row] for row in zip(*frame.index)]
    named = [[*_once(names, i), *row] for i, row in enumerate(rows)]
    return named, [*frame.levels, *frame.names], len(frame.index)


def _as_text(cell: Any) -> Any:
    """A formula, or a measurement with its range, as a text; any other cell as it is."""
    if isinstance(cell, Measurement):
        return spread(cell)
    return (cell,) if isinstance(cell, Math) else cell


def _frame_cell(value: Any, typed: bool) -> Any:
    """A missing value is a dash; words that come from data are figures as numbers are."""
    value = DASH if is_missing(value) else plain_value(value) if not isinstance(value, np.number) else value
    is_word = isinstance(value, str) and value not in ("", DASH, *MARKS) and "$" not in value
    return Figure(value, value) if is_word and not typed else value


def _once(names: list[list[Any]], row: int) -> list[Any]:
    """The names of a row; what repeats those above is left out, but for the last level."""
    own, above = names[row], names[row - 1] if row else []
    return ["" if k < len(own) - 1 and own[: k + 1] == above[: k + 1] else name for k, name in enumerate(own)]


def _header(given: Sequence[str] | None, names: list[str], heads: int) -> list[str]:
    """The names of the columns; a given header need not name the columns that name the rows."""
    if given is None:
        return names
    header = names_of(given)
    return [*names[:heads], *header] if names and len(header) + heads == len(names) else header


def _is_column(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str) and getattr(value, "ndim", 1) > 0


def _array_rows(data: Any) -> list[list[Any]]:
    array = data if isinstance(data, np.ma.MaskedArray) else array_of(data)
    if array.ndim > 2 or array.ndim == 0:
        raise UserError(
            f"Expected a table of one or two dimensions, found the shape {array.shape}.", hint="Take a slice: a[0]."
        )
    array = array.reshape(-1, 1) if array.ndim == 1 else array
    return [
        [
            DASH if is_missing(v) else Figure("", plain_value(v), formula_of(data), f"[{i}, {j}]")
            for j, v in enumerate(row)
        ]
        for i, row in enumerate(array)
    ]


def _is_row(row: Any) -> bool:
    return isinstance(row, (list, tuple)) or (isinstance(row, np.ndarray) or is_tensor(row)) and array_of(row).ndim == 1


def _with_names(rows: list[list[Any]], header: list[str], names: list[str]) -> tuple[list[list[Any]], list[str]]:
    if len(names) != len(rows):
        raise UserError(f"Expected a name for each row ({len(rows)}), found {len(names)}.")
    if header and len(header) == len(rows[0]):
        header = ["", *header]
    return [[name, *row] for name, row in zip(names, rows)], header


def _check(rows: list[list[Any]], header: list[str], data: Any) -> None:
    if not rows:
        hint = "Look in lesson.py whether nothing was selected, or leave the table out: {% if rows %} ... {% endif %}."
        raise UserError(f"Expected rows and a header of one width, found no rows in {described(data)}.", hint=hint)
    widths = {len(row) for row in rows} | ({len(header)} if header else set())
    if len(widths) != 1:
        found = f"widths {sorted(widths)}"
        raise UserError(f"Expected rows and a header of one width, found {found}.", hint=f"A table is made of {FORMS}.")


def _plain(value: Any, place: str) -> Any:
    """The plain value of a cell: a number, a date or a string."""
    if isinstance(value, Figure) and not isinstance(value.value, complex):
        return value.value
    if isinstance(value, tuple):  # a text with its formulas
        return value
    array = value.value if isinstance(value, Figure) or is_tensor(value) else value
    if not is_plain(array) and (getattr(array, "size", 0) != 1 or isinstance(array, complex)):
        raise UserError(
            f"A cell holds one number, word or date; found {described(array)} in {place}.", hint=how_to_number(array)
        )
    return scalar_of(value)


def _texts(rows: list[list[Any]], values: list[list[Any]], digits: int, noise: float) -> list[list[str]]:
    """What each cell shows; the numbers of a column get the same decimals. A figure with a text keeps it."""
    columns = []
    for j in range(len(rows[0])):
        cells = [row[j] for row in rows if not isinstance(row[j], Figure)]
        own = [noise_of(cell) for cell in cells if is_tensor(cell) or isinstance(cell, np.generic)]
        texts = ["" if isinstance(row[j], tuple) else row[j] for row in values]
        columns.append(column_texts(texts, digits, max(own, default=noise)))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            if isinstance(cell, Figure) and cell.text:
                columns[j][i] = cell.text
    return [list(row) for row in zip(*columns)]


def _cell(thing: Any, value: Any, text: str, label: str, bright: bool, heat: float | None, heading: bool) -> Cell:
    thing = plain_value(thing)
    if isinstance(thing, str) and thing in MARKS:
        return Cell((Run(thing, bold=True, role=MARKS[thing]),), "center", heat, bright)
    if isinstance(thing, str) and thing == DASH:
        return Cell((Run(DASH, role="muted"),), "left", heat, bright)
    if isinstance(thing, (str, tuple)) or value is None:
        return Cell(text_of(thing or ""), "left", heat, bright)
    if isinstance(thing, Figure):
        figure = dataclasses.replace(thing, text=text, value=recorded(value), label=thing.label or label)
    else:
        figure = Figure(text, recorded(value), formula_of(thing), label)
    aligned = "right" if not heading and (is_number(value) or isinstance(value, bool)) else "left"
    return Cell((Run(text, bold=bright, figure=figure),), aligned, heat, bright)


def _label(row: int, column: int, header: list[str]) -> str:
    name = plain_words(header[column]) if header else ""
    return f"row {row + 1}, {name or f'column {column + 1}'}"


def _highlighted(highlight: Any, values: list[list[Any]]):
    """A test on (row, column)."""
    if highlight is None:
        return lambda i, j: False
    if highlight in ("min", "max"):
        best = {}
        for j, column in enumerate(zip(*values)):
            numbers = [v for v in column if is_number(v)]
            best[j] = (min if highlight == "min" else max)(numbers) if len(numbers) > 1 else None
        return lambda i, j: best[j] is not None and is_number(values[i][j]) and values[i][j] == best[j]
    places = [_place(each) for each in (highlight if isinstance(highlight, list) else [highlight])]
    places = [_inside(place, len(values), len(values[0])) for place in places]
    return lambda i, j: i in places or (i, j) in places


def _place(place: Any) -> Any:
    """A row's number, or a row's and a column's, as Python's own numbers."""
    return tuple(map(plain_value, place)) if isinstance(place, (tuple, list)) else plain_value(place)


def _inside(place: Any, rows: int, columns: int) -> Any:
    """A place counted from 0, also where it is counted from the end: -1 is the last. UserError for one outside."""
    pair = place if isinstance(place, tuple) else (place, 0)
    whole = [each for each in pair if type(each) is int]
    if not len(whole) == len(pair) == 2 or not (-rows <= whole[0] < rows and -columns <= whole[1] < columns):
        size = f"{counted(rows, 'row')} and {counted(columns, 'column')}"
        raise UserError(
            f"Nothing to highlight at {place!r} in a table of {size}.",
            hint='highlight is "min", "max", a row, a pair (row, column), or a list of those, counted from 0.',
        )
    row, column = whole[0] % rows, whole[1] % columns
    return (row, column) if isinstance(place, tuple) else row


def _heats(heat: bool | str, values: list[list[Any]]) -> list[list[float | None]]:
    """Each number's share of the largest magnitude in the table or its column."""
    sizes = [[abs(float(v)) if is_number(v) else 0.0 for v in row] for row in values]
    whole = max((max(row) for row in sizes), default=0.0)
    tops = [max(column) for column in zip(*sizes)] if heat == "column" else [whole] * len(values[0])
    return [
        [float(v) / tops[j] if heat and is_number(v) and tops[j] > 0 else None for j, v in enumerate(row)]
        for row in values
    ]


def _describe(body: list[tuple[Cell, ...]], header: list[str]) -> str:
    rows = say("{count} row" if len(body) == 1 else "{count} rows", count=display(len(body)))
    columns = say("{count} column" if len(body[0]) == 1 else "{count} columns", count=display(len(body[0])))
    size = say("Table of {rows} and {columns}", rows=rows, columns=columns)
    names = ", ".join(plain_words(name) for name in header if name)
    first = "; ".join(plain(cell.text) for cell in body[0])
    return f"{size}: {names}." if names else size + say("; the first row is {row}.", row=first)
