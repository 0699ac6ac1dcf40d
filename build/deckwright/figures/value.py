"""What a figure is made from: a dlcore Tensor, a NumPy array or a plain number, read in one way."""

from __future__ import annotations

from typing import Any

import numpy as np

from deckwright.errors import UserError


def array_of(thing: Any) -> np.ndarray:
    """The numbers of a Tensor, an array, a (nested) list or a plain number."""
    if is_tensor(thing):
        return np.asarray(thing.value)
    if isinstance(thing, (list, tuple)):
        thing = [array_of(part) for part in thing]
    try:
        array = np.asarray(thing)
    except ValueError:  # rows of unequal lengths
        array = np.asarray(None)
    if array.dtype == object:
        raise UserError(f"Expected numbers in rows of equal length, found {type(thing).__name__} {_short(thing)}.")
    return array


def vector_of(thing: Any, what: str = "values") -> np.ndarray:
    """The numbers of one series as floats, shape (n,)."""
    array = array_of(thing)
    if array.dtype.kind not in "biuf":
        raise UserError(f"Expected numbers for {what}, found {_short(thing)}.")
    return np.atleast_1d(np.squeeze(array)).astype(float).reshape(-1)


def scalar_of(thing: Any) -> Any:
    """The one number (or word) of a thing as a plain Python value, or an error that says what to use instead."""
    if thing is None or isinstance(thing, (str, bool, int, float)):
        return thing
    array = array_of(thing)
    if array.size != 1:
        raise UserError(
            f"Expected one number, found an array of shape {array.shape}.",
            hint="Show an entry, as in {{ a[0] }}, or the whole with matrix(...) or table(...).",
        )
    return array.reshape(-1)[0].item()


def is_tensor(thing: Any) -> bool:
    """Whether a thing remembers the expression that made it."""
    return hasattr(thing, "value") and hasattr(thing, "formula")


def formula_of(thing: Any) -> str:
    """LaTeX of the expression that made a thing; "" for plain values."""
    return (thing.formula or "") if is_tensor(thing) else ""


def name_of(thing: Any) -> str:
    """LaTeX of a thing's symbol; "" when it has none."""
    return (getattr(thing, "name", None) or "") if is_tensor(thing) else ""


def _short(thing: Any, most: int = 40) -> str:
    text = repr(thing)
    return text if len(text) <= most else text[: most - 1] + "…"
