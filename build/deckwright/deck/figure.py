"""A figure: a displayed number that knows where it comes from."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from deckwright.errors import Source

SAID = "said"  # the label of a figure that stands in a description, which is heard and not seen
_PLAIN = frozenset((str, float, int, bool, type(None)))  # most of what is in a record: nothing is inside


@dataclass(frozen=True, slots=True)
class Origin:
    """The call in slides.md that put a figure on a slide."""

    source: Source
    expression: str  # as written between the braces: "loss | num(6)"


@dataclass(frozen=True, slots=True)
class Figure:
    """One displayed number (or computed word) with its identity.

    text     as displayed on a slide, with a true minus sign (U+2212)
    value    in full precision; None for one that is missing
    formula  LaTeX of the expression that made it; "" for a plain value
    label    which part of its call it is: "" for the whole, "[0, 2]" for an entry, "row 3, column 2"
    origin   the call in slides.md; stamped after the call returned
    """

    text: str
    value: float | int | str | bool | None
    formula: str = ""
    label: str = ""
    origin: Origin | None = None


def figures_in(thing: Any) -> Iterator[Figure]:
    """Every Figure inside a record, in the order in which it is shown."""
    return inside(thing, Figure)


def inside(thing: Any, kind: type | tuple[type, ...]) -> Iterator[Any]:
    """Every part of a kind (or of several) inside a record, in the order in which it is shown."""
    if isinstance(thing, kind):
        yield thing
        return
    for part in thing if isinstance(thing, tuple) else (getattr(thing, name) for name in _fields(type(thing))):
        if type(part) not in _PLAIN:
            yield from inside(part, kind)


def texts_in(thing: Any) -> Iterator[str]:
    """Every text inside a record."""
    if isinstance(thing, str):
        yield thing
        return
    for part in thing if isinstance(thing, tuple) else (getattr(thing, name) for name in _fields(type(thing))):
        if type(part) is str or type(part) not in _PLAIN:
            yield from texts_in(part)


def map_figures(thing: Any, change: Callable[[Figure], Figure]) -> Any:
    """The same record with each Figure changed; parts without figures are shared, not copied."""
    return map_inside(thing, Figure, change)


def map_inside(thing: Any, kind: type | tuple[type, ...], change: Callable[[Any], Any]) -> Any:
    """The same record with each part of a kind (or of several) changed; parts without them are shared, not copied."""
    if isinstance(thing, kind):
        return change(thing)
    if isinstance(thing, tuple):
        parts = tuple(part if type(part) in _PLAIN else map_inside(part, kind, change) for part in thing)
        return thing if all(a is b for a, b in zip(parts, thing)) else parts
    changed = {}
    for name in _fields(type(thing)):
        old = getattr(thing, name)
        new = old if type(old) in _PLAIN else map_inside(old, kind, change)
        if new is not old:
            changed[name] = new
    return dataclasses.replace(thing, **changed) if changed else thing


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The names of a record's fields; none for what is no record."""
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
