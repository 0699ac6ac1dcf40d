"""How often values lie where."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from deckwright.deck.chart import Chart
from deckwright.errors import UserError
from deckwright.figures.bar_charts import category_chart
from deckwright.figures.coordinates import y_values
from deckwright.figures.frame import Frame, fields_as_columns, frame_of, is_series
from deckwright.figures.number import column_texts, display
from deckwright.figures.series import by_names, named_columns
from deckwright.figures.value import array_of, described, gathered, name_of, plain_value, vector_of
from deckwright.figures.words import description, plain_symbol
from deckwright.language import say
from deckwright.ticks import check_sizes, round_limits, round_step
from dlcore.measurement import Measurement


def histogram(
    values: Any, bins: int | Sequence[float] = 20, *, density: bool = False, digits: int = 3, **options: Any
) -> Chart:
    """How often values fall into bins of one width; named by the middles of the bins. Options as those of bar_chart.

    values  numbers; or {"name": numbers}, a list of samples or a DataFrame, whose columns share their bins; a column of
            words beside one of numbers makes a sample for each word
    bins    how many at most, around round numbers; or their edges, such as bin_edges(...) gives for several histograms
    """
    samples = samples_of(values)
    if not samples:
        raise UserError("Expected numbers for a histogram, found none.")
    edges = _edges_around(samples, bins) if isinstance(bins, (int, float, np.number)) else _equal_widths(bins)
    noise = 3 - math.floor(math.log10(np.diff(edges).min()))  # decimals from which on sums of fractions are not exact
    middles = column_texts(((edges[1:] + edges[:-1]) / 2).round(noise).tolist(), digits)
    heights = {}
    for name, sample in samples.items():
        if outside := int(((sample < edges[0]) | (sample > edges[-1])).sum()):
            raise UserError(
                f"{display(outside)} of {display(sample.size)} values lie outside the bins, which go from "
                f"{display(float(edges[0]))} to {display(float(edges[-1]))}.",
                hint="bin_edges(...) of all values gives bins that hold them.",
            )
        heights[name] = np.histogram(sample, bins=edges, density=density)[0].astype(float).tolist()
    what = say("density") if density else say("count")
    said = " ".join(_describe_sample(name, sample) for name, sample in samples.items())
    data = heights if len(heights) > 1 else {what: next(iter(heights.values()))}
    unless_given: dict[str, Any] = {"alt": description("", said), "y_title": what}
    return category_chart("histogram", data, middles, **unless_given | options)


def bin_edges(values: Any, bins: int = 20) -> np.ndarray:
    """Edges of at most so many bins of one width around round numbers, for histograms that are to be compared.

    values  what all of them show: numbers, {"name": numbers} or a DataFrame
    """
    return _edges_around(samples_of(values), bins)


def _edges_around(samples: Mapping[str, np.ndarray], bins: Any) -> np.ndarray:
    if not isinstance(bins, (int, np.integer)) or bins < 1:
        raise UserError(
            f"Expected a number of bins, 1 or more, found {described(bins)}.", hint="Or their edges: [0, 1, 2]."
        )
    return _round_edges(np.concatenate(list(samples.values())), int(bins))


def samples_of(values: Any) -> dict[str, np.ndarray]:
    """The finite numbers of each column; "" names a single one that has no name."""
    values = _by_sample(values.values if isinstance(values, Measurement) else values)
    frame = frame_of(values)
    if isinstance(values, Mapping):
        named = by_names(values.items())
    else:
        named = named_columns(frame) if frame else {plain_symbol(name_of(values)): array_of(values).reshape(-1)}
    runs = {name: column.values if isinstance(column, Measurement) else column for name, column in named.items()}
    samples = {name: y_values(column, name or "values", gaps=True) for name, column in runs.items()}
    samples = {name: sample[np.isfinite(sample)] for name, sample in samples.items()}
    check_sizes(np.concatenate([*samples.values(), []]).tolist(), "A histogram")
    return samples


def _by_sample(values: Any) -> Any:
    """Several samples by their names, or by their numbers; anything else as it is."""
    values = fields_as_columns(gathered(values))
    frame = frame_of(values)
    if is_series(values) and frame is not None and len(values) and all(np.ndim(one) == 1 for one in values):
        return by_names(zip(frame.row_names or range(1, len(values) + 1), values))  # what apply(list) gives
    if frame is not None and (groups := _groups(frame)):
        return by_names(groups.items())
    if not isinstance(values, (list, tuple)) or not values:
        return values
    if all(map(is_series, values)):
        return by_names((f"sample {k}" if one.name is None else one.name, one) for k, one in enumerate(values, 1))
    if all(np.ndim(one) == 1 for one in values) and frame_of(values) is None:
        names = (f"${name_of(one)}$" if name_of(one) else f"sample {k}" for k, one in enumerate(values, 1))
        return by_names(zip(names, values))
    return values


def _groups(frame: Frame) -> dict[str, list[Any]]:
    """The values of a column of numbers by the words of the only other column; none for any other frame."""
    plain = [[plain_value(value) for value in column] for column in frame.columns]
    words = [k for k, column in enumerate(plain) if column and all(isinstance(value, str) for value in column)]
    groups: dict[str, list[Any]] = {}
    if len(plain) == 2 and len(words) == 1:
        for word, value in zip(plain[words[0]], plain[1 - words[0]]):
            groups.setdefault(word, []).append(value)
    return groups


def _equal_widths(bins: Sequence[float]) -> np.ndarray:
    edges = vector_of(bins, "bins")
    widths = np.diff(edges)
    if len(edges) < 2 or not (widths > 0).all() or not np.allclose(widths, widths[0], rtol=1e-6, atol=0):
        raise UserError(
            "Expected rising edges of bins of one width, which are drawn as bars of one width.",
            hint=f"bins={len(edges) - 1 or 20} chooses round ones.",
        )
    return edges


def _describe_sample(name: str, sample: np.ndarray) -> str:
    message = "Histogram of {name}: {count} values with mean {mean} and standard deviation {deviation}."
    message = message if name else "Histogram of {count} values with mean {mean} and standard deviation {deviation}."
    mean, deviation = (display(float(each)) for each in (sample.mean(), sample.std()))
    return say(message, name=name, count=display(sample.size), mean=mean, deviation=deviation)


def _round_edges(sample: np.ndarray, bins: int) -> np.ndarray:
    """Edges of at most so many bins that hold values: their middles are multiples of a round number.

    The outermost middles are ticks of an axis, from which every so many bins another tick follows.
    """
    low, high = float(sample.min()), float(sample.max())
    span = high - low or abs(high) or 1.0
    width = round_step(span / bins)
    tick = width * max(1, round(round_limits(low, low + span)[2] / width))
    first, last = math.floor(low / tick + 1e-9) * tick, math.ceil(high / tick - 1e-9) * tick
    return first + width * (np.arange(round((last - first) / width) + 2) - 0.5)
