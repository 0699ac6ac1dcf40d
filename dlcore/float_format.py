"""Numbers of a few bits: what a float16 or a bfloat16 can hold, and how a number is rounded to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError
from dlcore.tensor import as_tensor

__all__ = ["BFLOAT16", "FLOAT16", "FLOAT32", "FloatFormat"]


@dataclass(frozen=True)
class FloatFormat:
    r"""A binary floating-point format: a sign, an exponent and a fraction.

    (-1)^s (1 + f / 2^p) 2^e with p bits of fraction, e from e_{\min} = 2 - 2^{k-1} to 2^{k-1} - 1 with k bits of
    exponent; below 2^{e_{\min}} the spacing stays (subnormal numbers)

    exponent_bits  k; 5 for float16, 8 for bfloat16 and float32
    fraction_bits  p; 10, 7 and 23
    Convention     rounds to the nearest, a tie to the one whose last bit is 0; beyond the largest by half a spacing or
                   more: infinity
    Working        none: bits are dropped
    Errors         DomainError for bits that a float64 doesn't have: k from 2 to 10, p from 1 to 51
    Source         for bfloat16 AMD, AOCL API Guide 5.3, BFloat16 Format: 8 and 7 bits; tests compare
                   float16 with Python's struct module, bfloat16 with the upper half of NumPy's float32

    >>> FLOAT16.largest, BFLOAT16.epsilon, FLOAT16.smallest_normal == 2**-14
    (65504.0, 0.0078125, True)
    >>> FLOAT16.round([0.1, 1.0004, 70000.0]).tolist()
    [0.0999755859375, 1.0, inf]
    """

    exponent_bits: int
    fraction_bits: int

    def __post_init__(self) -> None:
        for name, most in (("exponent_bits", 10), ("fraction_bits", 51)):
            found = whole(name, getattr(self, name), least=2 if name == "exponent_bits" else 1)
            if found > most:
                raise DomainError(f"{name} must be at most {most}, which a float64 can hold; found {found}")

    @property
    def epsilon(self) -> float:
        """From 1 to the next larger number, 2^-p."""
        return 2.0**-self.fraction_bits

    @property
    def smallest_normal(self) -> float:
        """Below it numbers have fewer digits: 2^e_min."""
        return 2.0**self._least_exponent

    @property
    def smallest(self) -> float:
        """The smallest number above 0, subnormal."""
        return self.smallest_normal * self.epsilon

    @property
    def largest(self) -> float:
        """The largest finite number."""
        return (2.0 - self.epsilon) * 2.0 ** (2 ** (self.exponent_bits - 1) - 1)

    @property
    def _least_exponent(self) -> int:
        return 2 - 2 ** (self.exponent_bits - 1)

    def spacing(self, values: object) -> np.ndarray:
        """From each number to the next one of this format that is farther from 0.

        >>> FLOAT16.spacing([1.0, 4.0]).tolist()
        [0.0009765625, 0.00390625]
        """
        values = as_tensor(values).value
        _, exponents = np.frexp(values)  # value = m 2^e with m in [1/2, 1)
        kept = np.maximum(np.where(values == 0, self._least_exponent, exponents - 1), self._least_exponent)
        return np.ldexp(1.0, kept - self.fraction_bits)

    def round(self, values: object) -> np.ndarray:
        """Each number as this format holds it, as float64.

        >>> BFLOAT16.round([1.001, 1.005]).tolist()
        [1.0, 1.0078125]
        """
        values = as_tensor(values).value
        spacing = self.spacing(values)
        rounded = np.rint(values / spacing) * spacing  # rint: a tie goes to the even one
        return np.where(np.abs(rounded) > self.largest, np.copysign(np.inf, values), rounded)


FLOAT16, BFLOAT16, FLOAT32 = FloatFormat(5, 10), FloatFormat(8, 7), FloatFormat(8, 23)
