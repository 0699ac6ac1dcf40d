"""What a figure is made from: a dlcore Tensor, a NumPy array, a frame's column or a plain value, read in one way."""

from __future__ import annotations

import datetime
import enum
import sys
from collections.abc import ItemsView, Iterator, KeysView, ValuesView
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeGuard

import numpy as np

from deckwright.errors import UserError


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers or dates from one end to another, as classes of values have them. closed: "left", "right", "both" or
    "neither" of the ends belongs to it.
    """

    left: Any
    right: Any
    closed: str

    def __str__(self) -> str:
        return self.written(str(self.left), str(self.right), ", ")

    def written(self, left: str, right: str, between: str) -> str:
        """With brackets where an end belongs to it and parentheses where it doesn't."""
        before = "[" if self.closed in ("left", "both") else "("
        return before + left + between + right + ("]" if self.closed in ("right", "both") else ")")


_PLAIN = (str, bool, int, float, type(None))
_NUMBERS = frozenset({bool, int, float})
# they have a text of their own
_KNOWN = (datetime.date, datetime.time, datetime.timedelta, Decimal, Fraction, Interval)


def plain_value(thing: Any) -> Any:
    """One value as Python has it; None for one that is missing. What is no single value stays as it is.

    >>> plain_value(np.str_("Adam")), plain_value(np.bool_(True)), plain_value(np.datetime64("2024-02-29"))
    ('Adam', True, datetime.date(2024, 2, 29))
    """
    if type(thing) in _PLAIN:
        return thing
    if is_missing(thing):
        return None
    if isinstance(thing, (np.datetime64, np.timedelta64)):
        return _moment_or_span(thing)
    if isinstance(thing, np.generic):
        value = thing.item()
        if isinstance(value, np.inexact):  # Python has no number of a long double's precision
            return float(value) if isinstance(value, np.floating) else complex(value)
        return value
    if isinstance(thing, enum.Enum):
        return thing.value if isinstance(thing, int) or isinstance(thing.value, str) else thing.name
    if getattr(thing, "shape", None) == () and hasattr(thing, "__array__") and not is_tensor(thing):
        return _in_no_dimension(thing)
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(thing, pandas.Interval):
        return Interval(plain_value(thing.left), plain_value(thing.right), thing.closed)
    return str(thing) if pandas is not None and isinstance(thing, pandas.Period) else thing


def _in_no_dimension(thing: Any) -> Any:
    """The one value of an array of no dimension, NumPy's or another library's; what has a unit stays as it is."""
    if np.ma.is_masked(thing):
        return None
    array = np.asarray(thing)
    if array.dtype.kind in "biuf":
        try:
            float(thing)  # of what has a unit this is an error
        except (TypeError, ValueError):
            return thing
    return thing if array.dtype == object else plain_value(array[()])


def how_to_number(value: Any) -> str:
    """What to do in a lesson so that a value which is no number becomes one, or is not asked for one."""
    if isinstance(value, str) and reads_as_number(value):
        return "It is a text that looks like a number: float(...) or pd.to_numeric(...) in lesson.py makes it one."
    if isinstance(value, str):
        return (
            'Take the columns of numbers alone, frame[["a", "b"]]; frame.pivot(...) makes a column for each word. '
            "To count words: bar_chart(column.value_counts())."
        )
    if isinstance(value, datetime.timedelta):
        return "Divide it by a unit in lesson.py: span / pd.Timedelta(hours=1), or span.total_seconds() / 3600."
    if isinstance(value, datetime.date):
        return "Dates stand on the horizontal axis: x=..."
    if isinstance(value, datetime.time):
        return "Write it as a number of hours in lesson.py: t.hour + t.minute / 60."
    if isinstance(value, bytes):
        return "Bytes become a text in lesson.py: value.decode()."
    if isinstance(value, complex):
        return "Show its parts, z.real and z.imag, or its size, abs(z)."
    if hasattr(value, "__float__") and not getattr(value, "shape", ()):
        return "float(...) in lesson.py makes a number of it."
    return ""


def reads_as_number(text: str) -> bool:
    """Whether a text looks like a number, as columns of a file have them where one entry is a word."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def recorded(value: Any) -> str | bool | int | float | None:
    """A plain value as the record inside a deck holds it: exact numbers as floats, dates as ISO writes them."""
    if isinstance(value, (Decimal, Fraction)):
        return float(value)
    return str(value) if isinstance(value, _KNOWN) else value


def is_missing(thing: Any) -> bool:
    """Whether this stands for a value that isn't there: None, NumPy's NaT and masked, pandas' NA. NaN is a number."""
    if thing is None or thing is np.ma.masked:
        return True
    if isinstance(thing, (np.datetime64, np.timedelta64)):
        return bool(np.isnat(thing))
    pandas = sys.modules.get("pandas")  # whoever has a value of pandas has loaded it
    return pandas is not None and (thing is pandas.NA or thing is pandas.NaT)


def is_number(value: Any) -> TypeGuard[int | float | Decimal | Fraction]:
    """Whether a plain value is a number; a truth value is none."""
    return isinstance(value, (int, float, Decimal, Fraction)) and not isinstance(value, bool)


def gathered(thing: Any) -> Any:
    """What an iterator yields or a dict's view holds as a list, which can be read more than once; else the thing.

    >>> gathered({"a": 1}.items()), gathered((1, 2))
    ([('a', 1)], (1, 2))
    """
    return [*thing] if isinstance(thing, (Iterator, KeysView, ValuesView, ItemsView)) else thing


def array_of(thing: Any) -> np.ndarray:
    """The numbers of a Tensor, an array, a data frame, a (nested) list or a plain number."""
    if is_tensor(thing):
        return np.asarray(thing.value)
    if isinstance(thing, np.ma.MaskedArray) and np.ma.is_masked(thing):
        return np.ma.filled(thing.astype(float), np.nan)
    thing = _dense(thing) if _is_sparse(thing) else gathered(thing)
    if isinstance(thing, (list, tuple)) and not all(type(part) in _NUMBERS for part in thing):
        thing = [array_of(part) for part in thing]
    try:
        array = np.asarray(thing)
    except ValueError:  # rows of unequal lengths
        array = np.asarray(None)
    if array.dtype == object:
        array = _as_numbers(array, thing)
    return array


def vector_of(thing: Any, what: str = "values") -> np.ndarray:
    """The numbers of one series as floats, shape (n,)."""
    array = array_of(thing)
    if array.dtype.kind not in "biuf":
        raise UserError(f"Expected numbers for {what}, found {described(thing)}.")
    return np.atleast_1d(np.squeeze(array)).astype(float).reshape(-1)


def scalar_of(thing: Any) -> Any:
    """The one number, word or date of a thing as a plain Python value, or an error that says what to use instead."""
    thing = plain_value(thing)
    if isinstance(thing, (*_PLAIN, *_KNOWN)):
        return thing
    array = array_of(thing)
    if array.size != 1:
        raise UserError(
            f"Expected one number, found an array of shape {array.shape}.",
            hint="Show an entry, as in {{ a[0] }}, or the whole with matrix(...) or table(...).",
        )
    value = plain_value(array.reshape(-1)[0])
    if isinstance(value, complex):
        raise UserError(f"Expected a real number, found {described(value)}.", hint=how_to_number(value))
    return value


def is_plain(thing: Any) -> bool:
    """Whether this is a single number, word, date or span, or a missing one."""
    value = plain_value(thing)
    return isinstance(value, (*_PLAIN, *_KNOWN)) or isinstance(value, np.ndarray) and value.ndim == 0


def is_tensor(thing: Any) -> bool:
    """Whether a thing remembers the expression that made it."""
    return hasattr(thing, "value") and hasattr(thing, "formula")


def is_array(thing: Any) -> bool:
    """Whether this is another library's array of one dimension or more, which NumPy can read."""
    shape = getattr(thing, "shape", None)
    known = isinstance(thing, np.ndarray) or is_tensor(thing)
    readable = hasattr(thing, "__array__") or _is_sparse(thing)
    return not known and readable and isinstance(shape, tuple) and len(shape) > 0


def _dense(matrix: Any) -> np.ndarray:
    return matrix.toarray()


def _is_sparse(thing: Any) -> bool:
    """Whether this is a sparse matrix of SciPy, which has most of its zeros in mind only."""
    return type(thing).__module__.startswith("scipy.sparse") and hasattr(thing, "toarray")


def formula_of(thing: Any) -> str:
    """LaTeX of the expression that made a thing; "" for plain values."""
    return (thing.formula or "") if is_tensor(thing) else ""


def name_of(thing: Any) -> str:
    """LaTeX of a thing's symbol; "" when it has none."""
    return (getattr(thing, "name", None) or "") if is_tensor(thing) else ""


def described(thing: Any, most: int = 40) -> str:
    """A value as a message tells it: on one line, and a large one by what it is rather than by what is in it.

    >>> described([0.5, None]), described(np.zeros((3, 4))), described("Adam")
    ('list [0.5, None]', 'an array of shape (3, 4)', "'Adam'")
    """
    if isinstance(thing, str):
        return _shortened(repr(thing), most)
    shape = getattr(thing, "shape", None)
    kind = "array" if isinstance(thing, np.ndarray) else type(thing).__name__
    if isinstance(shape, tuple) and shape:
        return f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind} of shape {shape}"
    return f"{kind} {_shortened(' '.join(repr(thing).split()), most)}"


def _as_numbers(array: np.ndarray, thing: Any) -> np.ndarray:
    """Numbers of Python's or pandas' own kinds as floats; UserError where one is none."""
    values = [plain_value(value) for value in array.ravel()]
    others = [value for value in values if not is_number(value) and not isinstance(value, bool)]
    if others or not values:
        among = f", with {described(others[0])} among them" if others and len(values) > 1 else ""
        raise UserError(f"Expected numbers in rows of equal length, found {described(thing)}{among}.")
    try:
        return np.array([float(value) for value in values]).reshape(array.shape)
    except OverflowError:
        hint = "Show its logarithm, or divide it in lesson.py."
        raise UserError(f"Found a number that is too large for a figure in {described(thing)}.", hint=hint) from None


def _moment_or_span(thing: np.datetime64 | np.timedelta64) -> Any:
    """As Python has it, to the microsecond; as a text where Python has none: a year alone, one after 9999."""
    unit = np.datetime_data(thing.dtype)[0]
    finest = thing.astype(f"{thing.dtype.name.split('[')[0]}[us]") if unit in ("ns", "ps", "fs", "as") else thing
    value = finest.item()
    whole = unit in ("Y", "M")
    return str(thing) if whole or not isinstance(value, (datetime.date, datetime.timedelta)) else value


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
