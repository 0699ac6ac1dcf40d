"""What one unit of the last digit of a displayed number is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from deckwright.checking.keystrokes import ARGUMENT, Keystroke, keystrokes, written

_NUMBER = re.compile(r"\d[\d{,}]*(?:\.\d+)?")
_MATRICES = (r"\begin{pmatrix}", r"\begin{bmatrix}")


def units(strokes: Sequence[Keystroke]) -> list[Decimal] | None:
    r"""One unit of the last digit of each number of a result; None for what isn't a number or a matrix of numbers.

    >>> from deckwright.equations.formula import Formula
    >>> entered = [r"1.00\cdot 10^{-6}", r"\begin{pmatrix} 3.14 \\ -2 \end{pmatrix}", "1 + 2"]
    >>> [units(keystrokes(Formula(latex).tree)) for latex in entered]
    [[Decimal('1E-8')], [Decimal('0.01'), Decimal('1')], None]
    """
    found: list[Decimal] = []
    for entry in _entries(strokes):
        unit = _unit(entry)
        if unit is None:
            return None
        found.append(unit)
    return found


def _entries(strokes: Sequence[Keystroke]) -> Iterator[Sequence[Keystroke]]:
    """The entries of a matrix or of what stands in brackets; what is neither is one entry."""
    names = [stroke.name for stroke in strokes]
    if len(names) == 1 and names[0] in _MATRICES:
        yield from (keystrokes(cell) for row in strokes[0].cells for cell in row)
        return
    if names and (names[0], names[-1]) == ("(", ")"):
        strokes, names = strokes[1:-1], names[1:-1]
    start = 0
    for comma in (index for index, name in enumerate(names) if name == ","):
        yield strokes[start:comma]
        start = comma + 1
    yield strokes[start:]


def _unit(strokes: Sequence[Keystroke]) -> Decimal | None:
    """For one number: with its sign, its power of ten, or in percent."""
    names = [stroke.name for stroke in strokes]
    if names[:1] in (["+"], ["-"]):
        strokes, names = strokes[1:], names[1:]
    percent = names[-1:] == [r"\%"]
    if percent:
        strokes, names = strokes[:-1], names[:-1]
    exponent = 0
    if names[-3:] == ["10", "^", ARGUMENT]:
        power = written(keystrokes(strokes[-1].argument))
        if not re.fullmatch(r"-?\d+", power) or names[-4:-3] not in ([], [r"\cdot"], [r"\times"]):
            return None
        exponent, names = int(power), names[:-4]
        if not names:
            return Decimal(10) ** (exponent - 2 * percent)
    if len(names) != 1 or not _NUMBER.fullmatch(names[0]):
        return None
    decimals = len(names[0].partition(".")[2])
    return Decimal(10) ** (exponent - decimals - 2 * percent)
