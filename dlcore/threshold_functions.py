"""Which functions of yes-or-no inputs one neuron with a step can compute."""

from __future__ import annotations

import itertools

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError

__all__ = ["threshold_functions"]

_MOST = 4  # inputs; weights from -3 to 3 reach every threshold function of so few


def threshold_functions(inputs: int) -> np.ndarray:
    r"""All Boolean functions of n inputs that are a step of a weighted sum: one row each, (K, 2^n) of 0 and 1.

    Columns are the inputs in binary order, 00, 01, 10, 11. Found by trying all weights from -3 to 3 with all thresholds
    between the sums that occur: enough for up to four inputs, whose functions need no larger weights.

    Working  none: they are listed; what one of them computes is a step's
    Errors   DomainError unless inputs is a whole number from 1 to 4
    Source   Muroga, Threshold Logic and Its Applications (1971); the counts are OEIS A000609

    >>> [len(threshold_functions(n)) for n in (1, 2, 3)]
    [4, 14, 104]
    """
    n = whole("inputs", inputs, least=1)
    if n > _MOST:
        raise DomainError(f"inputs must be at most {_MOST}; found {n}.")
    corners = np.array(list(itertools.product((0, 1), repeat=n)))
    sums = corners @ np.array(list(itertools.product(range(-3, 4), repeat=n))).T  # (2^n, weights)
    reach = 3 * n + 1
    found = [np.unique((sums > threshold).T, axis=0) for threshold in range(-reach, reach + 1)]
    return np.unique(np.concatenate(found), axis=0).astype(np.int64)
