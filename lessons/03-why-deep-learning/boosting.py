"""Boosted stumps: many small trees of one question each, every one fitted to what those before it left over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CUTS, ROUNDS, RATE = 16, 150, 0.2


@dataclass(frozen=True)
class BoostedStumps:
    """The mean, and one stump a round: is the column above the threshold? Then add the one value, else the other.

    column, threshold, below, above  (ROUNDS,) each
    """

    mean: float
    column: np.ndarray
    threshold: np.ndarray
    below: np.ndarray
    above: np.ndarray

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """(N, D) -> (N,)."""
        over = x[:, self.column] > self.threshold  # (N, ROUNDS)
        return self.mean + np.where(over, self.above, self.below).sum(axis=1)


def boosted_stumps(x: np.ndarray, y: np.ndarray) -> BoostedStumps:
    r"""Gradient boosting for the squared error; each round takes the stump that explains most of the residual.

    Shapes  x (N, D), y (N,)
    Source  Friedman, Greedy Function Approximation: A Gradient Boosting Machine (2001)

    >>> x = np.arange(8.0)[:, None]
    >>> boosted_stumps(x, np.repeat([0.0, 1.0], 4))(np.array([[0.0], [7.0]])).round(3).tolist()
    [0.0, 1.0]
    """
    shares = np.linspace(0, 1, CUTS + 2)[1:-1]
    cuts = [(d, cut) for d in range(x.shape[1]) for cut in np.unique(np.quantile(x[:, d], shares, method="lower"))]
    column, threshold = np.array([d for d, _ in cuts]), np.array([cut for _, cut in cuts])
    over = (x[:, column] > threshold).astype(float)  # (N, K)
    many = over.sum(axis=0)
    few = len(x) - many
    over, column, threshold, many, few = (
        part[..., (many > 0) & (few > 0)] for part in (over, column, threshold, many, few)
    )
    left, chosen = y - y.mean(), []
    for _ in range(ROUNDS):
        total = left @ over
        rest = left.sum() - total
        k = int((total**2 / many + rest**2 / few).argmax())  # by how much the stump lowers the sum of squares
        below, above = RATE * rest[k] / few[k], RATE * total[k] / many[k]
        left = left - np.where(over[:, k] > 0, above, below)
        chosen.append((column[k], threshold[k], below, above))
    return BoostedStumps(float(y.mean()), *(np.array(part) for part in zip(*chosen)))
