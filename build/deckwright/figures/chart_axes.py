"""The axes of a chart, and the lines across it at a value of one of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from deckwright.deck.chart import Axis, Rule
from deckwright.errors import UserError
from deckwright.figures.dates import DATES, date_texts, days_of, moment_of
from deckwright.figures.frame import is_series
from deckwright.figures.library_columns import column_name
from deckwright.figures.number import display
from deckwright.figures.value import described, is_number, plain_value, scalar_of
from deckwright.figures.words import plain_words
from deckwright.language import say
from deckwright.ticks import check_sizes, told_apart


def axis_of(title: str, log: bool, limits: tuple[Any, Any], gridlines: bool = False, dates: bool = False) -> Axis:
    if not isinstance(limits, Iterable) or isinstance(limits, str) or len(limits := tuple(limits)) != 2:
        raise UserError(
            f"Expected both ends of an axis, (low, high), found {described(limits)}.",
            hint="None leaves an end to the values: (0, None).",
        )
    low, high = (None if plain_value(end) is None else _place(end, "An end of the axis", dates) for end in limits)
    check_sizes((v for v in (low, high) if v is not None), "The range of an axis")
    if low is not None and high is not None and told_apart(low, high) != (low, high):
        raise UserError(f"Expected an axis from a lower to a higher number, found {limits[0]} and {limits[1]}.")
    if log and low is not None and low <= 0:
        raise UserError(f"A logarithmic axis begins above zero, found {low}.")
    if log and high is not None and high <= 0:
        raise UserError(f"A logarithmic axis ends above zero, found {high}.")
    if log and dates:
        raise UserError("An axis of dates can't be logarithmic.")
    return Axis(plain_words(title), log, low, high, DATES if dates else "General", gridlines, dates)


def rules_of(levels: Any, marks: Any, x: Axis | None, y: Axis) -> tuple[Rule, ...]:
    """Lines across the plot; UserError for one that has no place on its axis."""
    rules = []
    for given, what, axis in ((levels, "levels", y), (marks, "marks", x)):
        given = given.to_dict() if is_series(given) else given
        if given is not None and not isinstance(given, Mapping):
            raise UserError(
                f"Expected lines across the plot by their names, found {described(given)}.",
                hint=f'{what}={{"name": value}}; "" is no name.',
            )
        if given is not None and axis is not None:
            side = "y" if axis is y else "x"
            rules += [_rule(column_name(name), value, side, axis) for name, value in given.items()]
    return tuple(rules)


def _rule(name: str, value: Any, side: str, axis: Axis) -> Rule:
    number = _place(value, f"The line {name!r}", axis.dates)
    if not math.isfinite(number) or (axis.log and number <= 0):
        raise UserError(f"The line {name!r} stands at {number:g}, which its axis doesn't have.")
    check_sizes([number], f"The line {name!r}", log=axis.log)
    if axis.low is not None and number < axis.low or axis.high is not None and number > axis.high:
        raise UserError(
            f"The line {name!r} stands at {_told(number, axis.dates)}, outside of the limits that its axis was given.",
            hint=f"Widen {side}_range, or leave it out.",
        )
    return Rule(plain_words(name), number, side)


def _place(value: Any, what: str, dates: bool) -> float:
    """Where a number or a date stands on an axis of such; UserError for one on an axis of the others."""
    moment = moment_of(value)
    if moment and dates:
        return days_of(moment)
    if moment:
        raise UserError(f"{what} is the date {date_texts([days_of(moment)])[0]}, and this axis has numbers.")
    number = scalar_of(value)
    if not is_number(number):
        raise UserError(f"{what} takes a {'date' if dates else 'number'}, found {described(value)}.")
    if dates:
        raise UserError(f"{what} is the number {number}, and this axis has dates.", hint='A date is "2024-02-29".')
    return float(number)


def _told(number: float, dates: bool) -> str:
    return date_texts([number])[0] if dates else f"{number:g}"


def described_rules(rules: Sequence[Rule], dated: bool = False) -> str:
    at = (date_texts([r.value])[0] if dated and r.axis == "x" else display(r.value) for r in rules)
    messages = {"x": "An upright line marks {name} at {place}.", "y": "A level line marks {name} at {place}."}
    return "".join(f" {say(messages[rule.axis], name=rule.name, place=text)}" for rule, text in zip(rules, at))
