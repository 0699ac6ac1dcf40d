"""Charts from values: lines, points, bars, areas, histograms, functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deckwright.deck.chart import Axis, Chart, Rule, Series
from deckwright.errors import UserError
from deckwright.figures.dates import DATES, date_texts, days_of, moment_of
from deckwright.figures.frame import columns_of, frame_of
from deckwright.figures.number import column_texts, display
from deckwright.figures.series import is_mixed, named_columns, on_axes, read_series, y_values
from deckwright.figures.spread import band, check_spread_names, described_band, described_errors, described_spread
from deckwright.figures.value import array_of, is_number, name_of, plain_value, scalar_of, vector_of
from deckwright.figures.words import plain_symbol, plain_words, text_of
from deckwright.language import say
from deckwright.ticks import check_sizes, round_limits, round_step, told_apart


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
    gaps: bool = False,
    errors: Any = None,
    bands: Any = None,
    levels: Mapping[str, Any] | None = None,
    marks: Mapping[str, Any] | None = None,
    alt: str = "",
) -> Chart:
    """Lines over numbers or dates.

    data     {"name": y values}, {"name": (x values, y values)}, a DataFrame or a matrix with a line for each column,
             records, one vector or Series, or a list of named Tensors
    x        the x values that all series share, or the name of their column; without them the index, or 0, 1, 2, ...
    styles   "line", "dashed", "points", "both" or "steps" (a value stays until the next one) for all, or by name;
             roles in the same way
    gaps     True leaves a gap where a value is missing (None, NaN); else that is an error
    errors   error bars, {"name": how far}: one number or a vector reaches so far to both sides, a pair of vectors is
             (low, high), their ends; without the name where there is one series
    bands    shaded areas around lines, given in the same way
    levels   level lines across the plot, {"name": y}, such as a baseline
    marks    upright lines across the plot, {"name": x}, such as the step at which something changed

    A line of more than 400 points is thinned: each of about 200 equal stretches keeps its lowest and its highest point.
    """
    series = on_axes(read_series(data, x, roles, styles, gaps=gaps, errors=errors), log_x, log_y)
    whole = () if bands is None else on_axes(read_series(data, x, style="points", gaps=gaps), log_x, log_y)
    check_spread_names(bands, {s.name: s for s in whole}, "bands")
    around = {s.name: area for s in whole if (area := band(s, bands, log_x, log_y))}
    said = alt or _describe_lines(series, x_title, y_title, tuple(around.values()))
    series = (*(replace(around[s.name], role=s.role) for s in series if s.name in around), *series)
    rules = rules_of(levels, marks, log_x, log_y)
    return Chart(
        kind="line",
        series=series,
        x=axis_of(x_title, log_x, x_range, dates=series[0].dated),
        y=axis_of(y_title, log_y, y_range, gridlines=True),
        title=plain_words(title),
        by_series=by_series,
        direct_labels=direct_labels,
        rules=rules,
        alt=text_of(said if alt else said + described_rules(rules, series[0].dated)),
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
    gaps: bool = False,
    errors: Any = None,
    levels: Mapping[str, Any] | None = None,
    marks: Mapping[str, Any] | None = None,
    alt: str = "",
) -> Chart:
    """Points: {"name": (x values, y values)}, or a DataFrame, records or a matrix whose first column is x, or that
    named by x. A series of another style ("line", "dashed") may lie among them. gaps=True leaves points with a missing
    value out.

    errors, levels, marks  as those of line_chart
    """
    data, x = _first_as_x(data, x)
    series = read_series(data, x, roles, styles, style="points", gaps=gaps, errors=errors)
    series = on_axes(series, log_x, log_y)
    rules = rules_of(levels, marks, log_x, log_y)
    points = (
        say("{count} points of {name}", count=display(len(s.y)), name=s.name) + described_spread(s) for s in series
    )
    said = say("Scatter chart with {counts}.", counts=", ".join(points))
    said += _span(series) + described_rules(rules, series[0].dated)
    return Chart(
        kind="scatter",
        series=series,
        x=axis_of(x_title, log_x, x_range, dates=series[0].dated),
        y=axis_of(y_title, log_y, y_range),
        title=plain_words(title),
        by_series=by_series,
        rules=rules,
        alt=text_of(alt or said),
    )


def _first_as_x(data: Any, x: Any) -> tuple[Any, Any]:
    """The first of several columns as the x of the others, unless there is another one."""
    frame = frame_of(data)
    if x is not None or isinstance(data, Mapping):
        return data, x
    if frame is not None:
        return data, frame.names[0] if len(frame.names) > 1 else None
    columns = np.squeeze(array_of(data)) if not is_mixed(data) and not isinstance(data, tuple) else np.zeros(0)
    if columns.ndim != 2:
        return data, x
    return columns[:, 1:], columns[:, 0]


def function_plot(
    f: Callable[[np.ndarray], Any] | Mapping[str, Callable[[np.ndarray], Any]],
    low: float,
    high: float,
    *,
    points: int = 201,
    **options: Any,
) -> Chart:
    """One function, or {"name": function}, drawn from low to high; further options as those of line_chart.

    Where a function has no finite value there is a gap.
    """
    if not low < high:
        raise UserError(f"Expected low < high, found {low} and {high}.")
    xs = np.linspace(low, high, points)
    functions = f if isinstance(f, Mapping) else {getattr(f, "__name__", "f"): f}
    data = {name: np.array([float(array_of(function(value))) for value in xs]) for name, function in functions.items()}
    return line_chart(data, x=xs, **{"x_range": (low, high), "gaps": True} | options)


def bar_chart(data: Any, categories: Sequence[str] | str | None = None, **options: Any) -> Chart:
    """Bars: {"category": value}, or {"series": values} with categories. Long names make the bars lie.

    A DataFrame, records or a dict of columns have a group of bars for each row, named by the index, by a first column
    of words or by the column that categories names.
    Options: title, x_title, y_title, log_y, y_range, roles, by_series, gaps, alt, and
    errors  error bars, one number for each category or a pair of vectors (low, high); by the names of several series
    levels  level lines across the plot, {"name": value}: bars then stand, whatever their names
    """
    return _category_chart("bar", data, categories, **options)


def stacked_chart(data: Any, categories: Sequence[str] | str | None = None, **options: Any) -> Chart:
    """Bars made of parts: {"part": values}, one value for each category. Data and options as those of bar_chart."""
    return _category_chart("stacked", data, categories, **options)


def area_chart(data: Any, x: Any = None, *, digits: int = 3, **options: Any) -> Chart:
    """Areas under curves at equally spaced x, such as densities: {"name": values}. Options as those of bar_chart."""
    if x is not None and not isinstance(x, str):
        x = column_texts(vector_of(x, "x").tolist(), digits)
    return _category_chart("area", data, x, **options)


def histogram(
    values: Any, bins: int | Sequence[float] = 20, *, density: bool = False, digits: int = 3, **options: Any
) -> Chart:
    """How often values fall into bins of one width; named by the middles of the bins. Options as those of bar_chart.

    values  numbers; or {"name": numbers} or a DataFrame, whose columns share their bins
    bins    how many at most, around round numbers; or their edges, such as bin_edges(...) gives for several histograms
    """
    samples = samples_of(values)
    edges = bin_edges(values, bins) if isinstance(bins, (int, np.integer)) else _equal_widths(bins)
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
    unless_given: dict[str, Any] = {"alt": said, "y_title": what}
    return _category_chart("histogram", data, middles, **unless_given | options)


def bin_edges(values: Any, bins: int = 20) -> np.ndarray:
    """Edges of at most so many bins of one width around round numbers, for histograms that are to be compared.

    values  what all of them show: numbers, {"name": numbers} or a DataFrame
    """
    return _round_edges(np.concatenate(list(samples_of(values).values())), bins)


def samples_of(values: Any) -> dict[str, np.ndarray]:
    """The finite numbers of each column; "" names a single one that has no name."""
    frame = frame_of(values)
    if isinstance(values, Mapping):
        named = {plain_words(str(name)): column for name, column in values.items()}
    else:
        named = named_columns(frame) if frame else {plain_symbol(name_of(values)): array_of(values).reshape(-1)}
    samples = {name: y_values(column, name or "values", gaps=True) for name, column in named.items()}
    samples = {name: sample[np.isfinite(sample)] for name, sample in samples.items()}
    check_sizes(np.concatenate([*samples.values(), []]).tolist(), "A histogram")
    return samples


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
    gaps: bool = False,
    errors: Any = None,
    levels: Mapping[str, Any] | None = None,
    alt: str = "",
) -> Chart:
    if errors is not None and kind != "bar":
        raise UserError("Error bars stand on bars, lines and points only.", hint="Take bar_chart(...), or a table.")
    categories, data = _by_category(data, categories, plain_words(y_title) or say("value"))
    names = tuple(plain_words(text) for text in column_texts(map(plain_value, categories), 4))
    series = read_series(data, roles=roles, style="points", gaps=gaps, errors=errors)
    series = tuple(Series(s.name, s.y, None, s.role, spread=s.spread) for s in series)
    rules = rules_of(levels, None, False, log_y)
    series = on_axes(series, False, log_y)
    for s in series:
        if len(s.y) != len(names):
            raise UserError(f"Expected a value of {s.name!r} for each category ({len(names)}), found {len(s.y)}.")
    return Chart(
        kind=kind,
        series=series,
        categories=names,
        x=Axis(plain_words(x_title)),
        y=axis_of(y_title, log_y, y_range, gridlines=True),
        title=plain_words(title),
        by_series=by_series,
        rules=rules,
        alt=text_of(alt or _describe_categories(kind, series, names, y_title) + described_rules(rules)),
    )


def _by_category(data: Any, categories: Any, name: str) -> tuple[Sequence[Any], Any]:
    """The categories and the series of values that belong to them. name: of a series that has none."""
    if isinstance(data, Mapping) and categories is None and not any(np.ndim(v) for v in data.values()):
        return list(data), {name: list(data.values())}
    frame = frame_of(data)
    if frame is None and isinstance(data, Mapping) and not (categories is not None and not isinstance(categories, str)):
        frame = columns_of(data)
    if frame is None:
        if categories is None:
            raise UserError(
                "Expected categories for these values.", hint='Give {"category": value}, or categories=[...].'
            )
        return list(categories), data
    if isinstance(categories, str):
        return frame.column(categories), named_columns(frame.without(categories))
    if categories is not None:
        return list(categories), named_columns(frame)
    if frame.index:
        return frame.row_names, named_columns(frame)
    if len(frame.names) > 1 and not all(is_number(plain_value(value)) for value in frame.columns[0]):
        return frame.columns[0], named_columns(frame.without(frame.names[0]))
    if isinstance(data, Mapping):
        raise UserError("Expected categories for these values.", hint="Give categories=[...], or a column of words.")
    return range(len(frame.rows)), named_columns(frame)


def axis_of(title: str, log: bool, limits: tuple[Any, Any], gridlines: bool = False, dates: bool = False) -> Axis:
    low, high = (days_of(moment) if (moment := moment_of(limit)) else limit for limit in limits)
    check_sizes((v for v in (low, high) if v is not None), "The range of an axis")
    if low is not None and high is not None and told_apart(low, high) != (low, high):
        raise UserError(f"Expected an axis from a lower to a higher number, found {low} and {high}.")
    if log and low is not None and low <= 0:
        raise UserError(f"A logarithmic axis begins above zero, found {low}.")
    if log and high is not None and high <= 0:
        raise UserError(f"A logarithmic axis ends above zero, found {high}.")
    if log and dates:
        raise UserError("An axis of dates can't be logarithmic.")
    return Axis(plain_words(title), log, low, high, DATES if dates else "General", gridlines, dates)


def rules_of(levels: Any, marks: Any, log_x: bool, log_y: bool) -> tuple[Rule, ...]:
    """Lines across the plot; UserError for one that has no place on its axis."""
    rules = []
    for given, axis, log in ((levels, "y", log_y), (marks, "x", log_x)):
        for name, value in (given or {}).items():
            moment = moment_of(value) if axis == "x" else None
            number = days_of(moment) if moment else float(scalar_of(value))
            if not math.isfinite(number) or (log and number <= 0):
                raise UserError(f"The line {name!r} stands at {number:g}, which its axis doesn't have.")
            check_sizes([number], f"The line {name!r}", log=log)
            rules.append(Rule(plain_words(str(name)), number, axis))
    return tuple(rules)


def described_rules(rules: Sequence[Rule], dated: bool = False) -> str:
    at = (date_texts([r.value])[0] if dated and r.axis == "x" else display(r.value) for r in rules)
    messages = {"x": "An upright line marks {name} at {place}.", "y": "A level line marks {name} at {place}."}
    return "".join(f" {say(messages[rule.axis], name=rule.name, place=text)}" for rule, text in zip(rules, at))


def _describe_lines(series: Sequence[Series], x_title: str, y_title: str, bands: Sequence[Series]) -> str:
    """What each line does between its ends: "loss falls from 0.298 to 0.0035"."""
    widths = {s.of: described_band(s) for s in bands}
    courses = "; ".join(
        _course(s.name, [v for v in s.y if np.isfinite(v)]) + described_spread(s) + widths.get(s.name, "")
        for s in series
    )
    message = "Line chart of {what} over {x}: {courses}." if x_title else "Line chart of {what}: {courses}."
    said = say(message, what=plain_words(y_title) or say("values"), x=plain_words(x_title), courses=courses)
    return said + _gaps(series) + _span(series)


def _gaps(series: Sequence[Series]) -> str:
    names = [s.name for s in series if not np.isfinite(s.y).all()]
    message = "Where {names} has no value there are gaps."
    message = message if len(names) == 1 else "Where {names} have no value there are gaps."
    return " " + say(message, names=say(" and ").join(names)) if names else ""


def _course(name: str, y: list[float]) -> str:
    first, last, low, high = (display(v, 3) for v in (y[0], y[-1], min(y), max(y)))
    if first == last and low == high:
        return say("{name} stays at {value}", name=name, value=first)
    message = "{name} goes from {first} to {last}"
    if y[-1] != y[0]:
        message = "{name} falls from {first} to {last}" if y[-1] < y[0] else "{name} rises from {first} to {last}"
    words = say(message, name=name, first=first, last=last)
    beyond = low not in (first, last), high not in (first, last)
    extremes = {
        (True, False): " with a low of {low}",
        (False, True): " with a peak of {high}",
        (True, True): " with a low of {low} and a peak of {high}",
    }
    return words + (say(extremes[beyond], low=low, high=high) if any(beyond) else "")


def _span(series: Sequence[Series]) -> str:
    xs = [v for s in series for v in s.x or ()]
    if not xs:
        return ""
    ends = [min(xs), max(xs)]
    first, last = date_texts(ends) if series[0].dated else (display(end, 3) for end in ends)
    return " " + say("The horizontal axis goes from {first} to {last}.", first=first, last=last)


def _describe_categories(kind: str, series: Sequence[Series], names: Sequence[str], y_title: str) -> str:
    chart = say(
        {"bar": "Bar chart", "stacked": "Stacked bar chart", "area": "Area chart", "histogram": "Histogram"}[kind]
    )
    heading = say("{chart} of {what}", chart=chart, what=plain_words(y_title)) if y_title else chart
    if kind in ("bar", "stacked") and len(series) * len(names) <= 24:
        said = "; ".join(
            (f"{s.name}: " if len(series) > 1 else "")
            + ", ".join(f"{n} {t}{e}" for n, t, e in zip(names, _heard(s.y), described_errors(s)))
            for s in series
        )
        return f"{heading}. {said}."
    peaks = "; ".join(
        say("{name} is highest at {place} with {value}", name=s.name, place=names[int(np.nanargmax(s.y))], value=value)
        for s, value in ((s, display(float(np.nanmax(s.y)), 3)) for s in series)
    )
    return say(
        "{heading} from {first} to {last}. {peaks}.", heading=heading, first=names[0], last=names[-1], peaks=peaks
    )


def _heard(values: Sequence[float]) -> list[str]:
    return [text if math.isfinite(value) else say("no value") for value, text in zip(values, column_texts(values, 4))]
