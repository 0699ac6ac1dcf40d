"""What an encoding may name, classes, functions and constants, and the errors for what it may not."""

from __future__ import annotations

import dataclasses
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

OWN = ("dlcore", "deckwright")


class NotEncodable(TypeError):
    """A value that has no encoding: an open file, a lambda, an object of some other library."""


class Malformed(ValueError):
    """Bytes that are not what ``encode`` gives, or name what isn't there."""


def name_of(thing: Any) -> tuple[str, str]:
    return thing.__module__, thing.__qualname__


def is_known(module: ModuleType | None, home: Path | None) -> bool:
    """Whether what a module defines may be asked for by name."""
    if module is None:
        return False
    if module.__name__.partition(".")[0] in OWN:
        return True
    file = getattr(module, "__file__", None)
    return bool(file) and home is not None and home in Path(file).parents


def is_found_by_name(thing: Any) -> bool:
    """Whether a class or a function is what its module has under its name, as far as the module is still loaded."""
    found: Any = sys.modules.get(thing.__module__)
    if found is None:
        return "<" not in thing.__qualname__
    for part in thing.__qualname__.split("."):
        found = getattr(found, part, None)
    return found is thing


def constant(thing: Any) -> tuple[str, str] | None:
    """Module and name of an object that dlcore has one of, such as an operation without settings."""
    module = type(thing).__module__
    if module.partition(".")[0] != "dlcore":
        return None
    return next(((module, name) for name, value in vars(sys.modules[module]).items() if value is thing), None)


@cache
def is_record(kind: type) -> bool:
    """Whether objects of a class are no more than their attributes, and can be made from them."""
    plain = kind.__reduce_ex__ is object.__reduce_ex__ and kind.__reduce__ is object.__reduce__
    return plain and kind.__new__ is object.__new__ and (fields_of(kind) is not None or kind.__dictoffset__ != 0)


@cache
def fields_of(kind: type) -> tuple[str, ...] | None:
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None
