"""Bars, beside one another and stacked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from deckwright.deck.chart import Axis, Chart, Series
from deckwright.errors import UserError
from deckwright.figures.chart_axes import axis_of, described_rules, rules_of
from deckwright.figures.frame import check_same_rows, columns_of, fields_as_columns, frame_of, is_record
from deckwright.figures.library_columns import column_name
from deckwright.figures.measured_values import measured_bars
from deckwright.figures.number import column_texts, display
from deckwright.figures.series import named_columns, on_axes, read_series
from deckwright.figures.spread import described_errors
from deckwright.figures.value import gathered, is_number, is_plain, plain_value
from deckwright.figures.words import description, plain_words
from deckwright.language import say
from deckwright.theme import CATEGORIES


def bar_chart(data: Any, categories: Sequence[str] | str | None = None, **options: Any) -> Chart:
    """Bars: {"category": value}, or {"series": values} with categories. Long names make the bars lie.

    A Measurement for each category shows its median, and its range as error bar.
    A DataFrame, records or a dict of columns have a group of bars for each row, named by the index, by a first column
    of words or by the column that categories names.
    Options: title, x_title, y_title, log_y, y_range, roles, by_series, gaps, alt, and
    by_bar  reveals one bar with each click; of several series, the bars of one category
    errors  error bars, one number for each category or a pair of vectors (low, high); by the names of several series
    levels  level lines across the plot, {"name": value}: bars then stand, whatever their names
    """
    return category_chart("bar", data, categories, **options)


def stacked_chart(data: Any, categories: Sequence[str] | str | None = None, **options: Any) -> Chart:
    """Bars made of parts: {"part": values}, one value for each category. Data and options as those of bar_chart."""
    return category_chart("stacked", data, categories, **options)


def category_chart(
    kind: str,
    /,
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
    by_bar: bool = False,
    gaps: bool = False,
    errors: Any = None,
    levels: Mapping[str, Any] | None = None,
    alt: str = "",
) -> Chart:
    if errors is not None and kind != "bar":
        raise UserError("Error bars stand on bars, lines and points only.", hint="Take bar_chart(...), or a table.")
    if kind == "bar" and errors is None:
        data, errors = measured_bars(data)
    check_same_rows(data, errors, "errors")
    categories, data = _by_category(data, categories, plain_words(y_title) or say("value"))
    errors = _by_row(errors, categories, data)
    labels = (column_name(label) if isinstance(label, tuple) else plain_value(label) for label in categories)
    names = tuple(plain_words(text) for text in column_texts(labels, 4))
    series = read_series(data, roles=roles, style="points", gaps=gaps, errors=errors)
    series = tuple(Series(s.name, s.y, None, s.role, spread=s.spread) for s in series)
    _check_colors(kind, series)
    up = axis_of(y_title, log_y, y_range, gridlines=True)
    rules = rules_of(levels, None, None, up)
    if rules and len(names) < 2:
        raise UserError("A level line across bars leads from one to another, found one bar.")
    series = on_axes(series, False, log_y)
    for s in series:
        if len(s.y) != len(names):
            raise UserError(f"Expected a value of {s.name!r} for each category ({len(names)}), found {len(s.y)}.")
    return Chart(
        kind=kind,
        series=series,
        categories=names,
        x=Axis(plain_words(x_title)),
        y=up,
        title=plain_words(title),
        by_series=by_series,
        by_category=by_bar and not by_series,
        rules=rules,
        alt=description(alt, _describe_categories(kind, series, names, y_title) + described_rules(rules)),
    )


def _by_category(data: Any, categories: Any, name: str) -> tuple[Sequence[Any], Any]:
    """The categories and the series of values that belong to them. name: of a series that has none."""
    data = fields_as_columns(gathered(data))
    if categories is None and (pairs := _named_values(data)):
        return [label for label, _ in pairs], {name: [value for _, value in pairs]}
    frame = frame_of(data)
    named = categories is not None and not is_plain(categories)
    if frame is None and isinstance(data, Mapping) and not named:
        frame = columns_of(data)
    if frame is None and isinstance(categories, str):
        raise UserError(
            f"Expected a name for each bar, found the name {categories!r}, and these values have no columns.",
            hint="Give categories=[...].",
        )
    if frame is None:
        if categories is None:
            raise UserError(
                "Expected categories for these values.", hint='Give {"category": value}, or categories=[...].'
            )
        return list(categories), data
    if categories is not None and not named:
        column = column_name(categories)
        return frame.column(column), named_columns(frame.without(column))
    if categories is not None:
        return list(categories), named_columns(frame)
    if frame.index and not frame.is_numbered:
        return frame.row_names, named_columns(frame)
    if len(frame.names) > 1 and not all(is_number(plain_value(value)) for value in frame.columns[0]):
        return frame.columns[0], named_columns(frame.without(frame.names[0]))
    if frame.index:
        return frame.row_names, named_columns(frame)
    if isinstance(data, Mapping):
        raise UserError("Expected categories for these values.", hint="Give categories=[...], or a column of words.")
    return range(len(frame.rows)), named_columns(frame)


def _named_values(data: Any) -> list[tuple[Any, Any]]:
    """The pairs of a name and its single value, from a dict or a list of such pairs; none for anything else."""
    if isinstance(data, Mapping):
        single = not any(np.ndim(v) or isinstance(v, (Mapping, Iterator)) for v in data.values())
        return list(data.items()) if single else []
    if not isinstance(data, (list, tuple)) or not all(isinstance(part, (tuple, list)) for part in data):
        return []
    pairs = [tuple(part) for part in data if len(part) == 2 and not is_record(part)]
    if len(pairs) < len(data):
        return []
    words = all(is_plain(label) and not is_number(plain_value(label)) for label, _ in pairs)
    return pairs if words and not any(np.ndim(value) or isinstance(value, str) for _, value in pairs) else []


def _by_row(errors: Any, categories: Sequence[Any], data: Any) -> Any:
    """Errors by the names of their bars in the order of these, where there is one series; else as they are."""
    if not isinstance(errors, Mapping) or not isinstance(data, Mapping) or len(data) != 1 or {*errors} & {*data}:
        return errors
    places = {column_name(name): value for name, value in errors.items()}
    rows = [column_name(name) for name in categories]
    return [places.get(row) for row in rows] if {*places} <= {*rows} else errors


def _check_colors(kind: str, series: Sequence[Series]) -> None:
    """UserError for more bars side by side, or parts of a bar, than there are colors."""
    free = len({*CATEGORIES} - {s.role for s in series})
    if kind in ("bar", "stacked") and len([s for s in series if not s.role]) > free:
        raise UserError(
            f"{len(series)} series are too many to tell them apart: there are {len(CATEGORIES)} colors.",
            hint="Show fewer, add up the small ones, or take a heatmap(...) or a table(...).",
        )


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
