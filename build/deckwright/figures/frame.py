"""Named columns of values, in the forms that people have them: a data frame, records, a dict, a structured array.

Nothing is imported for it: whoever hands over a frame of pandas or polars has loaded its package.
"""

from __future__ import annotations

import dataclasses
import datetime
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deckwright.errors import UserError, did_you_mean
from deckwright.figures.number import column_texts
from deckwright.figures.value import described, is_missing, is_number, plain_value
from deckwright.wording import counted

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
        """One name for each row; none where rows are only counted."""
        return [" ".join(texts) for texts in zip(*(column_texts(map(plain_value, level), 4) for level in self.index))]

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
    pandas, polars = sys.modules.get("pandas"), sys.modules.get("polars")
    if pandas is not None and isinstance(thing, (pandas.DataFrame, pandas.Series, pandas.Index)):
        return _from_pandas(thing, pandas)
    if polars is not None and isinstance(thing, (polars.DataFrame, polars.Series)):
        columns = thing.to_frame() if isinstance(thing, polars.Series) else thing
        return Frame(tuple(columns.columns), tuple(column.to_list() for column in columns.iter_columns()))
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
            numbers.append(float(value))
        else:
            row = f"row {k + 1}" + (f" ({row_names[k]})" if row_names else "")
            raise UserError(f"{name!r} has no number in {row}: it is {'missing' if missing else described(value)}.")
    return np.array(numbers)


def is_record(thing: Any) -> bool:
    """Whether a thing has values with names: a dict, a named tuple, a dataclass, a row of a structured array."""
    named = isinstance(thing, (Mapping, np.void)) or isinstance(thing, tuple) and hasattr(thing, "_fields")
    return is_series(thing) or named or dataclasses.is_dataclass(thing) and not isinstance(thing, type)


def is_series(thing: Any) -> bool:
    """Whether this is a Series of pandas: a column, or a row of a frame."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(thing, pandas.Series)


def columns_of(data: Mapping[Any, Any]) -> Frame:
    """A dict of columns; UserError for columns of several lengths.

    Columns that are dicts of the rows' names, or have an index, name the rows.
    """
    if data and all(isinstance(column, Mapping) for column in data.values()):
        names = list(dict.fromkeys(name for column in data.values() for name in column))
        columns = tuple([column.get(name) for name in names] for column in data.values())
        return Frame(tuple(map(str, data)), columns, (names,), ("",))
    indices = [frame.index for frame in map(frame_of, data.values()) if frame is not None and frame.index]
    if any(index != indices[0] for index in indices):
        raise UserError(
            "The columns name their rows differently.", hint="Put them together in lesson.py: pd.DataFrame({...})."
        )
    columns = tuple(column if isinstance(column, Sequence) else list(column) for column in data.values())
    if len({len(column) for column in columns}) > 1:
        lengths = ", ".join(f"{name}: {len(column)}" for name, column in zip(data, columns))
        raise UserError(f"Expected columns of one length, found {lengths}.")
    index = indices[0] if indices else ()
    return Frame(tuple(map(str, data)), columns, index, ("",) * len(index))


def _from_pandas(thing: Any, pandas: Any) -> Frame:
    thing = thing.to_series(index=range(len(thing))) if isinstance(thing, pandas.Index) else thing
    if isinstance(thing, pandas.Series):
        thing = thing.to_frame("value" if thing.name is None else thing.name)
    # by place, since names may be there twice; .array keeps each value's own kind
    columns = tuple([_value(v) for v in thing.iloc[:, k].array] for k in range(thing.shape[1]))
    index, names = (), ()
    if not isinstance(thing.index, pandas.RangeIndex) or thing.index.name is not None:
        counted = range(thing.index.nlevels)
        index = tuple(list(thing.index.get_level_values(k).array) for k in counted)
        names = tuple("" if name is None else str(name) for name in thing.index.names)
    return Frame(tuple(map(_name, thing.columns)), columns, index, names)


def _value(value: Any) -> Any:
    """A value of a data frame, in which NaN means that there is none."""
    return None if is_missing(value) or isinstance(value, (float, np.floating)) and value != value else value


def _name(label: Any) -> str:
    """A column's name; that of several levels, as grouping makes them, in one line."""
    if isinstance(label, tuple):
        return " ".join(str(plain_value(part)) for part in label if part != "")
    value = plain_value(label)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return "" if value is None else str(value)


def _from_records(records: Iterable[Any]) -> Frame:
    """Rows by the names that any of them has; what a row doesn't have is missing."""
    rows = [dict(_fields(record)) for record in records]
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    return Frame(tuple(map(str, names)), tuple([row.get(name) for row in rows] for name in names))


def _fields(record: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(record, Mapping) or is_series(record):
        yield from record.items()
    elif hasattr(record, "_fields"):
        yield from zip(record._fields, record)
    elif dataclasses.is_dataclass(record):
        yield from ((f.name.replace("_", " "), getattr(record, f.name)) for f in dataclasses.fields(record))
    elif isinstance(record, np.void) and record.dtype.names:
        yield from ((name, record[name]) for name in record.dtype.names)
    else:
        raise UserError(f"Expected records of one kind, found {described(record)} among them.")
