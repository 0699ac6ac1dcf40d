"""Is a working calculator-true? An independent calculator is given the digits on display."""

from __future__ import annotations

from decimal import Decimal

from deckwright.checking.calculator import compute
from deckwright.checking.keystrokes import keystrokes
from deckwright.checking.last_digits import units
from deckwright.equations.formula import Formula
from dlcore import Tensor, working
from working_keys import WORKING_KEYS

EXACT = Decimal("1e-11")
SAME = Decimal("1e-20")  # the calculator has 28 digits; -ln(1 - 3.368e-13) is close to 3.368e-13, and another number


def numbers(latex: str) -> list[Decimal]:
    """The numbers that a calculator gets: one, or the entries of a matrix row by row."""
    return list(compute(Formula(latex), WORKING_KEYS).ravel())


def last_digits(latex: str) -> list[Decimal] | None:
    """One unit of the last digit of each number."""
    return units(keystrokes(Formula(latex).tree))


def disagreement(tensor: Tensor, **choices) -> str | None:
    """None when the working holds, else what is wrong with it."""
    found = working(tensor, **choices)
    by_kind = {line.kind: line for line in found.lines}
    if "numbers" not in by_kind or "result" not in by_kind:
        return None
    if any("dots" in by_kind[kind].latex for kind in ("numbers", "result")):  # shortened on display: nothing to type in
        return None
    given, result = by_kind["numbers"], by_kind["result"]
    shown, unit = numbers(result.latex), last_digits(result.latex) or []
    got = numbers(given.latex)
    if len(shown) != len(got) or len(unit) != len(shown):
        return f"{len(got)} numbers computed, {len(shown)} shown: {found.latex}"
    for mine, theirs, step in zip(got, shown, unit):
        if abs(mine - theirs) > step / 2 + EXACT * max(abs(theirs), step):
            return f"{mine} computed, {theirs} shown, unit {step}: {found.latex}"
    apart = max(abs(mine - theirs) / max(abs(theirs), step) for mine, theirs, step in zip(got, shown, unit))
    if apart > EXACT if result.relation == "=" else apart <= SAME:
        return f"the result says {result.relation}, and is {apart} apart: {found.latex}"
    rounded = any(
        abs(Decimal(n.value) - compute(Formula(n.text)).item()) > Decimal("1e-12") * abs(Decimal(n.value))
        for n in given.numbers
    )
    if (given.relation == "=") == rounded:
        return f"the numbers say {given.relation}, rounded is {rounded}: {found.latex}"
    return None
