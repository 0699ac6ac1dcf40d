"""The simplest test of memory: read a symbol, then noise, then say the symbol."""

from __future__ import annotations

import numpy as np

from dlcore.check import whole
from dlcore.rng import generator


def recall(N: int, T: int, *, symbols: int = 4, rng: np.random.Generator | int = 1) -> tuple[np.ndarray, np.ndarray]:
    r"""Sequences that begin with one of a few symbols and go on with noise; the symbol is to be told at the end.

    x_1 is the symbol, one-hot; x_2 to x_T are standard normal numbers in a channel of their own. Who guesses has a
    cross-entropy of \ln(symbols).

    Shapes  -> x (N, T, symbols + 1) float64, the last channel is the noise's; y (N,) int64 from 0 to symbols - 1
    Errors  DomainError when N is not a whole number from 1 up, or T or symbols from 2 up
    Source  a variant of the tasks by which long memory is tested since Hochreiter and Schmidhuber (1997)

    >>> x, y = recall(2, 3, rng=1)
    >>> x.shape, y.tolist(), x[:, 0].tolist()
    ((2, 3, 5), [1, 2], [[0.0, 1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0, 0.0]])
    """
    N, T, symbols = whole("N", N, least=1), whole("T", T, least=2), whole("symbols", symbols, least=2)
    rng = generator(rng)
    y = rng.integers(symbols, size=N)
    x = np.zeros((N, T, symbols + 1))
    x[np.arange(N), 0, y] = 1.0
    x[:, 1:, -1] = rng.standard_normal((N, T - 1))
    return x, y
