"""How many digits a number is shown with, and the number that a reader then sees."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

_TINY = 1e-4  # below this, decimals alone would be mostly zeros
_HUGE = 1e7


@dataclass(frozen=True, slots=True)
class Rounding:
    """Digits after the point; in scientific notation, digits after the point of the mantissa.

    >>> Rounding(2).show(-0.456), Rounding(2, scientific=True).show(0.0000312)
    ('-0.46', '3.12e-05')
    """

    decimals: int
    scientific: bool = False

    def show(self, value: float) -> str:
        """The number in plain ASCII, never "-0"."""
        text = f"{float(value):.{self.decimals}{'e' if self.scientific else 'f'}}"
        return text[1:] if text.startswith("-") and float(text) == 0 else text

    def latex(self, value: float) -> str:
        r"""The number in LaTeX.

        >>> Rounding(2, scientific=True).latex(0.0000312)
        '3.12\\cdot 10^{-5}'
        """
        text = self.show(value)
        if "e" not in text:
            return text
        mantissa, exponent = text.split("e")
        if int(exponent) == 0:
            return mantissa
        power = f"10^{{{int(exponent)}}}"
        return {"1": power, "-1": f"-{power}"}.get(mantissa) or rf"{mantissa}\cdot {power}"

    def rounded(self, values: np.ndarray, kind: type = np.float64) -> np.ndarray:
        """The numbers that a reader sees, element by element, in a precision of choice."""
        values = np.asarray(values, dtype=np.float64)
        flat = [kind(self.show(v)) for v in values.ravel()]
        return np.array(flat, dtype=kind).reshape(values.shape)

    def unit(self, value: float) -> float:
        """One unit of the last digit shown."""
        if not self.scientific or value == 0:
            return 10.0**-self.decimals
        return 10.0 ** (math.floor(math.log10(abs(value))) - self.decimals)


def rounding_for(values: np.ndarray, digits: int = 4) -> Rounding:
    """The rounding that gives the largest of some numbers so many significant digits, and no needless zeros.

    Numbers that are exact with fewer decimals get as many as they need, all entries of an array alike.

    >>> rounding_for(np.array([0.05, 0.1]))
    Rounding(decimals=2, scientific=False)
    >>> rounding_for(np.array([0.37754, 12.3456]))
    Rounding(decimals=2, scientific=False)
    """
    values = np.abs(np.asarray(values, dtype=np.float64))
    largest = float(values.max()) if values.size else 0.0
    if largest == 0:
        return Rounding(0)
    exponent = math.floor(math.log10(largest))
    if largest < _TINY or largest >= _HUGE:
        return _mantissa_rounding(values, digits)
    most = max(0, digits - 1 - exponent) if largest >= 0.1 else digits - 1 - exponent
    for decimals in range(most):
        if np.all(np.abs(np.round(values, decimals) - values) <= 1e-12 * np.maximum(1.0, values)):
            return Rounding(decimals)
    return Rounding(most)


def _mantissa_rounding(values: np.ndarray, digits: int) -> Rounding:
    """Scientific notation with as many digits as asked for, or fewer where the numbers need no more."""
    for decimals in range(digits - 1):
        rounding = Rounding(decimals, scientific=True)
        if np.allclose(rounding.rounded(values), values, rtol=1e-12, atol=0):
            return rounding
    return Rounding(digits - 1, scientific=True)
