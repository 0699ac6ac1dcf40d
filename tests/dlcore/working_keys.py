r"""Keys for the notations that only dlcore's workings have, which the calculator's reader of slides must not guess.

Powers and bars go entry by entry. Indices say over what goes a sum or a mean: \sum_{i} A over the rows, \sum_{j} A over
the columns.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np

from deckwright.checking.calculator_functions import KEYS, Keys, mean, number, with_number


def _share(a: Decimal, b: Decimal) -> Decimal:
    """a / b, and 0 for 0 / 0: a share of nothing is nothing."""
    return Decimal(0) if a == 0 == b else a / b


def _huber(delta: Decimal, d: Decimal) -> Decimal:
    return d * d / 2 if abs(d) <= delta else delta * (abs(d) - delta / 2)


def _one_hot(classes: str) -> Callable[[np.ndarray], np.ndarray]:
    return lambda targets: np.array([[Decimal(int(t == c)) for c in range(int(classes))] for t in targets.ravel()])


def _variance(numbers: np.ndarray) -> Decimal:
    return mean((numbers - mean(numbers)) ** 2)


def _along(index: str, values: np.ndarray, function: Callable) -> np.ndarray:
    """A function of each column (index i, or n for examples) or of each row (index j)."""
    lines = values.T if index in ("i", "n") else values
    return np.array([[function(line)] for line in lines], dtype=object)


def _repeated(function: Callable) -> Callable[[str], Callable]:
    """As _along, each result in the places of the numbers that it was made from."""

    def over(index: str) -> Callable[[np.ndarray], np.ndarray]:
        def of_matrix(values: np.ndarray) -> np.ndarray:
            result = _along(index, values, function)
            return np.broadcast_to(result.T if index == "i" else result, values.shape)

        return of_matrix

    return over


def _sum_over(index: str) -> Callable[[np.ndarray], np.ndarray]:
    r"""Over an index; \le x stands for what has come up to each row."""
    return lambda a: np.cumsum(a, axis=0) if index == r"\lex" else _along(index, a, np.sum)


WORKING_KEYS: Keys = {
    **KEYS,
    " / ": np.frompyfunc(_share, 2, 1),
    " ^ ": lambda a, exponent: a**exponent,
    r"\lvert": abs,
    " _ ": lambda table, rows: table[[int(row) for row in rows.ravel()]],
    "h_": with_number(_huber),
    r"\prod": lambda a: np.cumprod(a.ravel()).reshape(a.shape),
    r"\sum_": _sum_over,
    r"\max_": lambda index: lambda a: _along(index, a, np.max),
    r"\operatorname{mean}_": _repeated(mean),
    r"\operatorname{var}": lambda a: number(_variance(a.ravel())),
    r"\operatorname{var}_": _repeated(_variance),
    r"\operatorname{onehot}_": _one_hot,
    r"\operatorname{sort}": lambda z: np.sort(z, axis=0),
    r"\operatorname{diag}": lambda a: np.diagonal(a).reshape(-1, 1),
    r"\operatorname{alternate}(,)": lambda a, b: np.stack([a, b], axis=-1).reshape(len(a), -1),
}
