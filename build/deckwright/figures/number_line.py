"""Numbers as points on a line."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from deckwright.deck.drawing import Drawing, Label, Mark, Path
from deckwright.deck.figure import Figure
from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.figures.categories import colors_of
from deckwright.figures.layered import spread_within
from deckwright.figures.measure import width_of
from deckwright.figures.number import num
from deckwright.figures.plane import limits_of, marker
from deckwright.figures.tick_texts import tick_texts
from deckwright.figures.value import described, scalar_of
from deckwright.figures.words import plain_words, text_of
from deckwright.language import say
from deckwright.ticks import check_sizes, round_limits, ticks_within, told_apart

WIDTH = 760.0
MARGIN = 40.0
NAME, TICK = 20.0, 16.0
LINE = 96.0
APART = 14.0  # points between neighboring names


def number_line(
    points: Mapping[str, Any],
    *,
    low: float | None = None,
    high: float | None = None,
    digits: int = 4,
    roles: Mapping[str, str] | None = None,
    by_point: bool = False,
    alt: str = "",
) -> Drawing:
    """Named numbers on a line from low to high, by default a little beyond them.

    points    {"name": number}; "$...$" is a formula
    by_point  reveals one point with each click
    """
    values = _values(points)
    low, high = _limits(values, low, high)

    def at(value: float) -> float:
        return MARGIN + WIDTH * (value - low) / (high - low)

    line = Path(lines=(((0, LINE), (WIDTH + 2 * MARGIN, LINE)),), stroke="muted", stroke_width=1.5, arrow=True)
    marks: list[Mark] = [line, *_ticks(low, high, at)]
    order, colors = sorted(values, key=lambda name: values[name]), dict(zip(values, colors_of(list(values), roles)))
    figures = {name: num(points[name], digits) for name in order}
    for name, place in _places(order, figures, [at(values[name]) for name in order]).items():
        index = list(values).index(name)
        role, part, figure = colors[name], index + 1 if by_point else 0, figures[name]
        figure = Figure(figure.text, figure.value, figure.formula, plain_words(name))
        x = at(values[name])
        marks += [
            Path(lines=(((x, LINE), (place, LINE - 1.7 * NAME)),), stroke=role, part=part),
            Path(lines=(marker(x, LINE, index, 6),), closed=True, stroke="background", fill=role, part=part),
            Label(x=place, y=LINE - 3.5 * NAME, text=text_of(name), size=NAME, color=role, bold=True, part=part),
            Label(x=place, y=LINE - 2.3 * NAME, text=(Run(figure.text, figure=figure),), size=NAME, part=part),
        ]
    at_values = (say("{name} at {value}", name=plain_words(name), value=figures[name].text) for name in order)
    said = alt or say("Number line with {points}.", points=", ".join(at_values))
    return Drawing(
        width=WIDTH + 2 * MARGIN, height=LINE + 2 * TICK, marks=tuple(marks), kind="number line", alt=text_of(said)
    )


def _values(points: Any) -> dict[str, float]:
    """The points' numbers by their names; UserError for what no line can show."""
    if not isinstance(points, Mapping):
        raise UserError(f"Expected points by their names, found {described(points)}.", hint='{"name": number}')
    values = {name: float(scalar_of(value)) for name, value in points.items()}
    if not values:
        raise UserError("Expected a point or more for a number line, found none.")
    for name, value in values.items():
        check_sizes([value], f"The point {name!r}")
        if not math.isfinite(value):
            raise UserError(f"Expected a finite number for the point {name!r}, found {value}.")
    return values


def _limits(values: Mapping[str, float], low: float | None, high: float | None) -> tuple[float, float]:
    """The ends of the line: those asked for, or round numbers around the points."""
    around = round_limits(*limits_of(list(values.values())))
    low, high = around[0] if low is None else low, around[1] if high is None else high
    if not low <= min(values.values()) <= max(values.values()) <= high or told_apart(low, high) != (low, high):
        raise UserError(f"Expected all points between {low} and {high}.", hint="Widen low and high.")
    return low, high


def _ticks(low: float, high: float, at: Callable[[float], float]) -> Iterator[Mark]:
    ticks = ticks_within(low, high)
    for tick, text in zip(ticks, tick_texts(ticks)):
        yield Path(lines=(((at(tick), LINE - 4), (at(tick), LINE + 4)),), stroke="muted")
        yield Label(x=at(tick), y=LINE + 1.3 * TICK, text=(Run(text),), size=TICK, color="muted")


def _places(order: Sequence[str], figures: Mapping[str, Figure], wanted: Sequence[float]) -> dict[str, float]:
    """Where the middles of the names stand, none on another one and all above the line."""
    numbers = (width_of((Run(figures[name].text),), NAME) for name in order)
    widest = max(max(width_of(text_of(name), NAME, True), number) for name, number in zip(order, numbers)) + APART
    most = int((WIDTH + 2 * MARGIN) / widest)
    if len(order) > most:
        raise UserError(
            f"{len(order)} points are too many for a number line: there is room for the names of {most}.",
            hint="Show fewer, or give them shorter names.",
        )
    return dict(zip(order, spread_within(wanted, widest, widest / 2, WIDTH + 2 * MARGIN - widest / 2)))
