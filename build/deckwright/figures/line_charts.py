"""Lines, points and areas over numbers; functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deckwright.deck.chart import Chart, Series
from deckwright.errors import UserError
from deckwright.figures.bar_charts import category_chart
from deckwright.figures.chart_axes import axis_of, described_rules, rules_of
from deckwright.figures.dates import date_texts
from deckwright.figures.frame import check_same_rows, frame_of, is_mixed
from deckwright.figures.library_columns import column_name
from deckwright.figures.number import display
from deckwright.figures.series import on_axes, read_series
from deckwright.figures.spread import band, check_spread_names, described_band, described_spread, spreads_by_name
from deckwright.figures.value import array_of, described, is_number, is_plain, is_tensor, plain_value, vector_of
from deckwright.figures.words import description, plain_words
from deckwright.language import say


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
    check_same_rows(data, bands, "bands")
    bands = spreads_by_name(bands, {s.name: s for s in whole})
    check_spread_names(bands, {s.name: s for s in whole}, "bands")
    around = {s.name: area for s in whole if (area := band(s, bands, log_x, log_y))}
    said = _describe_lines(series, x_title, y_title, tuple(around.values()))
    series = (*(replace(around[s.name], role=s.role) for s in series if s.name in around), *series)
    across = axis_of(x_title, log_x, x_range, dates=series[0].dated)
    up = axis_of(y_title, log_y, y_range, gridlines=True)
    rules = rules_of(levels, marks, across, up)
    return Chart(
        kind="line",
        series=series,
        x=across,
        y=up,
        title=plain_words(title),
        by_series=by_series,
        direct_labels=direct_labels,
        rules=rules,
        alt=description(alt, said + described_rules(rules, series[0].dated)),
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
    """Points: {"name": (x values, y values)}, of one point {"name": (x, y)}, or a DataFrame, records or a matrix whose
    first column is x, or that named by x. A series of another style ("line", "dashed") may lie among them. gaps=True
    leaves points with a missing value out.

    errors, levels, marks  as those of line_chart
    """
    data, x = _first_as_x(data, x)
    series = read_series(data, x, roles, styles, style="points", gaps=gaps, errors=errors)
    series = on_axes(series, log_x, log_y)
    across = axis_of(x_title, log_x, x_range, dates=series[0].dated)
    up = axis_of(y_title, log_y, y_range)
    rules = rules_of(levels, marks, across, up)
    points = (
        say("{count} points of {name}", count=display(len(s.y)), name=s.name) + described_spread(s) for s in series
    )
    said = say("Scatter chart with {counts}.", counts=", ".join(points))
    said += _span(series) + described_rules(rules, series[0].dated)
    return Chart(
        kind="scatter",
        series=series,
        x=across,
        y=up,
        title=plain_words(title),
        by_series=by_series,
        rules=rules,
        alt=description(alt, said),
    )


def area_chart(data: Any, x: Any = None, *, digits: int = 3, **options: Any) -> Chart:
    """Areas under curves at equally spaced x, such as densities: {"name": values}. Options as those of bar_chart.

    Without an x it counts the values from 0, as that of line_chart does, unless a frame brings an index.
    """
    _check_even(data, x)
    if x is None and isinstance(data, Mapping) and (count := _numbers_in(next(iter(data.values()), None))):
        x = range(count)
    if x is not None and not is_plain(x) and not is_mixed(x):
        x = [display(value, digits) for value in vector_of(x, "x").tolist()]  # whole ticks as whole numbers
    return category_chart("area", data, x, **options)


def _numbers_in(values: Any) -> int:
    """How many numbers these are, some of which may be missing; 0 where there are words or dates among them."""
    if np.ndim(values) != 1:
        return 0
    plain = [None] * np.size(values) if is_tensor(values) else [plain_value(value) for value in values]
    return len(plain) if all(value is None or is_number(value) for value in plain) else 0


def _check_even(data: Any, x: Any) -> None:
    """UserError for numbers at unequal distances, which would stand at equal ones."""
    frame = frame_of(data)
    if x is None and frame is not None and len(frame.index) == 1:
        x = frame.index[0]
    elif frame is not None and x is not None and is_plain(x):
        x = frame.column(column_name(x))
    places = [plain_value(place) for place in x] if isinstance(x, Iterable) and not isinstance(x, str) else []
    if len(places) < 3 or not all(map(is_number, places)):
        return
    steps = np.diff(vector_of(places, "x"))
    if not np.allclose(steps, steps[0], rtol=1e-3, atol=0):
        raise UserError(
            f"An area chart has its x at equal distances, found distances from {steps.min():g} to {steps.max():g}.",
            hint="line_chart(...) shows values at any x; np.interp(...) gives those at equal distances.",
        )


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
    functions = f if isinstance(f, Mapping) else {getattr(f, "__name__", "f").replace("<lambda>", "f"): f}
    with np.errstate(all="ignore"):
        data = {name: np.array([_at(function, value) for value in xs]) for name, function in functions.items()}
    return line_chart(data, x=xs, **{"x_range": (low, high), "gaps": True} | options)


def _at(function: Callable[[Any], Any], x: Any) -> float:
    """A function's value; NaN outside of where it is defined."""
    try:
        value = array_of(function(x))
        if value.size != 1 or value.dtype.kind not in "biuf":
            raise UserError(
                f"Expected one real number from the function at {x:g}, found {described(value)}.",
                hint="It takes a number and gives a number; of a complex one, its .real, .imag or abs(...).",
            )
        return float(value.reshape(-1)[0])
    except (ValueError, ArithmeticError):  # as math.log and division by zero say it
        return float("nan")


def _first_as_x(data: Any, x: Any) -> tuple[Any, Any]:
    """The first of several columns as the x of the others, unless there is another one."""
    if isinstance(data, Mapping) and x is None:
        return {name: _point(values) for name, values in data.items()}, x
    if x is not None or isinstance(data, Mapping) or isinstance(data, tuple) and len(data) == 2:
        return data, x
    frame = frame_of(data)
    if frame is not None:
        return data, frame.names[0] if len(frame.names) > 1 else None
    columns = np.squeeze(array_of(data)) if not is_mixed(data) and not isinstance(data, tuple) else np.zeros(0)
    if columns.ndim != 2:
        return data, x
    return columns[:, 1:], columns[:, 0]


def _point(values: Any) -> Any:
    """A single point (x, y) as vectors of one; anything else as it is."""
    single = isinstance(values, tuple) and len(values) == 2 and all(np.ndim(value) == 0 for value in values)
    return ([values[0]], [values[1]]) if single else values


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
