"""The numbers of one series: its y values and the x at which they stand, with what is missing as NaN."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from deckwright.errors import UserError
from deckwright.figures.dates import days_of, moment_of
from deckwright.figures.frame import Frame, frame_of, is_mixed, numbers_of
from deckwright.figures.value import (
    array_of,
    described,
    how_to_number,
    is_number,
    plain_value,
    reads_as_number,
    vector_of,
)


def y_values(values: Any, name: str, gaps: bool) -> np.ndarray:
    """The numbers of a series, shape (n,). NaN where there is none and gaps are asked for; UserError if they aren't."""
    frame = None if isinstance(values, (list, tuple)) else frame_of(values)
    if frame is not None:
        values = only_column(frame, name)
    if is_mixed(values):
        numbers = numbers_of(values, name, gap=math.nan)
    else:
        array = array_of(values)
        if np.squeeze(array).ndim > 1:
            raise UserError(
                f"Expected one row of numbers for {name!r}, found the shape {array.shape}.",
                hint="A series with its own x is a pair of rows, (x, y).",
            )
        numbers = vector_of(array, name)
    if not len(numbers):
        raise UserError(f"The series {name!r} has no values.", hint="Look in lesson.py whether nothing was selected.")
    bad = np.flatnonzero(~np.isfinite(numbers))
    if not len(bad):
        return numbers
    if len(bad) == len(numbers):
        raise UserError(f"The series {name!r} has no finite value.", hint="Look where it became NaN or infinite.")
    if gaps:
        return np.where(np.isfinite(numbers), numbers, np.nan)
    is_what = "missing" if np.isnan(numbers[bad[0]]) else "infinite"
    raise UserError(
        f"The value of {name!r} in row {bad[0] + 1} is {is_what}.",
        hint="With gaps=True such values are left out, and a line has a gap there.",
    )


def only_column(frame: Frame, name: str) -> Sequence[Any]:
    """The values of the one column that a series is; UserError for several, of which all but one would be lost."""
    if len(frame.columns) != 1:
        raise UserError(
            f"Expected one column for the series {name!r}, found {len(frame.columns)}: {', '.join(frame.names)}.",
            hint="Take one of them; a series with its own x is a pair, (x, y).",
        )
    return frame.columns[0]


def x_values(values: Any, name: str, gaps: bool = False) -> tuple[np.ndarray, bool]:
    """The x of a series, shape (n,), and whether they are dates, which become days since 1899-12-30.

    gaps  whether an x may be missing, which is NaN then; it is an error if not
    """
    if not is_mixed(values) and array_of(values).dtype.kind in "biuf":
        found, dated = vector_of(values, f"x of {name!r}"), False
    else:
        found, dated = _mixed_x(values, name)
    bad = np.flatnonzero(~np.isfinite(found))
    if len(bad) and not gaps:
        raise UserError(
            f"The x of {name!r} in row {bad[0] + 1} is {'missing' if np.isnan(found[bad[0]]) else 'infinite'}.",
            hint="With gaps=True such points are left out.",
        )
    if len(bad) == len(found) > 0:
        raise UserError(f"No point of {name!r} has an x.")
    return found, dated


def _mixed_x(values: Any, name: str) -> tuple[np.ndarray, bool]:
    column = frame_of(values)
    values = list(values if column is None else only_column(column, f"x of {name}"))
    here = [value for value in values if not _is_gap(plain_value(value))]
    if here and all(map(moment_of, here)):
        moments = [None if _is_gap(plain_value(value)) else moment_of(value) for value in values]
        return np.array([math.nan if moment is None else days_of(moment) for moment in moments]), True
    others = [value for value in here if not is_number(plain_value(value))]
    if others and not any(map(moment_of, here)):
        other = plain_value(others[0])
        in_words = "bar_chart(...) shows values by their names; x=... takes numbers, dates or the name of a column."
        raise UserError(
            f"Expected numbers or dates as x of {name!r}, found {described(others[0])}.",
            hint=in_words if isinstance(other, str) and not reads_as_number(other) else how_to_number(other),
        )
    return numbers_of(values, f"x of {name}", gap=math.nan), False


def _is_gap(value: Any) -> bool:
    return value is None or isinstance(value, float) and math.isnan(value)
