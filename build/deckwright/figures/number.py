"""How a number is displayed: few digits, a true minus sign, and no digit that pretends to more than is known.

A number gets at most ``digits`` significant digits. Trailing zeros stay where rounding made them (0.50003 is shown
as 0.5000) and go where the number is exact (0.5).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from deckwright.deck.figure import Figure
from deckwright.errors import UserError
from deckwright.figures.value import array_of, formula_of, is_tensor, scalar_of

MINUS = "\N{MINUS SIGN}"
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SMALLEST_PLAIN = 1e-4  # smaller ones, and those from LARGEST_PLAIN on, are written with a power of ten
LARGEST_PLAIN = 1e6


def num(value: Any, digits: int = 4) -> Figure:
    """A number as a figure with at most ``digits`` significant digits.

    >>> [num(v).text for v in (0.29837, 0.5, 12.3456, 60000, 3.2e-05, -0.25)]
    ['0.2984', '0.5', '12.35', '60,000', '3.2×10⁻⁵', '−0.25']
    >>> num(0.2983710, 6).text
    '0.298371'
    """
    _check_digits(digits)
    plain = scalar_of(value)
    return Figure(display(plain, digits, noise_of(value)), plain, formula_of(value))


def sci(value: Any, digits: int = 2) -> Figure:
    """A number with a power of ten.

    >>> sci(0.0000321).text
    '3.2×10⁻⁵'
    """
    _check_digits(digits)
    plain = scalar_of(value)
    return Figure(_scientific(float(plain), digits, noise_of(value)), plain, formula_of(value))


def percent(value: Any, decimals: int = 1) -> Figure:
    """A share as a percentage; never rounded up to 100% or down to 0% when it is neither.

    >>> [percent(v).text for v in (0.9733, 0.5, 0.99996, -0.02)]
    ['97.3%', '50%', '99.996%', '−2%']
    """
    plain = scalar_of(value)
    share = float(plain) * 100
    while decimals < 6 and round(share, decimals) in (0, 100, -100) and not _exact(share, decimals, 1e-12):
        decimals += 1
    return Figure(fixed(share, 0 if _exact(share, 0, 1e-12) else decimals) + "%", plain, formula_of(value))


def shape(value: Any) -> Figure:
    """The shape of a Tensor or array.

    >>> shape(np.zeros((4, 1))).text
    '4×1'
    """
    sizes = array_of(value).shape
    return Figure("×".join(f"{size:,}" for size in sizes) or "scalar", str(sizes), formula_of(value))


def display(value: Any, digits: int = 4, noise: float = 1e-12) -> str:
    """The text of a plain value: a number by the rule above, a word as it is."""
    if value is None:
        return ""
    if isinstance(value, (bool, str)):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}".replace("-", MINUS)
    if not math.isfinite(value):
        return {math.inf: "∞", -math.inf: MINUS + "∞"}.get(value, "NaN")
    if value != 0 and not SMALLEST_PLAIN <= abs(value) < LARGEST_PLAIN:
        return _scientific(value, digits, noise)
    return fixed(value, decimals_for(value, digits, noise))


def fixed(value: float, decimals: int) -> str:
    """A number with this many decimals; a rounded-off zero has no sign.

    >>> fixed(-1234.56, 1), fixed(-0.001, 2)
    ('−1,234.6', '0.00')
    """
    text = f"{value:,.{decimals}f}"
    if not any(c in "123456789" for c in text):
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def decimals_for(value: float, digits: int, noise: float = 1e-12) -> int:
    """How many decimals show ``digits`` significant digits of a number, fewer when fewer are exact."""
    if value == 0 or not math.isfinite(value):
        return 0
    most = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    return next((d for d in range(most) if _exact(value, d, noise)), most)


def column_decimals(values: Iterable[float], digits: int, noise: float = 1e-12) -> int | None:
    """The number of decimals that numbers standing in one column share, or None when they differ too much in size.

    >>> column_decimals([0.15, 0.2, 0.25], 4), column_decimals([120.5, 0.0123], 4)
    (2, None)
    """
    sizes = [abs(v) for v in values if math.isfinite(v) and v != 0]
    if not sizes:
        return 0
    most = max(0, digits - 1 - math.floor(math.log10(max(sizes))))
    if not SMALLEST_PLAIN <= max(sizes) < LARGEST_PLAIN or min(sizes) < 5 * 10.0 ** (-most - 1):
        return None
    needed = [next((d for d in range(most) if _exact(v, d, noise)), most) for v in sizes]
    return max(needed)


def column_texts(values: Iterable[Any], digits: int, noise: float = 1e-12) -> list[str]:
    """The texts of numbers that stand below one another: the same decimals for all where that is possible."""
    values = list(values)
    floats = [v for v in values if isinstance(v, float)]
    decimals = column_decimals(floats, digits, noise)
    if decimals is None:
        return [display(v, digits, noise) for v in values]
    return [fixed(v, decimals) if isinstance(v, float) and math.isfinite(v) else display(v, digits) for v in values]


def grid_texts(grid: np.ndarray, digits: int, noise: float = 1e-12) -> list[list[str]]:
    """The texts of a matrix: the same decimals for all entries, or for each column where most would become zeros.

    One digit more is taken where that keeps an entry from becoming a zero.

    >>> grid_texts(np.array([[0.5, 2.25], [1.0, 3e-9]]), 3)
    [['0.50', '2.25'], ['1.00', '0.00']]
    """
    if grid.dtype.kind != "f":
        return [[display(value.item()) for value in row] for row in grid]
    sizes = np.abs(grid[np.isfinite(grid) & (grid != 0)])
    seen = sizes[sizes >= np.max(sizes, initial=0.0) * 10.0**-digits]
    shared = (column_decimals(seen.tolist(), digits + more, noise) for more in (0, 1))
    decimals = next((found for found in shared if found is not None), None)
    fits = seen.size == sizes.size or (seen.size >= sizes.size / 2 and (decimals or 0) >= digits - 1)
    if decimals is not None and fits and np.isfinite(grid).all():
        return [[fixed(float(value), decimals) for value in row] for row in grid]
    columns = [column_texts(column.tolist(), digits, noise) for column in grid.T]
    return [list(row) for row in zip(*columns)]


def noise_of(thing: Any) -> float:
    """The relative size of rounding noise in a thing's numbers: single precision has more of it."""
    dtype = np.asarray(thing.value if is_tensor(thing) else thing).dtype
    return 1e-12 if dtype.kind != "f" or dtype.itemsize >= 8 else float(np.finfo(dtype).eps) * 4


def _scientific(value: float, digits: int, noise: float) -> str:
    if value == 0 or not math.isfinite(value):
        return display(float(value), digits)
    exponent = int(f"{value:.{digits - 1}e}".split("e")[1])
    whole, power = f"{value:.17e}".split("e")
    mantissa = float(whole) * 10.0 ** (int(power) - exponent)  # 10.0**exponent itself may be too small for a float
    decimals = min(digits - 1, decimals_for(mantissa, digits, max(noise, 1e-12)))  # 0.996 becomes 1.0
    text = fixed(mantissa, decimals)
    return f"{text}×10{str(exponent).translate(SUPERSCRIPTS)}"


def _exact(value: float, decimals: int, noise: float) -> bool:
    return abs(round(value, decimals) - value) <= noise * abs(value)


def _check_digits(digits: int) -> None:
    if not isinstance(digits, int) or not 1 <= digits <= 17:
        raise UserError(f"Expected a number of digits from 1 to 17, found {digits!r}.")
