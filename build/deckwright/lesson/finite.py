"""The promise of a record: every number in it is a finite one. What is said to be missing is no number."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from deckwright.named_values import fields_of


def not_finite(thing: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The place and the value of each NaN and infinity inside a thing, the first of each array.

    None, masked entries and NaN in a data frame say that a value is missing.

    >>> list(not_finite({"loss": np.array([[1.0, np.inf]])}))
    [("['loss'][0, 1]", inf)]
    """
    pandas = sys.modules.get("pandas")  # whoever has a frame has loaded it
    if isinstance(thing, (float, complex)) and not isinstance(thing, np.generic):
        if not (math.isfinite(thing.real) and math.isfinite(thing.imag)):
            yield name, thing
    elif isinstance(thing, Decimal):
        if not thing.is_finite():
            yield name, thing
    elif isinstance(thing, (np.ndarray, np.generic)):
        yield from _in_array(np.asanyarray(thing), name)
    elif pandas is not None and isinstance(thing, pandas.DataFrame):
        for k, column in enumerate(thing.columns):
            yield from not_finite(thing.iloc[:, k], f"{name}[{column!r}]")
    elif pandas is not None and isinstance(thing, pandas.Series):
        yield from _in_column(thing, name)
    elif (fields := fields_of(thing)) is not None:
        for field, value in fields.items():
            yield from not_finite(value, f"{name}.{field}" if name else field)
    elif isinstance(getattr(thing, "value", None), (np.ndarray, np.generic)):
        yield from _in_array(np.asarray(thing.value), name)
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from not_finite(value, f"{name}[{key!r}]")
    elif isinstance(thing, (tuple, list)):
        for index, value in enumerate(thing):
            yield from not_finite(value, f"{name}[{index}]")


def _in_array(array: np.ndarray, name: str) -> Iterator[tuple[str, Any]]:
    if array.dtype.names:
        for field in array.dtype.names:
            yield from _in_array(array[field], f"{name}[{field!r}]")
    if array.dtype.kind not in "fc":
        return
    known = np.ma.getmaskarray(array) if isinstance(array, np.ma.MaskedArray) else np.zeros(np.shape(array), bool)
    bad = np.argwhere(~np.isfinite(np.asarray(array)) & ~known)
    if len(bad):
        index = tuple(int(i) for i in bad[0])
        yield name + (f"[{', '.join(map(str, index))}]" if index else ""), np.asarray(array)[index].item()


def _in_column(column: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Infinities in a column of numbers."""
    if column.dtype.kind not in "fc":
        return
    numbers = column.to_numpy(dtype=complex if column.dtype.kind == "c" else float, na_value=np.nan)
    bad = np.flatnonzero(np.isinf(numbers))
    if len(bad):
        yield f"{name}[{int(bad[0])}]", numbers[bad[0]].item()
