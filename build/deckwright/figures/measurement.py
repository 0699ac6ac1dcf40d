"""Measurements with their spread: no more digits than it allows, and all numbers with as many decimals."""

from __future__ import annotations

import math
from typing import Any

from deckwright.deck.figure import Figure
from deckwright.deck.text import Run, Text
from deckwright.errors import UserError
from deckwright.figures.number import DIGITS, decimals_for, with_decimals
from deckwright.language import spoken

SPREAD = ("low", "high", "standard error")  # labels of figures that say one
KNOWN = 2  # significant digits of a range that are shown; of a standard error one, two where it begins with 1


def spread(value: Any, kind: str = "range", *, percent: bool = False) -> Text:
    """A Measurement with its spread: the median with its range, or the mean with its standard error.

    kind     "range" for 0.92 (0.91–0.94), "error" for 0.923 ± 0.009
    percent  shares as percentages

    >>> from dlcore.measurement import measured
    >>> from deckwright.deck.text import plain
    >>> accuracy = measured([0.9123, 0.9417, 0.9251])
    >>> plain(spread(accuracy)), plain(spread(accuracy, "error")), plain(spread(accuracy, percent=True))
    ('0.925 (0.912–0.942)', '0.926 ± 0.009', '92.5% (91.2%–94.2%)')
    >>> plain(spread(measured([1.052, 1.052])))
    '1.052'
    """
    _check(value, kind)
    if kind == "error":
        decimals = _decimals(value.standard_error, percent, 2 if _leads_with_one(value.standard_error) else 1)
        return (
            _run(value.mean, decimals, percent, "mean"),
            Run(" ± "),
            _run(value.standard_error, decimals, percent, "standard error"),
        )
    if value.low == value.high:  # measured so often, and always the same
        return (_run(value.median, decimals_for(value.median * (100 if percent else 1), DIGITS), percent, "low"),)
    decimals = _decimals(value.high - value.low, percent, KNOWN)
    low, high = (_run(number, decimals, percent, label) for number, label in ((value.low, "low"), (value.high, "high")))
    return (
        _run(value.median, decimals, percent, "median"),
        Run(" ("),
        low,
        Run(" – " if value.low < 0 else "–"),
        high,
        Run(")"),
    )


def _check(value: Any, kind: str) -> None:
    if not hasattr(value, "median") or not hasattr(value, "standard_error"):
        raise UserError(
            f"Expected a measurement, found {type(value).__name__}.",
            hint="Make one in lesson.py: measured([run(seed) for seed in seeds]), from dlcore.",
        )
    if kind not in ("range", "error"):
        raise UserError(f"Expected a spread of the kind range or error, found {kind!r}.")


def _decimals(width: float, percent: bool, digits: int) -> int:
    """How many decimals show so many significant digits of the spread's width."""
    width *= 100 if percent else 1
    return max(0, digits - 1 - math.floor(math.log10(width))) if width > 0 else 4


def _leads_with_one(width: float) -> bool:
    return width > 0 and f"{width:.1e}"[0] == "1"


def _run(value: float, decimals: int, percent: bool, label: str) -> Run:
    text = with_decimals(value * 100 if percent else value, decimals)
    text = spoken().share(text) if percent else text
    return Run(text, figure=Figure(text, float(value), label=label))
