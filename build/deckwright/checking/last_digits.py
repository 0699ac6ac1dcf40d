"""What one unit of the last digit of a displayed number is."""

from __future__ import annotations

import re
from decimal import Decimal

from deckwright.checking.bare_formula import bare_formula

_NUMERAL = re.compile(r"[-+]?(?:(\d[\d{,}]*(?:\.\d+)?)(?:\\(?:cdot|times)10\^\{(-?\d+)\})?|10\^\{(-?\d+)\})(\\%)?")
_ENVELOPE = re.compile(r"\\begin\{[pb]matrix\}(.*)\\end\{[pb]matrix\}|\((.*)\)", re.DOTALL)
_BETWEEN = re.compile(r"&|\\\\|(?<!\{),(?!\d{3}(?!\d))")


def units(latex: str) -> list[Decimal] | None:
    r"""One unit of the last digit of each number of a result; None for what isn't a number or a matrix of numbers.

    >>> units(r"1.00\cdot 10^{-6}"), units(r"\begin{pmatrix} 3.14 \\ -2 \end{pmatrix}"), units("1 + 2")
    ([Decimal('1E-8')], [Decimal('0.01'), Decimal('1')], None)
    """
    bare = re.sub(r"\s", "", bare_formula(latex))
    envelope = _ENVELOPE.fullmatch(bare)
    entries = _BETWEEN.split((envelope[1] or envelope[2] or "") if envelope else bare)
    numerals = [numeral for numeral in map(_NUMERAL.fullmatch, entries) if numeral]
    return [_unit(*numeral.groups()) for numeral in numerals] if len(numerals) == len(entries) else None


def _unit(digits: str | None, scaled: str | None, power: str | None, percent: str | None) -> Decimal:
    decimals = len(digits.split(".")[1]) if digits and "." in digits else 0
    return Decimal(10) ** (int(scaled or power or 0) - decimals - (2 if percent else 0))
