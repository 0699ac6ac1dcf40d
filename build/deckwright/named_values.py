"""The values of a record by their names, whatever kind of class it is."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any


def fields_of(thing: Any) -> dict[str, Any] | None:
    """The values of a record by their names; None for what is none.

    >>> fields_of(SimpleNamespace(loss=0.5)), fields_of((1, 2))
    ({'loss': 0.5}, None)
    """
    if isinstance(thing, type):
        return None
    if isinstance(thing, SimpleNamespace):
        return dict(vars(thing))
    names = _names(thing)
    return None if names is None else {name: getattr(thing, name) for name in names}


def _names(thing: Any) -> list[str] | None:
    """The names of the values of a dataclass, a named tuple, an attrs class or a model of pydantic."""
    if dataclasses.is_dataclass(thing):
        return [field.name for field in dataclasses.fields(thing)]
    if isinstance(thing, tuple) and (names := getattr(thing, "_fields", None)) is not None:
        return list(names)
    kind = type(thing)
    if (attributes := getattr(kind, "__attrs_attrs__", None)) is not None:
        return [field.name for field in attributes]
    model_fields = getattr(kind, "model_fields", None)
    return None if model_fields is None else list(model_fields)
