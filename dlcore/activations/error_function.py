r"""The error function, which NumPy lacks: a table from the standard library and a Taylor series between its points."""

from __future__ import annotations

import math

import numpy as np

_PER_UNIT = 64  # points of the table for each unit of x, so that the series never reaches further than 1/128
_REACH = 6  # erf(6) = 1 in float64
_DEGREE = 6  # the next term is below 1e-17


def _table() -> np.ndarray:
    r"""Row k: the Taylor coefficients of erf about x_k = k/64 - 6.

    \frac{d}{dx} \operatorname{erf} = \frac{2}{\sqrt\pi} e^{-x^2}, and e^{-(x+t)^2} = e^{-x^2} \sum_n (-1)^n H_n(x)
    t^n / n!
    """
    x = np.arange(-_REACH * _PER_UNIT, _REACH * _PER_UNIT + 1) / _PER_UNIT
    bell = 2.0 / math.sqrt(math.pi) * np.exp(-x * x)
    hermite = [np.ones_like(x), 2.0 * x]
    for n in range(1, _DEGREE):
        hermite.append(2.0 * x * hermite[n] - 2.0 * n * hermite[n - 1])
    columns = [np.array([math.erf(v) for v in x])]
    columns += [(-1) ** n * bell * h / (math.factorial(n) * (n + 1)) for n, h in enumerate(hermite)]
    return np.stack(columns)


_COEFFICIENTS = _table()


def erf(x: np.ndarray) -> np.ndarray:
    r"""The error function \frac{2}{\sqrt\pi} \int_0^x e^{-t^2} dt of each entry, off by less than 3e-16.

    Working  none: its series is machinery; gelu shows what is made with it
    Source   Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 7.1.1; the values at the table's points
             are those of Python's math.erf

    >>> float(abs(erf(np.array(0.3)) - math.erf(0.3))) < 3e-16
    True
    """
    inside = np.clip(x, -_REACH, _REACH)
    place = np.rint(inside * _PER_UNIT)
    away = inside - place / _PER_UNIT
    rows = _COEFFICIENTS.take(place.astype(np.int64) + _REACH * _PER_UNIT, axis=1).astype(away.dtype, copy=False)
    result = rows[-1]
    for row in rows[-2::-1]:
        result = result * away + row
    return result
