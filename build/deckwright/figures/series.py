"""Series of numbers for charts: read from what an author has, and thinned without changing how they look."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deckwright.deck.chart import Series
from deckwright.errors import UserError, did_you_mean
from deckwright.figures.categories import registered_color
from deckwright.figures.coordinates import only_column, x_values, y_values
from deckwright.figures.dates import moment_of
from deckwright.figures.frame import (
    FORMS,
    Frame,
    check_same_rows,
    columns_of,
    fields_as_columns,
    frame_of,
    is_mixed,
    is_series,
)
from deckwright.figures.library_columns import column_name
from deckwright.figures.measured_values import are_measured, measured_series
from deckwright.figures.spread import check_above_zero, check_spread_names, spread_of, spreads_by_name
from deckwright.figures.value import (
    array_of,
    gathered,
    is_number,
    is_plain,
    is_tensor,
    name_of,
    plain_value,
)
from deckwright.figures.words import plain_symbol, plain_words
from deckwright.language import say
from deckwright.theme import CATEGORIES, ROLES
from deckwright.ticks import check_sizes

MOST_POINTS = 400  # of one line: more can't be told apart on a slide, and make the file slow


def read_series(
    data: Any,
    x: Any = None,
    roles: Mapping[str, str] | str | None = None,
    styles: Mapping[str, str] | str | None = None,
    *,
    style: str = "line",
    gaps: bool = False,
    errors: Any = None,
) -> tuple[Series, ...]:
    """Series from a mapping of names to values, a data frame, records, a vector, a matrix, or named Tensors.

    A series is a vector of y values, or a pair (x, y); of measurements the medians with their ranges. x is shared by
    all series that don't bring their own; without one it counts the values from 0, unless a frame brings an index. x
    may be the name of a column. Dates become days.

    style   of those for which no other is chosen
    errors  how far values may be off, by the names of the series: see spread_of
    gaps    whether a missing value (None, NaN) is a gap; it is an error if not
    """
    data = fields_as_columns(gathered(data))
    check_same_rows(data, errors, "errors")
    named, x = _named({say("value"): data} if are_measured(data) else data, x)
    if not named:
        raise UserError("Expected a series or more for a chart, found none.", hint=f"A chart is made of {FORMS}.")
    for given, what in ((roles, "roles"), (styles, "styles")):
        _check_names(given, named, what)
    named, errors = measured_series(named, spreads_by_name(errors, named))
    check_spread_names(errors, named, "errors")
    series = tuple(
        _series(name, values, x, role, _choice(styles, name) or style, gaps, errors)
        for name, values in named.items()
        for role in [_choice(roles, name) or registered_color(name)]
    )
    if len({s.dated for s in series}) > 1:
        told = [f"{s.name!r} has {'dates' if s.dated else 'numbers'}" for s in series]
        raise UserError(f"The series of a chart share an x axis, but {', '.join(told)}.")
    return series


def thinned(x: np.ndarray, y: np.ndarray, most: int = MOST_POINTS) -> tuple[np.ndarray, np.ndarray]:
    """At most so many points that keep the line's shape: of each stretch the lowest and the highest, and both ends.

    Stretches are equal in number of points. Every point that is kept is one of the data; none is averaged.

    >>> x, y = thinned(np.arange(10_000.0), np.sin(np.arange(10_000.0)))
    >>> bool(len(x) <= 400 and y.max() > 0.9999 and x[-1] == 9999)
    True
    """
    chosen = shape_points(y, most)
    return x[chosen], y[chosen]


def shape_points(y: np.ndarray, most: int = MOST_POINTS) -> np.ndarray:
    """Which points of a line keep its shape, as places in it."""
    n = len(y)
    if n <= most:
        return np.arange(n)
    edges = np.linspace(1, n - 1, (most - 2) // 2 + 1).astype(int)
    keep = {0, n - 1}
    for start, stop in zip(edges[:-1], edges[1:]):
        stretch = y[start:stop]
        if np.isfinite(stretch).any():
            keep |= {start + int(np.nanargmin(stretch)), start + int(np.nanargmax(stretch))}
    return np.array(sorted(keep))


def _stepped(series: Series, x: Sequence[float]) -> Series:
    """Each value until the next one's x: a line of level and upright pieces."""
    if series.spread is not None:
        raise UserError(f"The series {series.name!r} has steps, which can have no error bars.", hint="Take bands=....")
    chosen = shape_points(np.array(series.y), MOST_POINTS // 2)
    places = np.repeat(chosen, 2)
    return replace(
        series,
        x=tuple(x[k] for k in places[1:]),
        y=tuple(series.y[k] for k in places[:-1]),
        style="line",
    )


def _at(series: Series, places: Iterable[int]) -> Series:
    """The points of a series at these places."""

    def taken(values: Sequence[float]) -> tuple[float, ...]:
        return tuple(values[k] for k in places)

    spread = series.spread
    spread = spread and replace(spread, below=taken(spread.below), above=taken(spread.above))
    return replace(series, x=taken(series.x) if series.x else series.x, y=taken(series.y), spread=spread)


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
        s = _at(s, kept)
    if log_y:
        left_out += tuple(y for y in s.y if y <= 0)
        s = replace(s, y=tuple(math.nan if y <= 0 else y for y in s.y))
    if not np.isfinite(s.y).any():
        raise UserError(
            f"The series {s.name!r} has no value above zero, where a logarithmic axis begins.",
            hint="Take a linear axis for it.",
        )
    if log_y:
        check_above_zero(s)
    return replace(s, left_out=left_out)


def _named(data: Any, x: Any) -> tuple[dict[str, Any], Any]:
    """The series by their names, and the x that they share."""
    if isinstance(data, (list, tuple)) and data and all(name_of(part) for part in data):
        return by_names((f"${name_of(part)}$", part) for part in data), x
    if isinstance(data, tuple) and len(data) == 2 and all(map(is_series, data)):
        return by_names([(data[1].name or say("value"), (data[0].array, data[1].array))]), x
    if isinstance(data, (list, tuple)) and data and all(map(is_series, data)):
        return by_names((f"series {k}" if part.name is None else part.name, part) for k, part in enumerate(data, 1)), x
    if isinstance(data, Mapping):
        if x is not None and is_plain(x):
            name = column_name(x)
            x, data = columns_of(data).column(name), {n: values for n, values in data.items() if column_name(n) != name}
        if points := _points_of(data.items()) if x is None else None:
            return {say("value"): points}, x
        return by_names(data.items()), x
    frame = frame_of(data)
    if frame is not None:
        x, frame = _x_of(frame, x)
        return named_columns(frame), x
    if isinstance(data, (list, tuple)) and x is None and (points := _points_of(data, moments=True)):
        return {say("value"): points}, x
    if not (isinstance(data, tuple) and len(data) == 2) and not is_mixed(data):
        array = array_of(data)
        if np.squeeze(array).ndim == 2:
            return {f"column {k + 1}": column for k, column in enumerate(np.squeeze(array).T)}, x
    return {plain_symbol(name_of(data)) or say("value"): data}, x


def _points_of(pairs: Iterable[Any], moments: bool = False) -> tuple[list[Any], list[Any]] | None:
    """The x and the y of pairs of a number or a date with one value; None for anything else.

    moments  only dates are x, since rows of two numbers are a matrix
    """
    pairs = list(pairs)
    if not pairs or not all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs):
        return None
    xs, ys = ([pair[k] for pair in pairs] for k in (0, 1))
    if not all(moment_of(x) or (is_number(plain_value(x)) and not moments) for x in xs):
        return None
    return (xs, ys) if all(y is None or is_plain(y) or np.ndim(y) == 0 and is_tensor(y) for y in ys) else None


def by_names(pairs: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """Values by their names as a chart writes them; UserError where two names would be the same."""
    named = {}
    for label, values in pairs:
        name = plain_words(column_name(label))
        if name in named:
            raise UserError(f"Two series are called {name!r}, and a chart tells its series by their names.")
        named[name] = values
    return named


def named_columns(frame: Frame) -> dict[str, Any]:
    """The columns of a frame by their names; UserError where two have one."""
    named = {plain_words(name): column for name, column in zip(frame.names, frame.columns)}
    if len(named) < len(frame.names):
        twice = next(name for name in frame.names if frame.names.count(name) > 1)
        raise UserError(f"Two columns are called {twice!r}, and a chart tells its series by their names.")
    return named


def _x_of(frame: Frame, x: Any) -> tuple[Any, Frame]:
    """What a frame's series share as x: the column that is named, its index, or a first column of dates."""
    if x is not None and is_plain(x):
        return frame.column(column_name(x)), frame.without(column_name(x))
    if x is not None:
        return x, frame
    if len(frame.index) > 1:
        raise UserError(
            f"The rows have names of {len(frame.index)} levels, of which an axis can show one.",
            hint="Give x=..., the name of a level or of a column.",
        )
    if frame.index and not frame.is_numbered:
        return frame.index[0], frame
    if len(frame.columns) > 1 and frame.columns[0] and all(moment_of(value) for value in frame.columns[0]):
        return frame.columns[0], frame.without(frame.names[0])
    return frame.index[0] if frame.index else None, frame


def _series(name: str, values: Any, x: Any, role: str, style: str, gaps: bool, errors: Any) -> Series:
    own, y = values if isinstance(values, tuple) and len(values) == 2 and np.ndim(values[0]) == 1 else (x, values)
    if isinstance(y, Mapping):  # {x: y}
        own, y = list(y), list(y.values())
    elif isinstance(y, Iterable) and not isinstance(y, (list, tuple, str)) and not hasattr(y, "__array__"):
        y = list(y)
    column = frame_of(y)
    if column is not None and own is None and len(column.index) == 1:
        own = column.index[0]
    y = y_values(y if column is None else only_column(column, name), name, gaps)
    xs, dated = (np.arange(len(y), dtype=float), False) if own is None else x_values(own, name, gaps)
    if len(xs) != len(y):
        raise UserError(f"Expected as many x as y values for {name!r}, found {len(xs)} and {len(y)}.")
    y = y + 0.0  # no zero has a sign
    x = tuple(xs.tolist())
    series = Series(name, tuple(y.tolist()), x, role, style, dated=dated, spread=spread_of(errors, name, y))
    series = _at(series, _order(xs, dated and style != "points"))
    if style == "steps":
        return _stepped(series, series.x or ())
    return series if style == "points" else _at(series, shape_points(np.array(series.y)))


def _order(x: np.ndarray, rising: bool) -> list[int]:
    """The places of the points that have an x, in the order in which their line goes: dates never go back."""
    places = np.argsort(x, kind="stable") if rising else np.arange(len(x))
    return [int(k) for k in places if math.isfinite(x[k])]


def _choice(given: Mapping[str, str] | str | None, name: str) -> str:
    if given is None or isinstance(given, str):
        return given or ""
    return next((value for key, value in given.items() if plain_words(column_name(key)) == name), "")


def _check_names(given: Any, named: Mapping[str, Any], what: str) -> None:
    """Names must be those of series; roles those of the theme."""
    if isinstance(given, Mapping):
        for name in given:
            if plain_words(column_name(name)) not in named:
                raise UserError(
                    f"{what} names the series {column_name(name)!r}, which the chart doesn't have.",
                    hint=did_you_mean(column_name(name), named),
                )
    chosen = given.values() if isinstance(given, Mapping) else [given] if given else []
    known = (*ROLES, "muted", "text") if what == "roles" else ("line", "points", "both", "dashed", "steps")
    for value in chosen:
        if value not in known and not (what == "roles" and value in CATEGORIES):
            raise UserError(
                f"Expected {what} among {', '.join(known)}, found {value!r}.",
                hint=did_you_mean(str(value), known),
            )
