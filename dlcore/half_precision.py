"""Numbers in 16 bits: what is left of a number when it is stored as float16 or as bfloat16."""

from __future__ import annotations

import numpy as np

from dlcore.tensor import as_tensor

__all__ = ["bfloat16", "float16"]


def float16(x: object) -> np.ndarray:
    r"""The nearest numbers with 11 significant bits and exponents from -14 to 15 (IEEE 754 binary16).

    Shapes      any
    Convention  halfway cases go to the even neighbor; below 2^{-14} the spacing stays 2^{-24}; from 65,520 up infinity
    Source      IEEE 754-2019, table 3.5
    Working     none: rounding is no formula

    >>> float16([1 - 0.0001, 0.1, 70_000.0, 1e-8]).tolist()
    [1.0, 0.0999755859375, inf, 0.0]
    """
    return _rounded(as_tensor(x).value, bits=11, lowest=-14, highest=15)


def bfloat16(x: object) -> np.ndarray:
    r"""The nearest numbers with 8 significant bits and float32's exponents, from -126 to 127.

    Shapes      any
    Convention  halfway cases go to the even neighbor, as hardware rounds; numbers too small for a normal one keep the
                spacing 2^{-133}
    Source      Kalamkar et al., A Study of BFLOAT16 for Deep Learning Training (2019), section 3
    Working     none: rounding is no formula

    >>> bfloat16([1.001, 0.1, 70_000.0, 1e-8]).tolist()
    [1.0, 0.10009765625, 70144.0, 1.0011717677116394e-08]
    """
    return _rounded(as_tensor(x).value, bits=8, lowest=-126, highest=127)


def _rounded(x: np.ndarray, *, bits: int, lowest: int, highest: int) -> np.ndarray:
    """To so many significant bits, with exponents in a range."""
    x = x.astype(np.float64)
    _, exponent = np.frexp(x)  # |x| is from 2^(exponent - 1) up
    spacing = np.ldexp(1.0, np.maximum(exponent - 1, lowest) - (bits - 1))
    rounded = np.rint(x / spacing) * spacing
    return np.where(np.abs(rounded) < 2.0 ** (highest + 1), rounded, np.copysign(np.inf, rounded))
