"""What a setting must be: a whole number, a number in a range, a name from a list."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from dlcore.errors import DomainError, NonFiniteError

LARGEST = 2**63 - 1


def whole(name: str, value: Any, *, least: int = 0) -> int:
    """The value as a Python int, small enough for NumPy's int64.

    >>> whole("width", 3)
    3
    >>> whole("width", 0, least=1)
    Traceback (most recent call last):
    dlcore.errors.DomainError: width must be a whole number from 1 up, found 0
    """
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool) and value >= least:
        if value > LARGEST:
            raise DomainError(f"{name} must be at most 2^63 - 1, found one of {int(value).bit_length()} bits")
        return int(value)
    raise DomainError(f"{name} must be a whole number from {least} up, found {value!r}")


def number(
    name: str,
    value: Any,
    *,
    least: float | None = None,
    above: float | None = None,
    most: float | None = None,
    below: float | None = None,
) -> float:
    """The value as a finite float within the bounds; least and most are allowed themselves, above and below are not.

    >>> number("lr", 1, above=0)
    1.0
    >>> number("rate", 1.5, least=0, below=1)
    Traceback (most recent call last):
    dlcore.errors.DomainError: rate must be at least 0 and below 1, found 1.5
    """
    if not isinstance(value, (int, float, np.integer, np.floating)) or isinstance(value, bool):
        raise DomainError(f"{name} must be a number, found {value!r}")
    try:
        found = float(value)
    except OverflowError:
        raise NonFiniteError(f"{name} must fit into a float, found an int of {int(value).bit_length()} bits") from None
    if not math.isfinite(found):
        raise NonFiniteError(f"{name} must be finite, found {value!r}")
    fits = (
        (least is None or found >= least)
        and (above is None or found > above)
        and (most is None or found <= most)
        and (below is None or found < below)
    )
    if fits:
        return found
    bounds = (("at least", least), ("above", above), ("at most", most), ("below", below))
    expected = " and ".join(f"{word} {bound}" for word, bound in bounds if bound is not None)
    raise DomainError(f"{name} must be {expected}, found {value!r}")


def choice(name: str, value: Any, known: Iterable[str]) -> str:
    """The value, when it is one of the known names; the error gives the closest name, or all of them.

    >>> choice("curve", "sinus", ["line", "sine"])
    Traceback (most recent call last):
    dlcore.errors.DomainError: curve must be one of line, sine; found 'sinus'. Did you mean sine?
    """
    known = list(known)
    if isinstance(value, str) and value in known:
        return value
    close = difflib.get_close_matches(str(value), known, n=1)
    hint = f". Did you mean {close[0]}?" if close else ""
    raise DomainError(f"{name} must be one of {', '.join(known)}; found {value!r}{hint}")
