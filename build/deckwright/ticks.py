"""Round numbers for axes."""

from __future__ import annotations

import math
from collections.abc import Iterable

from deckwright.errors import UserError

INTERVALS = range(4, 8)  # as many as there should be between the ticks
WHOLE_INTERVALS = range(3, 9)  # of whole numbers there are fewer to choose from
ALIKE = 1e-12  # share of their size by which numbers differ that an axis can't tell apart
SMALLEST, LARGEST = 1e-300, 1e300  # sizes of numbers that programs draw and spreadsheets hold, with room for limits


def check_sizes(values: Iterable[float], what: str, *, log: bool = False) -> None:
    """UserError where numbers are too large or too small to be drawn; what names them.

    On a linear axis a tiny number beside larger ones stands on zero, where it belongs; on a logarithmic one it has
    a place of its own, as it has where all numbers are tiny.
    """
    sizes = [abs(value) for value in values if value and not math.isnan(value)]
    if sizes and max(sizes) > LARGEST:
        raise UserError(
            f"{what} has a number of the size {max(sizes):.3g}, and figures draw numbers up to {LARGEST:g}.",
            hint="Divide by a power of ten, or show logarithms.",
        )
    if sizes and (min(sizes) if log else max(sizes)) < SMALLEST:
        least = min(sizes) if log else max(sizes)
        raise UserError(
            f"{what} has a number of the size {least:.3g}, and figures draw numbers down to {SMALLEST:g}.",
            hint="Multiply by a power of ten, show logarithms, or let what is practically zero be zero.",
        )


def told_apart(low: float, high: float) -> tuple[float, float]:
    """The same limits, or ones around them where both are one number but for rounding noise.

    >>> told_apart(1, 2), told_apart(3, 3), told_apart(0, 0)
    ((1, 2), (1.5, 4.5), (-0.5, 0.5))
    """
    size = max(abs(low), abs(high))
    if high - low > ALIKE * size:
        return low, high
    return low - (size or 1) / 2, low + (size or 1) / 2


def round_limits(low: float, high: float, whole: bool = False) -> tuple[float, float, float]:
    """Limits at ticks, and the ticks' distance: 1, 2, 2.5 or 5 times a power of ten, whichever leaves least empty.

    whole  what is counted has no halves: the distance is a whole number

    >>> round_limits(-6, 6), round_limits(0.0035, 0.298)
    ((-6.0, 6.0, 2.0), (0.0, 0.3, 0.05))
    >>> round_limits(0, 15), round_limits(0, 15, whole=True), round_limits(0, 2, whole=True)
    ((0.0, 15.0, 2.5), (0.0, 15.0, 5.0), (0.0, 2.0, 1.0))
    >>> round_limits(1, 1 + 1e-15), round_limits(-1e300, 1e300)
    ((0.5, 1.5, 0.25), (-1e+300, 1e+300, 5e+299))
    """
    low, high = told_apart(low, high)
    power = 10.0 ** math.floor(math.log10(high - low))
    best: tuple[float, ...] = ()
    for multiple in (0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5):
        step = multiple * power
        if whole and step % 1:
            continue
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first in (WHOLE_INTERVALS if whole else INTERVALS):
            waste = (last - first) * step / (high - low)
            if not best or waste < best[0] - 1e-9:
                best = waste, _round(first * step, step), _round(last * step, step), _round(step, step)
    return best[1:] or (float(math.floor(low)), float(math.ceil(high)), 1.0)


def round_step(least: float) -> float:
    """The next number of this size or more that is 1, 2, 2.5 or 5 times a power of ten.

    >>> round_step(0.23), round_step(3), round_step(5)
    (0.25, 5.0, 5.0)
    """
    power = 10.0 ** math.floor(math.log10(least))
    return next(_round(m * power, power) for m in (1, 2, 2.5, 5, 10) if m * power >= least * (1 - 1e-9))


def is_round(step: float) -> bool:
    """Whether it is 1, 2, 2.5 or 5 times a power of ten.

    >>> is_round(0.25), is_round(0.3)
    (True, False)
    """
    return math.isclose(round_step(step), step, rel_tol=1e-6)


def is_multiple(value: float, step: float) -> bool:
    """Whether a whole number of steps leads from zero to this value.

    >>> is_multiple(-1.5, 0.5), is_multiple(1, 0.4)
    (True, False)
    """
    return abs(value / step - round(value / step)) < 1e-6


def _round(value: float, step: float) -> float:
    """Without the noise of binary fractions."""
    return round(value, 2 - math.floor(math.log10(step)))


def ticks_within(low: float, high: float) -> list[float]:
    """The round numbers between two limits that need not be round themselves.

    >>> ticks_within(-2.1, 2.1)
    [-2.0, -1.0, 0.0, 1.0, 2.0]
    """
    bottom, top, step = round_limits(low, high)
    values = [_round(bottom + i * step, step) for i in range(round((top - bottom) / step) + 1)]
    return [value for value in values if low - 1e-9 * step <= value <= high + 1e-9 * step]
