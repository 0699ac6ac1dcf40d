"""The columns of what other libraries hand over: frames of pandas and polars, tables of Arrow, arrays of xarray.

Nothing is imported for it: whoever hands over such a thing has loaded its library.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deckwright.errors import UserError
from deckwright.figures.number import display, noise_of
from deckwright.figures.value import Interval, is_missing, plain_value

_NAME_DIGITS = 12  # of a number that names a column: more would be rounding noise
_UNFINISHED = {  # the last word of a class, and what makes values of it
    "GroupBy": "frame.groupby(...).mean()",
    "Groupby": "frame.groupby(...).rolling(7).mean()",
    "Resampler": 'frame.resample("ME").mean()',
    "Rolling": "frame.rolling(7).mean()",
    "Expanding": "frame.expanding().mean()",
    "Window": "frame.rolling(7).mean()",
    "LazyFrame": "frame.collect()",
}


@dataclass(frozen=True, slots=True)
class LibraryColumns:
    """Names, columns, the levels of the rows' names, and what those levels are called."""

    names: tuple[str, ...]
    columns: tuple[Sequence[Any], ...]
    index: tuple[Sequence[Any], ...] = ()
    levels: tuple[str, ...] = ()


def library_columns(thing: Any) -> LibraryColumns | None:
    """The columns of a library's thing; None for anything else. UserError for one that has no values yet."""
    pandas, polars, arrow, xarray = (sys.modules.get(name) for name in ("pandas", "polars", "pyarrow", "xarray"))
    if pandas is not None and isinstance(thing, (pandas.DataFrame, pandas.Series, pandas.Index)):
        return _from_pandas(thing, pandas)
    if polars is not None and isinstance(thing, (polars.DataFrame, polars.Series)):
        frame = thing.to_frame() if isinstance(thing, polars.Series) else thing
        return LibraryColumns(tuple(frame.columns), tuple(_values(c.to_list()) for c in frame.iter_columns()))
    if arrow is not None and isinstance(thing, (arrow.Table, arrow.RecordBatch)):
        return LibraryColumns(tuple(thing.schema.names), tuple(_values(c.to_pylist()) for c in thing.columns))
    if arrow is not None and isinstance(thing, (arrow.Array, arrow.ChunkedArray)):
        return LibraryColumns(("value",), (_values(thing.to_pylist()),))
    if xarray is not None and isinstance(thing, xarray.Dataset):
        return _from_dataset(thing)
    if xarray is not None and isinstance(thing, xarray.DataArray) and thing.ndim in (1, 2):
        return _from_data_array(thing)
    _refuse_unfinished(thing)
    return None


def column_name(label: Any) -> str:
    """The name of a column or a series, from whatever its author used; that of several levels in one line."""
    if isinstance(label, tuple):
        return " ".join(column_name(part) for part in label if not (isinstance(part, str) and not part))
    value = plain_value(label)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, Interval):
        return display(value)
    if isinstance(value, float):
        return "" if value != value else display(value, _NAME_DIGITS, noise_of(label))
    return "" if value is None else str(value)


def _from_pandas(thing: Any, pandas: Any) -> LibraryColumns:
    thing = thing.to_series(index=range(len(thing))) if isinstance(thing, pandas.Index) else thing
    if isinstance(thing, pandas.Series):
        thing = thing.to_frame("value" if thing.name is None else thing.name)
    # by place, since names may be there twice; .array keeps each value's own kind
    columns = tuple(_values(thing.iloc[:, k].array) for k in range(thing.shape[1]))
    index, names = (), ()
    if not _only_counts(thing.index, pandas):
        index = tuple(_values(thing.index.get_level_values(k).array) for k in range(thing.index.nlevels))
        names = tuple(column_name(name) for name in thing.index.names)
    return LibraryColumns(tuple(map(column_name, thing.columns)), columns, index, names)


def _only_counts(index: Any, pandas: Any) -> bool:
    """Whether the rows are counted from 0, as they are where nobody gave them names."""
    return isinstance(index, pandas.RangeIndex) and index.name is None and (index.start, index.step) == (0, 1)


def _from_data_array(array: Any) -> LibraryColumns:
    """A column for one dimension, of two a column for each place along the second."""
    rows = array.dims[0]
    if array.ndim == 1:
        names, columns = (column_name(array.name) or "value",), (_values(array.values),)
    else:
        along = array.dims[1]
        places = array.coords[along].values if along in array.coords else range(array.shape[1])
        names = tuple(map(column_name, places))
        columns = tuple(_values(array.values[:, k]) for k in range(array.shape[1]))
    return LibraryColumns(names, columns, *_coordinate(array, rows))


def _from_dataset(dataset: Any) -> LibraryColumns:
    """A column for each variable, all of them over one dimension."""
    over = {variable.dims for variable in dataset.data_vars.values()}
    if len(over) != 1 or len(next(iter(over))) != 1:
        found = ", ".join(f"{name} over {' and '.join(v.dims) or 'none'}" for name, v in dataset.data_vars.items())
        raise UserError(
            f"Expected variables over one dimension that all of them share, found {found or 'none'}.",
            hint='Take one of them, dataset["name"], or its mean over the others.',
        )
    names = tuple(map(column_name, dataset.data_vars))
    columns = tuple(_values(variable.values) for variable in dataset.data_vars.values())
    return LibraryColumns(names, columns, *_coordinate(dataset, next(iter(over))[0]))


def _coordinate(thing: Any, dimension: Any) -> tuple[tuple[Sequence[Any], ...], tuple[str, ...]]:
    """What the rows along a dimension are called; nothing where they are only counted."""
    if dimension not in thing.coords:
        return (), ()
    return (list(thing.coords[dimension].values),), (str(dimension),)


def _refuse_unfinished(thing: Any) -> None:
    """UserError for what libraries compute later, and for a frame that is dressed for a web page."""
    kind = type(thing)
    if kind.__module__.partition(".")[0] not in ("pandas", "polars"):
        return
    if kind.__name__ == "Styler":
        hint = "Hand over its values, styler.data; digits=, highlight= and heat= are how table(...) styles them."
        raise UserError("Found a Styler of pandas, which writes for web pages.", hint=hint)
    library = kind.__module__.partition(".")[0]
    how = next((how for word, how in _UNFINISHED.items() if kind.__name__.endswith(word)), "")
    if how:
        how = how.replace("groupby", "group_by") if library == "polars" else how
        raise UserError(
            f"Found a {kind.__name__} of {library}, which has no values yet.",
            hint=f"Compute them in lesson.py, as in {how}.",
        )


def _values(column: Any) -> list[Any]:
    """The values of a column, in which NaN means that there is none."""
    return [None if is_missing(v) or isinstance(v, (float, np.floating)) and v != v else v for v in column]
