"""Series of numbers for charts: read from what an author has, and thinned without changing how they look."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from deckwright.deck.chart import Series
from deckwright.errors import UserError, did_you_mean
from deckwright.figures.ticks import check_sizes
from deckwright.figures.value import name_of, vector_of
from deckwright.figures.words import plain_symbol, plain_words
from deckwright.theme import ROLES

MOST_POINTS = 400  # of one line: more can't be told apart on a slide, and make the file slow


def read_series(
    data: Any,
    x: Any = None,
    roles: Mapping[str, str] | str | None = None,
    styles: Mapping[str, str] | str | None = None,
) -> tuple[Series, ...]:
    """Series from a mapping of names to values, from one vector, or from a list of named Tensors.

    A series is a vector of y values, or a pair (x, y). x is shared by all series that don't bring their own;
    without one it counts the values from 0.
    """
    named = _named(data)
    if not named:
        raise UserError("Expected a series or more for a chart, found none.")
    for given, what in ((roles, "roles"), (styles, "styles")):
        _check_names(given, named, what)
    return tuple(
        _series(name, values, x, _choice(roles, name), _choice(styles, name) or "line")
        for name, values in named.items()
    )


def thinned(x: np.ndarray, y: np.ndarray, most: int = MOST_POINTS) -> tuple[np.ndarray, np.ndarray]:
    """At most so many points that keep the line's shape: of each stretch the lowest and the highest, and both ends.

    Stretches are equal in number of points. Every point that is kept is one of the data; none is averaged.

    >>> x, y = thinned(np.arange(10_000.0), np.sin(np.arange(10_000.0)))
    >>> bool(len(x) <= 400 and y.max() > 0.9999 and x[-1] == 9999)
    True
    """
    n = len(y)
    if n <= most:
        return x, y
    edges = np.linspace(1, n - 1, (most - 2) // 2 + 1).astype(int)
    keep = {0, n - 1}
    for start, stop in zip(edges[:-1], edges[1:]):
        stretch = y[start:stop]
        if np.isfinite(stretch).any():
            keep |= {start + int(np.nanargmin(stretch)), start + int(np.nanargmax(stretch))}
    chosen = np.array(sorted(keep))
    return x[chosen], y[chosen]


def on_axes(series: tuple[Series, ...], log_x: bool, log_y: bool) -> tuple[Series, ...]:
    """The series as their axes can show them; UserError for one whose numbers no axis can show."""
    series = tuple(_above_zero(s, log_x, log_y) for s in series)
    for values, log in (([s.y for s in series], log_y), ([s.x or () for s in series], log_x)):
        for s, own in zip(series, values):
            check_sizes(own, f"The series {s.name!r}", log=log)
    return series


def _above_zero(s: Series, log_x: bool, log_y: bool) -> Series:
    """Zero and less have no place on a logarithmic axis: points at such an x are left out, such a y is a gap."""
    left_out: tuple[float, ...] = ()
    if log_x and s.x:
        kept = [k for k, x in enumerate(s.x) if not x <= 0]
        left_out += tuple(x for x in s.x if x <= 0)
        s = replace(s, x=tuple(s.x[k] for k in kept), y=tuple(s.y[k] for k in kept))
    if log_y:
        left_out += tuple(y for y in s.y if y <= 0)
        s = replace(s, y=tuple(math.nan if y <= 0 else y for y in s.y))
    if not np.isfinite(s.y).any():
        raise UserError(
            f"The series {s.name!r} has no value above zero, where a logarithmic axis begins.",
            hint="Take a linear axis for it.",
        )
    return replace(s, left_out=left_out)


def _named(data: Any) -> dict[str, Any]:
    if isinstance(data, Mapping):
        return {plain_words(str(name)): values for name, values in data.items()}
    if isinstance(data, (list, tuple)) and data and all(name_of(part) for part in data):
        return {plain_symbol(name_of(part)): part for part in data}
    return {plain_symbol(name_of(data)) or "value": data}


def _series(name: str, values: Any, x: Any, role: str, style: str) -> Series:
    own, y = values if isinstance(values, tuple) and len(values) == 2 and np.ndim(values[0]) == 1 else (x, values)
    y = vector_of(y, name)
    xs = np.arange(len(y), dtype=float) if own is None else vector_of(own, f"x of {name}")
    if len(xs) != len(y):
        raise UserError(f"Expected as many x as y values for {name!r}, found {len(xs)} and {len(y)}.")
    if not np.isfinite(y).any():
        raise UserError(f"The series {name!r} has no finite value.", hint="Look where it became NaN or infinite.")
    if style != "points":
        xs, y = thinned(xs, y)
    return Series(name, tuple(y.tolist()), tuple(xs.tolist()), role, style)


def _choice(given: Mapping[str, str] | str | None, name: str) -> str:
    if given is None or isinstance(given, str):
        return given or ""
    return next((value for key, value in given.items() if plain_words(str(key)) == name), "")


def _check_names(given: Any, named: Mapping[str, Any], what: str) -> None:
    """Names must be those of series; roles those of the theme."""
    if isinstance(given, Mapping):
        for name in given:
            if plain_words(str(name)) not in named:
                raise UserError(
                    f"{what} names the series {name!r}, which the chart doesn't have.",
                    hint=did_you_mean(str(name), named),
                )
    chosen = given.values() if isinstance(given, Mapping) else [given] if given else []
    known = (*ROLES, "muted", "text") if what == "roles" else ("line", "points", "both", "dashed")
    for value in chosen:
        if value not in known:
            raise UserError(
                f"Expected {what} among {', '.join(known)}, found {value!r}.", hint=did_you_mean(str(value), known)
            )
