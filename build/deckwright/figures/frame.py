"""Named columns of values, in the forms that people have them: a data frame, records, a dict, a structured array."""

from __future__ import annotations

import dataclasses
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deckwright.deck.figure import Figure
from deckwright.deck.text import Math, Run
from deckwright.errors import UserError, did_you_mean
from deckwright.figures.library_columns import column_name, library_columns
from deckwright.figures.number import column_texts
from deckwright.figures.value import described, how_to_number, is_number, is_tensor, plain_value
from deckwright.named_values import fields_of
from deckwright.wording import counted
from dlcore.measurement import Measurement

DASH = "–"  # in place of what is missing
FORMS = "a DataFrame or Series, a dict of columns, records (dicts, named tuples, dataclasses) or a 2-D array"


@dataclass(frozen=True, slots=True)
class Frame:
    """Columns of one length with their names, and what the rows are called.

    index   the rows' names, a tuple of levels of which each has one name a row; empty where rows are only counted
    levels  what those levels are called, "" for one without a name
    """

    names: tuple[str, ...]
    columns: tuple[Sequence[Any], ...]
    index: tuple[Sequence[Any], ...] = ()
    levels: tuple[str, ...] = ()

    @property
    def rows(self) -> list[list[Any]]:
        return [list(row) for row in zip(*self.columns)]

    @property
    def row_names(self) -> list[str]:
        """One name for each row, a dash where it is missing; none where rows are only counted."""
        levels = (column_texts(map(plain_value, level), 4) for level in self.index)
        return [" ".join(text or DASH for text in texts) for texts in zip(*levels)]

    @property
    def is_numbered(self) -> bool:
        """Whether the rows have nothing but a whole number without a name, as they have after sorting or selecting."""
        if len(self.index) != 1 or self.levels[0]:
            return False
        return all(isinstance(plain_value(name), int) for name in self.index[0])

    def numbers(self, gap: float | None = None) -> np.ndarray:
        """The numbers of all columns, shape (rows, columns). gap stands for what is missing, else an error."""
        if not self.columns or not self.columns[0]:
            raise UserError(
                f"Expected rows and columns of numbers, found {counted(len(self.columns), 'column')} without rows."
            )
        columns = [numbers_of(column, name, self.row_names, gap) for name, column in zip(self.names, self.columns)]
        return np.stack(columns, axis=1)

    def column(self, name: str) -> Sequence[Any]:
        """The column, or the level of the index, of this name; UserError where there is none or more than one."""
        names, columns = (*self.levels, *self.names), (*self.index, *self.columns)
        if (count := names.count(name)) == 1:
            return columns[names.index(name)]
        if count:
            raise UserError(f"{count} columns are called {name!r}, and a name must mean one.")
        raise UserError(f"No column is called {name!r}.", hint=did_you_mean(name, (known for known in names if known)))

    def without(self, name: str) -> Frame:
        """The other columns."""
        kept = [k for k, known in enumerate(self.names) if known != name]
        columns = tuple(self.columns[k] for k in kept)
        return dataclasses.replace(self, names=tuple(self.names[k] for k in kept), columns=columns)


def frame_of(thing: Any) -> Frame | None:
    """The columns of a thing that has named ones; None for anything else. Iterators are not gone through."""
    if (found := library_columns(thing)) is not None:
        return Frame(found.names, found.columns, found.index, found.levels)
    if isinstance(thing, np.ndarray) and thing.dtype.names:
        flat = thing.reshape(-1)
        return Frame(thing.dtype.names, tuple(list(flat[name]) for name in thing.dtype.names))
    if isinstance(thing, (list, tuple)) and thing and is_record(thing[0]):
        return _from_records(thing)
    return None


def numbers_of(values: Iterable[Any], name: str, row_names: Sequence[str] = (), gap: float | None = None) -> np.ndarray:
    """One column's numbers, shape (rows,); UserError that names the column and the row of what is none."""
    numbers = []
    for k, value in enumerate(map(plain_value, values)):
        missing = value is None or isinstance(value, float) and math.isnan(value)
        if missing and gap is not None:
            numbers.append(gap)
        elif not missing and (is_number(value) or isinstance(value, bool)):
            numbers.append(_as_float(value, name))
        else:
            row = f"row {k + 1}" + (f" ({row_names[k]})" if row_names else "")
            raise UserError(
                f"{name!r} has no number in {row}: it is {'missing' if missing else described(value)}.",
                hint="" if missing else how_to_number(value),
            )
    return np.array(numbers)


def _as_float(value: Any, name: str) -> float:
    try:
        return float(value)
    except OverflowError:
        raise UserError(
            f"{name!r} has a number that is too large for a chart.",
            hint="Show its logarithm, or divide it in lesson.py.",
        ) from None


def is_mixed(values: Any) -> bool:
    """Whether a list or a column holds anything but Tensors, rows and plain numbers: gaps, dates, words."""
    if isinstance(values, np.ndarray):
        return values.dtype.kind not in "biuf" or isinstance(values, np.ma.MaskedArray)
    if isinstance(values, (list, tuple)):
        return any(
            not isinstance(v, (int, float, list, tuple, np.ndarray, np.number)) and not is_tensor(v) for v in values
        )
    return frame_of(values) is not None


def is_record(thing: Any) -> bool:
    """Whether a thing has values with names: a dict, a row of a frame or of a structured array, an object of a class
    that declares its fields.
    """
    if isinstance(thing, (Figure, Run, Math, Measurement)):  # a single value, made ready for a slide or with its spread
        return False
    return isinstance(thing, (Mapping, np.void)) or is_series(thing) or fields_of(thing) is not None


def is_series(thing: Any) -> bool:
    """Whether this is a Series of pandas: a column, or a row of a frame."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(thing, pandas.Series)


def check_same_rows(data: Any, others: Any, what: str) -> None:
    """UserError where values that belong to the rows of a frame, such as their errors, name their rows differently."""
    frame = frame_of(data)
    if frame is None or not frame.index or others is None:
        return
    given = list(others.values()) if isinstance(others, Mapping) else others
    for part in given if isinstance(given, (list, tuple)) else [given]:
        other = None if isinstance(part, (list, tuple)) else frame_of(part)
        if other is not None and other.index and [*map(list, other.index)] != [*map(list, frame.index)]:
            raise UserError(
                f"The rows of {what} have other names than those of the data, or another order.",
                hint=f"Bring them into one order in lesson.py: {what}.reindex(data.index).",
            )


def columns_of(data: Mapping[Any, Any]) -> Frame:
    """A dict of columns; UserError for columns of several lengths.

    Columns that are dicts of the rows' names, or have an index, name the rows.
    """
    if data and all(isinstance(column, Mapping) for column in data.values()):
        names = list(dict.fromkeys(name for column in data.values() for name in column))
        columns = tuple([column.get(name) for name in names] for column in data.values())
        return Frame(tuple(map(column_name, data)), columns, (names,), ("",))
    indices = [frame.index for frame in map(frame_of, data.values()) if frame is not None and frame.index]
    if any(index != indices[0] for index in indices):
        raise UserError(
            "The columns name their rows differently.", hint="Put them together in lesson.py: pd.DataFrame({...})."
        )
    single = [(name, value) for name, value in data.items() if isinstance(value, str) or not _is_iterable(value)]
    if single:
        raise UserError(
            f"Expected a column for each name, found {described(single[0][1])} for {column_name(single[0][0])!r}.",
            hint="A dict has a column for each name, or a single value for each.",
        )
    columns = tuple(column if isinstance(column, Sequence) else list(column) for column in data.values())
    if len({len(column) for column in columns}) > 1:
        lengths = ", ".join(f"{name}: {len(column)}" for name, column in zip(data, columns))
        raise UserError(f"Expected columns of one length, found {lengths}.")
    index = indices[0] if indices else ()
    return Frame(tuple(map(column_name, data)), columns, index, ("",) * len(index))


def _is_iterable(value: Any) -> bool:
    return isinstance(value, Iterable) and getattr(value, "ndim", 1) > 0


def _from_records(records: Iterable[Any]) -> Frame:
    """Rows by the names that any of them has; what a row doesn't have is missing."""
    rows = [record_values(record) for record in records]
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    return Frame(tuple(map(column_name, names)), tuple([row.get(name) for row in rows] for name in names))


def fields_as_columns(data: Any) -> Any:
    """A record whose class declares its fields as a dict; what else is given as it is, a pair (x, y) as well."""
    declared = not isinstance(data, (Mapping, tuple, np.void)) and not is_series(data) and is_record(data)
    return record_values(data) if declared else data


def record_values(record: Any) -> dict[Any, Any]:
    """The values of a record by their names. Underscores of a declared field are spaces, but for those of a tuple."""
    if isinstance(record, Mapping) or is_series(record):
        return dict(record.items())
    if isinstance(record, np.void) and record.dtype.names:
        return {name: record[name] for name in record.dtype.names}
    fields = fields_of(record)
    if fields is None:
        raise UserError(f"Expected records of one kind, found {described(record)} among them.")
    return fields if isinstance(record, tuple) else {name.replace("_", " "): v for name, v in fields.items()}
