"""Training data and held-out data: the same shuffle for every array, from a seed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dlcore.errors import DomainError, ShapeError
from dlcore.rng import generator


class Split(NamedTuple):
    """Examples to train on and examples held out; inputs x and targets y in the same order.

    >>> split(np.arange(4), np.arange(4), held_out=1).x_held_out.shape
    (1,)
    """

    x: np.ndarray
    y: np.ndarray
    x_held_out: np.ndarray
    y_held_out: np.ndarray


def split(x: np.ndarray, y: np.ndarray, *, held_out: float = 0.2, rng: np.random.Generator | int = 1) -> Split:
    r"""Shuffle the examples and hold some of them out of training.

    Shapes      x (N, ...) and y (N, ...) -> x (N - H, ...), y (N - H, ...), x_held_out (H, ...), y_held_out (H, ...)
    held_out    a fraction strictly between 0 and 1 (H is the nearest whole number, halves to
                even), or H itself as an int
    Convention  a plain shuffle, not stratified: the classes' shares differ a little between the two parts
    Errors      ShapeError when x and y differ in length, DomainError when either part would be empty
    Source      Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2009), section 7.2

    >>> parts = split(np.arange(5), np.arange(5) * 10, held_out=2, rng=0)
    >>> parts.x.shape, parts.x_held_out.shape, bool((parts.y == parts.x * 10).all())
    ((3,), (2,), True)
    """
    try:
        x, y = np.asarray(x), np.asarray(y)
    except ValueError:
        raise ShapeError(f"x and y must be regular arrays, found {x!r:.60} and {y!r:.60}") from None
    if x.ndim == 0 or y.ndim == 0 or len(x) != len(y):
        raise ShapeError(f"x and y must hold the same number of examples, found shapes {x.shape} and {y.shape}")
    H = _count(held_out, len(x))
    order = generator(rng).permutation(len(x))
    kept, held = order[H:], order[:H]
    return Split(x[kept], y[kept], x[held], y[held])


def _count(held_out: float, N: int) -> int:
    is_count = isinstance(held_out, (int, np.integer)) and not isinstance(held_out, bool)
    is_share = isinstance(held_out, (float, np.floating)) and 0.0 < held_out < 1.0
    H = int(held_out) if is_count else round(float(held_out) * N) if is_share else 0
    if not 0 < H < N:
        raise DomainError(
            f"held_out must be a fraction between 0 and 1, or a count from 1 to {N - 1}, that leaves both parts "
            f"at least one of the {N} examples; found {held_out!r}"
        )
    return H
