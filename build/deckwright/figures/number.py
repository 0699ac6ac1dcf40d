"""How a number is displayed: few digits, a true minus sign, and no digit that pretends to more than is known.

A number gets at most ``digits`` significant digits. Trailing zeros stay where rounding made them (0.50003 is shown
as 0.5000) and go where the number is exact (0.5). Thousands are separated from 10,000 on, so that a year stays a year.
A decimal number (``Decimal``) and a fraction are shown as they are as long as they are short, dates as ISO writes them.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from deckwright.deck.figure import Figure
from deckwright.errors import UserError
from deckwright.figures.value import (
    Interval,
    array_of,
    formula_of,
    is_number,
    is_tensor,
    plain_value,
    recorded,
    scalar_of,
)
from deckwright.language import say, spoken
from dlcore.measurement import OfSeeds

OF_SEEDS = "of several seeds"  # the label of a number that needs its spread beside it
MINUS = "\N{MINUS SIGN}"
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SMALLEST_PLAIN = 1e-4  # smaller ones, and those from LARGEST_PLAIN on, are written with a power of ten
LARGEST_PLAIN = 1e6
SEPARATED_FROM = 10_000
DIGITS = 4  # where none are asked for
ENDS = 6  # digits of an interval's ends, which must be told apart from their neighbors
MOST_EXACT = 12  # digits of a decimal number, or of a fraction's two numbers together, that are shown as they are


def num(value: Any, digits: int | None = None, *, separators: bool | None = None) -> Figure:
    """A number as a figure with at most ``digits`` significant digits, 4 unless others are asked for.

    separators  between thousands: from 10,000 on unless this says always (True) or never (False)

    >>> [num(v).text for v in (0.29837, 0.5, 12.3456, 60000, 3.2e-05, -0.25)]
    ['0.2984', '0.5', '12.35', '60,000', '3.2×10⁻⁵', '−0.25']
    >>> num(0.2983710, 6).text, num(2024).text, num(2024, separators=True).text
    ('0.298371', '2024', '2,024')
    """
    plain = scalar_of(value)
    if plain is None:
        raise UserError("num takes a value, found none.", hint="Say in lesson.py what stands in its place.")
    if digits is not None:
        check_digits(digits)
        plain = float(plain) if isinstance(plain, (Decimal, Fraction)) else plain
    if isinstance(plain, datetime.datetime):
        return Figure(column_texts([plain], DIGITS)[0], recorded(plain))
    text = display(plain, digits or DIGITS, noise_of(value), separators)
    return Figure(text, recorded(plain), formula_of(value), OF_SEEDS if isinstance(value, OfSeeds) else "")


def fixed(value: Any, decimals: int = 2, *, separators: bool | None = None) -> Figure:
    """A number with so many decimals, as sums of money have them.

    >>> fixed(19.9).text, fixed(-1234.5, 1).text, fixed(1234.5, separators=True).text
    ('19.90', '−1234.5', '1,234.50')
    """
    if not isinstance(decimals, (int, np.integer)) or not 0 <= decimals <= 17:
        raise UserError(f"Expected a number of decimals from 0 to 17, found {decimals!r}.")
    plain = _number("fixed", value)
    text = with_decimals(plain, decimals, separators) if math.isfinite(plain) else display(plain)
    return Figure(text, recorded(plain), formula_of(value), OF_SEEDS if isinstance(value, OfSeeds) else "")


def sci(value: Any, digits: int = 2) -> Figure:
    """A number with a power of ten.

    >>> sci(0.0000321).text
    '3.2×10⁻⁵'
    """
    check_digits(digits)
    plain = _number("sci", value)
    return Figure(_scientific(float(plain), digits, noise_of(value)), recorded(plain), formula_of(value))


def percent(value: Any, decimals: int = 1) -> Figure:
    """A share as a percentage; never rounded up to 100% or down to 0% when it is neither.

    >>> [percent(v).text for v in (0.9733, 0.5, 0.99996, -0.02)]
    ['97.3%', '50%', '99.996%', '−2%']
    """
    plain = _number("percent", value)
    share = float(plain) * 100
    if not math.isfinite(share):
        return Figure(spoken().share(display(share)), recorded(plain), formula_of(value))
    while decimals < 6 and round(share, decimals) in (0, 100, -100) and not _exact(share, decimals, 1e-12):
        decimals += 1
    text = with_decimals(share, 0 if _exact(share, 0, 1e-12) else decimals)
    return Figure(
        spoken().share(text), recorded(plain), formula_of(value), OF_SEEDS if isinstance(value, OfSeeds) else ""
    )


def shape(value: Any) -> Figure:
    """The shape of a Tensor or array.

    >>> shape(np.zeros((4, 1))).text
    '4×1'
    """
    sizes = getattr(value, "shape", None)
    sizes = sizes if isinstance(sizes, tuple) else array_of(value).shape
    return Figure("×".join(display(size) for size in sizes) or say("scalar"), str(sizes), formula_of(value))


def display(value: Any, digits: int = DIGITS, noise: float = 1e-12, separators: bool | None = None) -> str:
    """The text of a plain value: a number by the rules above, a word as it is, nothing for what is missing."""
    if value is None:
        return ""
    if isinstance(value, Interval):
        ends = [value.left, value.right]
        dated = isinstance(ends[0], _MOMENTS)
        left, right = column_texts(ends, ENDS) if dated else (display(end, ENDS, noise, separators) for end in ends)
        return value.written(left, right, "; " if spoken().decimal == "," else ", ")
    if not is_number(value):
        return _moment(value) if isinstance(value, _MOMENTS) else str(value)
    if isinstance(value, int):
        return with_decimals(value, 0, separators)
    if isinstance(value, (Decimal, Fraction)):
        return _as_it_is(value, separators) or display(float(value), digits, noise, separators)
    if not math.isfinite(value):
        return {math.inf: "∞", -math.inf: MINUS + "∞"}.get(value, "NaN")
    if value != 0 and not SMALLEST_PLAIN <= abs(value) < LARGEST_PLAIN:
        return _scientific(value, digits, noise)
    return with_decimals(value, decimals_for(value, digits, noise), separators)


def with_decimals(value: float | Decimal | Fraction, decimals: int, separators: bool | None = None) -> str:
    """The text of a number with this many decimals; a rounded-off zero has no sign.

    >>> with_decimals(-12345.67, 1), with_decimals(-0.001, 2), with_decimals(2024, 0)
    ('−12,345.7', '0.00', '2024')
    """
    value = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    if separators is None:
        separators = abs(round(value, decimals)) >= SEPARATED_FROM
    kind = (
        "d" if isinstance(value, int) and not decimals else f".{decimals}f"
    )  # a whole number may be too large for a float
    text = format(value, f",{kind}" if separators else kind)
    if not any(c in "123456789" for c in text):
        text = text.lstrip("-")
    return spoken().number(text.replace("-", MINUS))


_MOMENTS = (datetime.date, datetime.time, datetime.timedelta)


def _moment(value: Any) -> str:
    """A date, a time or a span: ISO 8601 with a space before the time, and no seconds where there are none."""
    if isinstance(value, datetime.timedelta):
        text = str(datetime.timedelta(value.days, value.seconds, value.microseconds))
        text = text.rstrip("0") if "." in text else text
        return text.removesuffix(", 0:00:00").replace("-", MINUS)
    if type(value) is datetime.date:
        return value.isoformat()
    parts = "seconds" if value.second else "minutes"
    parts = "auto" if value.microsecond else parts
    return value.isoformat(timespec=parts) if isinstance(value, datetime.time) else value.isoformat(" ", parts)


def _as_it_is(value: Decimal | Fraction, separators: bool | None) -> str:
    """A decimal number or a fraction in its own digits; "" where those are too many, or where it is no number."""
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return with_decimals(value.numerator, 0, separators)
        short = len(f"{abs(value.numerator)}{value.denominator}") <= MOST_EXACT / 2
        return f"{value.numerator}/{value.denominator}".replace("-", MINUS) if short else ""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):  # infinity and NaN have a letter there
        return ""
    short = exponent <= 0 and max(len(digits), -exponent) <= MOST_EXACT
    return with_decimals(value, -exponent, separators) if short else ""


def _number(name: str, value: Any) -> Any:
    """The number that a filter is given; UserError for anything else."""
    plain = scalar_of(value)
    if not is_number(plain):
        raise UserError(f"{name} takes a number, found {plain!r}.")
    return plain


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
    """The texts of values that stand below one another: the same decimals for all numbers where that is possible.

    All have separators where one needs them; moments that are all at midnight are days.

    >>> column_texts([2023, 2024], 4), column_texts([9999, 10000], 4)
    (['2023', '2024'], ['9,999', '10,000'])
    """
    values = list(values)
    floats = [v for v in values if isinstance(v, float)]
    separators = _separated(v for v in values if is_number(v))
    if moments := [v for v in values if isinstance(v, datetime.datetime)]:
        if all(moment.time() == datetime.time() for moment in moments):
            values = [v.date() if isinstance(v, datetime.datetime) else v for v in values]
    decimals = column_decimals(floats, digits, noise)
    return [
        with_decimals(v, decimals, separators)
        if decimals is not None and isinstance(v, float) and math.isfinite(v)
        else display(v, digits, noise, separators)
        for v in values
    ]


def _separated(values: Iterable[Any]) -> bool | None:
    """Whether numbers that stand together have separators: None leaves it to each."""
    return any(math.isfinite(v) and abs(v) >= SEPARATED_FROM for v in values) or None


def grid_texts(grid: np.ndarray, digits: int, noise: float = 1e-12) -> list[list[str]]:
    """The texts of a matrix: the same decimals for all entries, or for each column where most would become zeros.

    One digit more is taken where that keeps an entry from becoming a zero.

    >>> grid_texts(np.array([[0.5, 2.25], [1.0, 3e-9]]), 3)
    [['0.50', '2.25'], ['1.00', '0.00']]
    """
    if grid.dtype.kind != "f":
        values = [[plain_value(value) for value in row] for row in grid]
        separators = _separated(v for row in values for v in row if is_number(v))
        return [[display(value, separators=separators) for value in row] for row in values]
    sizes = np.abs(grid[np.isfinite(grid) & (grid != 0)])
    seen = sizes[sizes >= np.max(sizes, initial=0.0) * 10.0**-digits]
    shared = (column_decimals(seen.tolist(), digits + more, noise) for more in (0, 1))
    decimals = next((found for found in shared if found is not None), None)
    fits = seen.size == sizes.size or (seen.size >= sizes.size / 2 and (decimals or 0) >= digits - 1)
    if decimals is not None and fits and np.isfinite(grid).all():
        separators = _separated(sizes)
        return [[with_decimals(float(value), decimals, separators) for value in row] for row in grid]
    columns = [column_texts(column.tolist(), digits, noise) for column in grid.T]
    return [list(row) for row in zip(*columns)]


def noise_of(thing: Any) -> float:
    """The relative size of rounding noise in a thing's numbers: single precision has more of it."""
    dtype = getattr(thing.value if is_tensor(thing) else thing, "dtype", None)  # a frame's column may have another kind
    if not isinstance(dtype, np.dtype):
        return 1e-12
    return 1e-12 if dtype.kind != "f" or dtype.itemsize >= 8 else float(np.finfo(dtype).eps) * 4


def _scientific(value: float, digits: int, noise: float) -> str:
    if value == 0 or not math.isfinite(value):
        return display(float(value), digits)
    exponent = int(f"{value:.{digits - 1}e}".split("e")[1])
    whole, power = f"{value:.17e}".split("e")
    mantissa = float(whole) * 10.0 ** (int(power) - exponent)  # 10.0**exponent itself may be too small for a float
    decimals = min(digits - 1, decimals_for(mantissa, digits, max(noise, 1e-12)))  # 0.996 becomes 1.0
    text = with_decimals(mantissa, decimals)
    return f"{text}×10{str(exponent).translate(SUPERSCRIPTS)}"


def _exact(value: float, decimals: int, noise: float) -> bool:
    return abs(round(value, decimals) - value) <= noise * abs(value)


def check_digits(digits: int) -> None:
    """UserError for a number of digits that makes no sense."""
    if not isinstance(digits, (int, np.integer)) or not 1 <= digits <= 17:
        raise UserError(f"Expected a number of digits from 1 to 17, found {digits!r}.")
