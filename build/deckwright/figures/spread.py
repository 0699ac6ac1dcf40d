"""How far values may be off: error bars, bands around lines, boxes with whiskers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from deckwright.deck.chart import Series, Spread
from deckwright.errors import UserError, did_you_mean
from deckwright.figures.frame import frame_of, is_mixed, is_series, numbers_of
from deckwright.figures.library_columns import column_name
from deckwright.figures.number import display
from deckwright.figures.value import vector_of
from deckwright.figures.words import plain_words
from deckwright.language import say
from deckwright.ticks import check_sizes

STRIPS = 300  # of a band: so many points that their bars, side by side, are an area with smooth edges


def spread_of(given: Any, name: str, y: np.ndarray, kind: str = "errors") -> Spread | None:
    """The spread of a series: given is a mapping by its name, or what belongs to the only one; None for none.

    One number or a vector is how far it reaches to both sides; a pair of vectors is (low, high), the ends themselves.
    """
    own = _own(given, name)
    if own is None:
        return None
    if isinstance(own, (list, tuple)) and len(own) == 2 and all(np.ndim(_numbers(end, name)) == 1 for end in own):
        low, high = (_as_long(end, name, y) for end in own)
        with np.errstate(invalid="ignore"):
            wrong = np.flatnonzero((low > y) | (high < y))
        if wrong.size:
            k = int(wrong[0])
            raise UserError(
                f"Expected low ≤ value ≤ high for {name!r}, found {low[k]:g}, {y[k]:g} and {high[k]:g} "
                f"at point {k + 1}.",
                hint="A pair is (low, high), the ends of the bars; how far they reach to both sides is one vector.",
            )
        below, above = y - low, high - y
    else:
        below = above = _as_long(own, name, y)
        if (below < 0).any():
            raise UserError(f"Expected distances of zero or more for {name!r}, found {np.nanmin(below):g}.")
    with np.errstate(over="ignore"):
        check_sizes([*(y - below).tolist(), *below.tolist(), *(y + above).tolist()], f"The spread of {name!r}")
    return Spread(tuple(below.tolist()), tuple(above.tolist()), kind)


def spreads_by_name(given: Any, names: Mapping[str, Any]) -> Any:
    """Spreads as a mapping by the names of their series where a frame brings those; what else is given as it is."""
    frame = None if isinstance(given, (list, tuple)) or is_series(given) else frame_of(given)
    if frame is None:
        return given
    if len(frame.names) == len(names) == 1:
        return frame.columns[0]
    return dict(zip(frame.names, frame.columns))


def check_spread_names(given: Any, names: Mapping[str, Any], what: str) -> None:
    """UserError for spreads of series that aren't there, or that don't say whose they are."""
    if isinstance(given, Mapping):
        for name in given:
            if plain_words(column_name(name)) not in names:
                raise UserError(
                    f"{what} names the series {column_name(name)!r}, which the chart doesn't have.",
                    hint=did_you_mean(column_name(name), names),
                )
    elif given is not None and len(names) > 1:
        raise UserError(
            f"Expected {what} by the names of the series, since there are {len(names)}.",
            hint=f'{what}={{"{next(iter(names))}": ...}}',
        )


def check_above_zero(series: Series) -> None:
    """UserError for a spread that reaches to where a logarithmic axis has no place."""
    for k, (y, below) in enumerate(zip(series.y, series.spread.below if series.spread else ())):
        if y - below <= 0:
            raise UserError(
                f"The spread of {series.name!r} reaches down to {y - below:g} at point {k + 1}, and a logarithmic axis "
                "begins above zero.",
                hint="Give (low, high) with ends above zero, or take a linear axis.",
            )


def band(series: Series, given: Any, log_x: bool, log_y: bool) -> Series | None:
    """The band around a line, with so many points between those of the line that its edges are smooth."""
    across = np.log if log_x else np.asarray
    x, y = np.array(series.x), np.array(series.y)
    spread = spread_of(given, series.name, y)
    if spread is None:
        return None
    if log_y:
        check_above_zero(replace(series, spread=spread))
    low, high = y - np.array(spread.below), y + np.array(spread.above)
    order = np.argsort(x, kind="stable")
    fine = np.exp(_even(np.log(x))) if log_x else _even(x)

    def between(edge: np.ndarray) -> np.ndarray:
        edge = np.log(edge) if log_y else edge
        found = np.interp(across(fine), across(x[order]), edge[order])
        return np.exp(found) if log_y else found

    bottom, middle, top = (between(edge) for edge in (low, y, high))
    known = np.isfinite(low[order])
    if not (known[1:] & known[:-1] & (np.diff(x[order]) > 0)).any():
        raise UserError(f"The band of {series.name!r} needs two neighboring points or more, at two places.")
    seen = np.isfinite(bottom) & np.isfinite(top)
    if not (seen[1:] & seen[:-1]).any():
        raise UserError(
            f"The band of {series.name!r} is too short to be seen: its points stand close together, and the line goes "
            f"from {x.min():g} to {x.max():g}.",
            hint="Show that part of the line in a chart of its own.",
        )
    spread = Spread(tuple((middle - bottom).tolist()), tuple((top - middle).tolist()), "band")
    return replace(
        series,
        name=f"{series.name} (band)",
        x=tuple(fine.tolist()),
        y=tuple(middle.tolist()),
        style="bare",
        spread=spread,
        of=series.name,
    )


def _even(x: np.ndarray) -> np.ndarray:
    """Evenly spaced places, those of the points among them where those are evenly spaced themselves."""
    x = np.unique(x)
    gaps = max(1, x.size - 1)
    between = -(-STRIPS // gaps) if np.allclose(np.diff(x), (x[-1] - x[0]) / gaps, rtol=1e-6, atol=0) else 1
    return np.linspace(x[0], x[-1], gaps * between + 1 if between > 1 else max(STRIPS, 2))


def described_spread(series: Series) -> str:
    """How far a series' error bars reach, in words: " ± 0.1", or from the shortest side to the longest."""
    if series.spread is None:
        return ""
    sides = [v for side in (series.spread.below, series.spread.above) for v in side if math.isfinite(v)]
    low, high = display(min(sides, default=0.0), 3), display(max(sides, default=0.0), 3)
    return (
        f" ± {high}"
        if low == high
        else say(" (its error bars reach from {low} to {high} to a side)", low=low, high=high)
    )


def described_band(part: Series) -> str:
    """Where a line's band begins and ends."""
    if part.spread is None:
        return ""
    edges = ((y - b, y + a) for y, b, a in zip(part.y, part.spread.below, part.spread.above))
    ends = [(low, high) for low, high in edges if math.isfinite(low) and math.isfinite(high)]
    first, last = (_range(low, high) for low, high in (ends[0], ends[-1]))
    return say(" (its band goes from {first} at the left to {last} at the right)", first=first, last=last)


def _range(low: float, high: float) -> str:
    return say("{low} to {high}", low=display(low, 3), high=display(high, 3))


def described_errors(series: Series) -> list[str]:
    """What follows each value: the ends of its error bar."""
    if series.spread is None:
        return [""] * len(series.y)
    return [
        f" ({_range(y - below, y + above)})" if math.isfinite(below + above) else ""
        for y, below, above in zip(series.y, series.spread.below, series.spread.above)
    ]


def _own(given: Any, name: str) -> Any:
    if isinstance(given, Mapping):
        return next((value for key, value in given.items() if plain_words(column_name(key)) == name), None)
    return given


def _numbers(values: Any, name: str) -> Any:
    """A number as it is, or a vector; NaN where there is no spread."""
    if np.ndim(values) == 0 and frame_of(values) is None:
        return values
    if is_mixed(values) and not any(np.ndim(value) for value in values):
        return numbers_of(values, f"the spread of {name}", gap=math.nan)
    return vector_of(values, f"the spread of {name}")


def _as_long(values: Any, name: str, y: np.ndarray) -> np.ndarray:
    """One number for each point; a single one holds for all."""
    found = vector_of(_numbers(values, name), f"the spread of {name}")
    if found.size == 1:
        found = np.full(y.size, found[0])
    if found.size != y.size:
        shape = np.shape(values)
        raise UserError(
            f"Expected a number for each of {y.size} points as the spread of {name!r}, found {found.size}.",
            hint="A pair (low, high) holds the ends themselves: (y - down, y + up)." if len(shape) == 2 else "",
        )
    return found
