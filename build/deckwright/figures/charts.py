"""Charts from values: lines, points, bars, areas, histograms, functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from deckwright.deck.chart import Axis, Chart, Series
from deckwright.errors import UserError
from deckwright.figures.number import column_texts, display
from deckwright.figures.series import on_axes, read_series
from deckwright.figures.ticks import check_sizes, round_limits, round_step, told_apart
from deckwright.figures.value import array_of, vector_of
from deckwright.figures.words import plain_words, text_of


def line_chart(
    data: Any,
    *,
    x: Any = None,
    title: str = "",
    x_title: str = "",
    y_title: str = "",
    log_x: bool = False,
    log_y: bool = False,
    x_range: tuple[float | None, float | None] = (None, None),
    y_range: tuple[float | None, float | None] = (None, None),
    roles: Mapping[str, str] | str | None = None,
    styles: Mapping[str, str] | str | None = None,
    by_series: bool = False,
    direct_labels: bool = True,
    alt: str = "",
) -> Chart:
    """Lines over a numeric x.

    data     {"name": y values}, {"name": (x values, y values)}, one vector, or a list of named Tensors
    x        the x values that all series share; without them 0, 1, 2, ...
    styles   "line", "dashed", "points" or "both" for all, or by name; roles in the same way

    A line of more than 400 points is thinned: each of about 200 equal stretches keeps its lowest and its highest point.
    """
    series = on_axes(read_series(data, x, roles, styles), log_x, log_y)
    return Chart(
        kind="line",
        series=series,
        x=_axis(x_title, log_x, x_range),
        y=_axis(y_title, log_y, y_range, gridlines=True),
        title=plain_words(title),
        by_series=by_series,
        direct_labels=direct_labels,
        alt=text_of(alt or _describe_lines(series, x_title, y_title)),
    )


def scatter_chart(
    data: Any,
    *,
    x: Any = None,
    title: str = "",
    x_title: str = "",
    y_title: str = "",
    log_x: bool = False,
    log_y: bool = False,
    x_range: tuple[float | None, float | None] = (None, None),
    y_range: tuple[float | None, float | None] = (None, None),
    roles: Mapping[str, str] | str | None = None,
    styles: Mapping[str, str] | str | None = "points",
    by_series: bool = False,
    alt: str = "",
) -> Chart:
    """Points: {"name": (x values, y values)}. A series of another style ("line", "dashed") may lie among them."""
    styles = styles if isinstance(styles, str) else {**_all_points(data), **(styles or {})}
    series = on_axes(read_series(data, x, roles, styles), log_x, log_y)
    counts = ", ".join(f"{display(len(s.y))} points of {s.name}" for s in series)
    return Chart(
        kind="scatter",
        series=series,
        x=_axis(x_title, log_x, x_range),
        y=_axis(y_title, log_y, y_range),
        title=plain_words(title),
        by_series=by_series,
        alt=text_of(alt or f"Scatter chart with {counts}.{_span(series)}"),
    )


def function_plot(
    f: Callable[[np.ndarray], Any] | Mapping[str, Callable[[np.ndarray], Any]],
    low: float,
    high: float,
    *,
    points: int = 201,
    **options: Any,
) -> Chart:
    """One function, or {"name": function}, drawn from low to high; further options as those of line_chart."""
    if not low < high:
        raise UserError(f"Expected low < high, found {low} and {high}.")
    xs = np.linspace(low, high, points)
    functions = f if isinstance(f, Mapping) else {getattr(f, "__name__", "f"): f}
    data = {name: np.array([float(array_of(function(value))) for value in xs]) for name, function in functions.items()}
    return line_chart(data, x=xs, **{"x_range": (low, high)} | options)


def bar_chart(data: Any, categories: Sequence[str] | None = None, **options: Any) -> Chart:
    """Bars: {"category": value}, or {"series": values} with categories. Long names make the bars lie.

    Options: title, x_title, y_title, log_y, y_range, roles, by_series, alt.
    """
    return _category_chart("bar", data, categories, **options)


def stacked_chart(data: Mapping[str, Any], categories: Sequence[str], **options: Any) -> Chart:
    """Bars made of parts: {"part": values}, one value for each category. Options as those of bar_chart."""
    return _category_chart("stacked", data, categories, **options)


def area_chart(data: Mapping[str, Any], x: Any, *, digits: int = 3, **options: Any) -> Chart:
    """Areas under curves at equally spaced x, such as densities: {"name": values}. Options as those of bar_chart."""
    return _category_chart("area", data, column_texts(vector_of(x, "x").tolist(), digits), **options)


def histogram(
    values: Any, bins: int | Sequence[float] = 20, *, density: bool = False, digits: int = 3, **options: Any
) -> Chart:
    """How often values fall into bins of one width; named by the middles of the bins. Options as those of bar_chart.

    bins  how many at most, around round numbers; or their edges
    """
    sample = vector_of(values)
    sample = sample[np.isfinite(sample)]
    check_sizes(sample.tolist(), "A histogram")
    if sample.size == 0:
        raise UserError("Expected values for a histogram, found none that is finite.")
    edges = _round_edges(sample, bins) if isinstance(bins, int) else bins
    counts, edges = np.histogram(sample, bins=edges, density=density)
    noise = 3 - math.floor(math.log10(np.diff(edges).min()))  # decimals from which on sums of fractions are not exact
    middles = column_texts(((edges[1:] + edges[:-1]) / 2).round(noise).tolist(), digits)
    said = f"Histogram of {display(sample.size)} values with mean {display(float(sample.mean()))}"
    said += f" and standard deviation {display(float(sample.std()))}."
    name = "density" if density else "count"
    heights = counts.tolist() if density else [float(count) for count in counts]
    return _category_chart("histogram", {name: heights}, middles, **{"alt": said, "y_title": name} | options)


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


def _category_chart(
    kind: str,
    data: Any,
    categories: Sequence[str] | None,
    *,
    title: str = "",
    x_title: str = "",
    y_title: str = "",
    log_y: bool = False,
    y_range: tuple[float | None, float | None] = (None, None),
    roles: Mapping[str, str] | str | None = None,
    by_series: bool = False,
    alt: str = "",
) -> Chart:
    if categories is None:
        if not isinstance(data, Mapping):
            raise UserError(
                "Expected categories for these values.", hint='Give {"category": value}, or categories=[...].'
            )
        categories, data = list(data), {plain_words(y_title) or "value": list(data.values())}
    names = tuple(plain_words(str(category)) for category in categories)
    series = tuple(Series(s.name, s.y, None, s.role) for s in read_series(data, roles=roles))
    series = on_axes(series, False, log_y)
    for s in series:
        if len(s.y) != len(names):
            raise UserError(
                f"Expected a value of {s.name!r} for each of the {len(names)} categories, found {len(s.y)}."
            )
    return Chart(
        kind=kind,
        series=series,
        categories=names,
        x=Axis(plain_words(x_title)),
        y=_axis(y_title, log_y, y_range, gridlines=True),
        title=plain_words(title),
        by_series=by_series,
        alt=text_of(alt or _describe_categories(kind, series, names, y_title)),
    )


def _axis(title: str, log: bool, limits: tuple[float | None, float | None], gridlines: bool = False) -> Axis:
    low, high = limits
    check_sizes((v for v in limits if v is not None), "The range of an axis")
    if low is not None and high is not None and told_apart(low, high) != (low, high):
        raise UserError(f"Expected an axis from a lower to a higher number, found {low} and {high}.")
    if log and low is not None and low <= 0:
        raise UserError(f"A logarithmic axis begins above zero, found {low}.")
    if log and high is not None and high <= 0:
        raise UserError(f"A logarithmic axis ends above zero, found {high}.")
    return Axis(plain_words(title), log, low, high, gridlines=gridlines)


def _all_points(data: Any) -> dict[str, str]:
    return dict.fromkeys(data, "points") if isinstance(data, Mapping) else {}


def _describe_lines(series: Sequence[Series], x_title: str, y_title: str) -> str:
    """What each line does between its ends: "loss falls from 0.298 to 0.0035"."""
    said = [f"{s.name} {_course([v for v in s.y if np.isfinite(v)])}" for s in series]
    over = f" over {plain_words(x_title)}" if x_title else ""
    return f"Line chart of {plain_words(y_title) or 'values'}{over}: {'; '.join(said)}.{_gaps(series)}{_span(series)}"


def _gaps(series: Sequence[Series]) -> str:
    names = [s.name for s in series if not np.isfinite(s.y).all()]
    return (
        f" Where {' and '.join(names)} {'has' if len(names) == 1 else 'have'} no value there are gaps." if names else ""
    )


def _course(y: list[float]) -> str:
    first, last, low, high = (display(v, 3) for v in (y[0], y[-1], min(y), max(y)))
    if first == last and low == high:
        return f"stays at {first}"
    verb = "falls" if y[-1] < y[0] else "rises" if y[-1] > y[0] else "goes"
    words = f"{verb} from {first} to {last}"
    beyond = [
        f"{name} of {value}"
        for name, value, ends in (("a low", low, (first, last)), ("a peak", high, (first, last)))
        if value not in ends
    ]
    return f"{words} with {' and '.join(beyond)}" if beyond else words


def _span(series: Sequence[Series]) -> str:
    xs = [v for s in series for v in s.x or ()]
    return f" The horizontal axis goes from {display(min(xs), 3)} to {display(max(xs), 3)}." if xs else ""


def _describe_categories(kind: str, series: Sequence[Series], names: Sequence[str], y_title: str) -> str:
    what = {"bar": "Bar chart", "stacked": "Stacked bar chart", "area": "Area chart", "histogram": "Histogram"}[kind]
    heading = f"{what} of {plain_words(y_title)}" if y_title else what
    if kind in ("bar", "stacked") and len(series) * len(names) <= 24:
        said = "; ".join(
            (f"{s.name}: " if len(series) > 1 else "")
            + ", ".join(f"{n} {t}" for n, t in zip(names, column_texts(s.y, 4)))
            for s in series
        )
        return f"{heading}. {said}."
    peaks = "; ".join(
        f"{s.name} is highest at {names[int(np.nanargmax(s.y))]} with {display(float(np.nanmax(s.y)), 3)}"
        for s in series
    )
    return f"{heading} from {names[0]} to {names[-1]}. {peaks}."
