"""Whether equal values are the same in all that can be told apart: 1, 1.0 and True are equal, no two the same."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import functools
from numbers import Number
from pathlib import PurePath
from typing import Any

_PLAIN = (str, bytes, PurePath, enum.Enum, type, datetime.date, datetime.time, type(None))


def same(one: Any, other: Any) -> bool:
    """Whether two values are of the same types in all their parts, with the same parts. Of what isn't known: no.

    >>> same((1, "a"), (1, "a")), same((1,), (1.0,)), same(0.0, -0.0)
    (True, False, False)
    """
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if isinstance(one, _PLAIN):
        return one == other
    if isinstance(one, Number):
        return repr(one) == repr(other)
    if kind is tuple or kind is list:
        return len(one) == len(other) and all(map(same, one, other))
    if kind is dict:
        return same(list(one.items()), list(other.items()))
    names = _compared(kind)
    return names is not None and all(same(getattr(one, name), getattr(other, name)) for name in names)


@functools.cache
def _compared(kind: type) -> tuple[str, ...] | None:
    """The fields that a data class's equality looks at; None for other types, and where equality is another one."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(field.name for field in dataclasses.fields(kind) if field.compare)
