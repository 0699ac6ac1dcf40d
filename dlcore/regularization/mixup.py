"""Mixup: new examples between two old ones, with targets mixed in the same shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import number
from dlcore.errors import ShapeError
from dlcore.rng import generator
from dlcore.tensor import Tensor


@dataclass(frozen=True)
class Mixed:
    """Mixed examples.

    x, y     inputs and targets, of the shapes that were given
    shares   (N,) how much of each example is left; the rest is its partner's
    partner  (N,) the place of the example that was mixed in
    Working  none: examples are drawn and mixed

    >>> found = mixup(np.eye(2), np.eye(2), rng=3)
    >>> bool((found.x == found.y).all()), found.shares.shape
    (True, (2,))
    """

    x: np.ndarray
    y: np.ndarray
    shares: np.ndarray
    partner: np.ndarray


def mixup(x: object, y: object, rng: np.random.Generator | int, *, alpha: float = 0.2) -> Mixed:
    r"""Each example mixed with another one of the same minibatch.

    \tilde x = s\, x_i + (1 - s)\, x_j, \tilde y = s\, y_i + (1 - s)\, y_j, s \sim \operatorname{Beta}(\alpha, \alpha)

    Shapes      x (N, ...) and y (N, ...) -> the same; y are one-hot rows or numbers, not class indices
    alpha       the larger, the more evenly two are mixed; 1 is uniform, near 0 hardly anything is mixed
    Convention  a share for each example; the authors' own program draws one for the whole minibatch. An example may be
                its own partner
    Working     none: examples are drawn and mixed
    Errors      ShapeError when x and y differ in length or y are class indices, DomainError unless alpha > 0
    Source      Zhang, Cisse, Dauphin and Lopez-Paz, mixup: Beyond Empirical Risk Minimization (2018), section 2

    >>> mixup(np.eye(3), np.eye(3), rng=1, alpha=1.0).y.sum(axis=1).round(12).tolist()
    [1.0, 1.0, 1.0]
    """
    x, y = Tensor(x, "x", dtype=np.float64).value, Tensor(y, "y", dtype=np.float64).value
    rng, alpha = generator(rng), number("alpha", alpha, above=0)
    if not x.ndim or y.ndim < 2 or len(x) != len(y):
        raise ShapeError(f"mixup takes x (N, ...) and one-hot y (N, C); found shapes {x.shape} and {y.shape}.")
    partner, shares = rng.permutation(len(x)), rng.beta(alpha, alpha, len(x))
    return Mixed(_mix(x, partner, shares), _mix(y, partner, shares), shares, partner)


def _mix(values: np.ndarray, partner: np.ndarray, shares: np.ndarray) -> np.ndarray:
    share = shares.reshape(-1, *[1] * (values.ndim - 1))  # (N, 1, ...)
    return share * values + (1 - share) * values[partner]
