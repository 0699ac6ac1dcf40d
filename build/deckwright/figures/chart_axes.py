"""The axes of a chart, and the lines across it at a value of one of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from deckwright.deck.chart import Axis, Rule
from deckwright.errors import UserError
from deckwright.figures.dates import DATES, date_texts, days_of, moment_of
from deckwright.figures.number import display
from deckwright.figures.value import scalar_of
from deckwright.figures.words import plain_words
from deckwright.language import say
from deckwright.ticks import check_sizes, told_apart


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
