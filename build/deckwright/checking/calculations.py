r"""Calculations written out on a slide: does a calculator get from the digits on one side to those on the other?

A formula says that its sides are equal. Each side that a calculator can read is computed from the digits that stand
there and compared with the result beside it: ``\approx`` allows what rounding to the result's last digit takes away,
``=`` nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from deckwright.checking.calculator import Unreadable, compute_keystrokes
from deckwright.checking.keystrokes import Keystroke, keystrokes, written
from deckwright.checking.last_digits import units
from deckwright.equations.formula import Formula

EXACT = Decimal("1e-11")  # relative: a difference that only the calculator's own digits make
_APART = {
    r"\quad", r"\qquad", ",", ";", ":", "<", ">", r"\le", r"\leq", r"\ge", r"\geq", r"\ne", r"\neq", r"\in", r"\sim",
    r"\to",
    r"\equiv", r"\gets", r"\leftarrow", r"\rightarrow", r"\Rightarrow", r"\Leftrightarrow", r"\iff", r"\implies",
    r"\text",
}  # fmt: skip
_OPENS, _CLOSES = ("(", "["), (")", "]")
_END = Keystroke(r"\quad")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A side of a formula, what a calculator gets from it, and what the slide says instead.

    rounded  the result is right but for rounding, and "=" stands where it is not exact
    """

    formula: str
    gets: str
    shown: str
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    r"""A side that a calculator can read.

    values     None where there is no result, as of 1 / 0
    units      of the last digits, for a result; None for what has still to be computed
    roundings  how many \approx stand before it
    """

    latex: str
    values: list[Decimal] | None
    units: list[Decimal] | None
    roundings: int


def wrong_calculations(formula: Formula) -> Iterator[Wrong]:
    r"""What a calculator doesn't confirm in a formula.

    >>> [(wrong.gets, wrong.shown) for wrong in wrong_calculations(Formula(r"z = 0.5 \cdot 0.3 + 1 = 1.16"))]
    [('1.15', '1.16')]
    >>> list(wrong_calculations(Formula(r"p = \frac{1}{3} \approx 0.333")))
    []
    """
    for chain in _chains(keystrokes(formula.tree)):
        sides = [side for side in map(_readable, *zip(*chain)) if side]
        for side, other in _pairs(sides):
            if wrong := _compared(side, other):
                yield wrong


def _chains(strokes: Sequence[Keystroke]) -> Iterator[list[tuple[Sequence[Keystroke], int]]]:
    r"""Sides that are said to be equal, each with how many \approx stand before it."""
    chain, start, depth, roundings = [], 0, 0, 0
    for index, stroke in enumerate((*strokes, _END)):
        sign = stroke.name
        depth += (sign in _OPENS) - (sign in _CLOSES)
        if stroke is not _END and (depth > 0 or sign not in _APART and sign not in ("=", r"\approx")):
            continue
        chain.append((strokes[start:index], roundings))
        start, roundings = index + 1, roundings + (sign == r"\approx")
        if sign in _APART:
            yield chain
            chain, roundings = [], 0


def _readable(strokes: Sequence[Keystroke], roundings: int) -> _Side | None:
    strokes = _without_point(strokes)
    try:
        return _Side(written(strokes), list(compute_keystrokes(strokes).ravel()), units(strokes), roundings)
    except Unreadable:
        return None
    except ArithmeticError:
        return _Side(written(strokes), None, None, roundings)


def _without_point(strokes: Sequence[Keystroke]) -> Sequence[Keystroke]:
    """The same without the point that ends a sentence."""
    while strokes and strokes[-1].name == ".":
        strokes = strokes[:-1]
    return strokes


def _pairs(sides: list[_Side]) -> Iterator[tuple[_Side, _Side]]:
    """Each side with the result that it should have: the next one, else the one before; without any, the next side."""
    results = [side for side in sides if side.units]
    for k, side in enumerate(sides):
        after = [other for other in sides[k + 1 :] if other.units or not results]
        before = [] if side.units else [other for other in sides[:k] if other.units]
        if others := after[:1] or before[-1:]:
            yield side, others[0]


def _compared(side: _Side, other: _Side) -> Wrong | None:
    if side.values is None or other.values is None:
        return Wrong(side.latex, "an error", other.latex) if side.values is None else None
    if len(side.values) != len(other.values):
        return Wrong(side.latex, f"{len(side.values)} numbers", f"{len(other.values)} numbers")
    exact = side.roundings == other.roundings
    units = _coarser(side.units, other.units, len(side.values))
    for gets, shown, unit in zip(side.values, other.values, units):
        if abs(gets - shown) > _allowed(shown, unit, exact):
            return Wrong(side.latex, _digits(gets, unit), _digits(shown, unit), 2 * abs(gets - shown) <= unit)
    return None


def _coarser(units: list[Decimal] | None, others: list[Decimal] | None, count: int) -> list[Decimal]:
    """The larger unit of each number of two sides; 0 where both have still to be computed."""
    nothing = [Decimal(0)] * count
    return list(map(max, units or nothing, others or nothing))


def _allowed(shown: Decimal, unit: Decimal, exact: bool) -> Decimal:
    if exact:
        return EXACT * max(abs(shown), unit or Decimal(1))
    return unit / 2 + EXACT * max(abs(shown), unit) if unit else Decimal("Infinity")


def _digits(value: Decimal, unit: Decimal) -> str:
    """A number with a few digits more than the result has."""
    digits = max(6, value.adjusted() - unit.adjusted() + 3) if unit else 6
    return format(Decimal(f"{value:.{min(digits, 30)}g}").normalize(), "f" if abs(value.adjusted()) < 9 else "")
