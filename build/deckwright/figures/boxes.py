"""Box plots: how values are distributed, several samples side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from deckwright.deck.chart import Axis, Chart, Series, Spread
from deckwright.errors import UserError
from deckwright.figures.chart_axes import axis_of, described_rules, rules_of
from deckwright.figures.frame import fields_as_columns, frame_of
from deckwright.figures.histograms import samples_of
from deckwright.figures.number import display
from deckwright.figures.value import array_of
from deckwright.figures.words import description, plain_words
from deckwright.language import say

MEDIAN = "median"
HIDDEN, LOWER, UPPER = "hidden", "lower", "upper"  # styles of the bars that a box is made of


def box_plot(
    data: Any,
    *,
    whiskers: float = 1.5,
    title: str = "",
    x_title: str = "",
    y_title: str = "",
    y_range: tuple[float | None, float | None] = (None, None),
    role: str = "input",
    levels: Mapping[str, Any] | None = None,
    alt: str = "",
) -> Chart:
    """A box from the lower to the upper quartile of each sample, with its median; whiskers and points beyond them.

    data      {"name": numbers}, a list of samples, or a DataFrame or matrix, whose columns are the samples; a column of
              words beside one of numbers makes a sample for each word; missing values are left out
    whiskers  to the outermost value that is at most so many heights of the box away from it (Tukey's 1.5)
    role      the boxes' color
    levels    level lines across the plot, {"name": value}

    Quartiles are interpolated between values, as NumPy's percentiles are.
    """
    samples = samples_of(_columns_apart(data))
    if not samples:
        raise UserError("Expected samples for a box plot, found none.")
    if empty := [name for name, sample in samples.items() if not sample.size]:
        raise UserError(f"Expected numbers for a box, found none in {empty[0]!r}.")
    names = tuple(samples)
    low, middle, high = (np.array([np.percentile(s, q) for s in samples.values()]) for q in (25, 50, 75))
    reach = whiskers * (high - low)
    inside = [s[(s >= a - r) & (s <= b + r)] for s, a, b, r in zip(samples.values(), low, high, reach)]
    ends = np.array([[s.min(), s.max()] for s in inside]).T
    beyond = [np.sort(s[(s < a) | (s > b)]) for s, a, b in zip(samples.values(), *ends)]
    flat = [numbers[:1] if a == b else numbers[:0] for numbers, a, b in zip(middle.reshape(-1, 1), low, high)]
    points = [np.concatenate(parts) for parts in zip(flat, beyond)]  # a box without height is seen as its median
    series = (
        *_box(low, middle, high, role),
        _whisker("upper whisker", high, 0 * high, ends[1] - high, role),
        _whisker("lower whisker", low, low - ends[0], 0 * low, role),
        Series(MEDIAN, tuple(middle.tolist()), None, role, "bare"),
        *(Series(f"value beyond {k + 1}", column, None, role, "points", of=MEDIAN) for k, column in _columns(points)),
    )
    up = axis_of(y_title, False, y_range, gridlines=True)
    rules = rules_of(levels, None, None, up)
    heading = say("Box plot of {what}", what=plain_words(y_title) or say("values"))
    told = (_described(name, numbers, len(o)) for name, *numbers, o in zip(names, middle, low, high, *ends, beyond))
    return Chart(
        kind="boxes",
        series=series,
        categories=names,
        x=Axis(plain_words(x_title)),
        y=up,
        title=plain_words(title),
        rules=rules,
        alt=description(alt, f"{heading}. {'; '.join(told)}.{described_rules(rules)}"),
    )


def _columns_apart(data: Any) -> Any:
    """The columns of a matrix as samples; anything else as it is."""
    data = fields_as_columns(data)
    if frame_of(data) is not None or isinstance(data, (Mapping, list, tuple)):
        return data
    array = array_of(data)
    return list(array.T) if array.ndim == 2 else data


def _described(name: str, numbers: Sequence[float], beyond: int) -> str:
    """A box in words."""
    middle, low, high, bottom, top = (display(value, 3) for value in numbers)
    message = "{name}: median {median}, box from {low} to {high}, whiskers from {bottom} to {top}"
    said = say(message, name=name, median=middle, low=low, high=high, bottom=bottom, top=top)
    return said + (say(", {count} beyond", count=display(beyond)) if beyond else "")


def _box(low: np.ndarray, middle: np.ndarray, high: np.ndarray, role: str) -> Iterator[Series]:
    """The halves of boxes as parts of stacked bars, which grow from zero, upwards and downwards, in this order."""
    parts = {
        "from zero to the box": (HIDDEN, np.clip(0, low, high)),
        "lower half": (LOWER, _above(low, middle)),
        "upper half": (UPPER, _above(middle, high)),
        "upper half below zero": (UPPER, -_above(-high, -middle)),
        "lower half below zero": (LOWER, -_above(-middle, -low)),
    }
    for name, (style, heights) in parts.items():
        if heights.any():
            yield Series(name, tuple(heights.tolist()), None, role, style, of=MEDIAN)


def _whisker(name: str, start: np.ndarray, below: np.ndarray, above: np.ndarray, role: str) -> Series:
    spread = Spread(tuple(below.tolist()), tuple(above.tolist()))
    return Series(name, tuple(start.tolist()), None, role, "bare", spread, MEDIAN)


def _above(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """How much of each stretch from low to high lies above zero."""
    return np.maximum(high, 0) - np.maximum(low, 0)


def _columns(beyond: list[np.ndarray]) -> Iterator[tuple[int, tuple[float, ...]]]:
    """The first value beyond of each box, the second ones, and so on: a series has one value for each box."""
    for k in range(max(map(len, beyond))):
        yield k, tuple(float(values[k]) if k < len(values) else float("nan") for values in beyond)
