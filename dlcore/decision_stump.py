"""The smallest program that learns: one number, above which the answer is yes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.errors import DomainError, ShapeError
from dlcore.tensor import Tensor

__all__ = ["DecisionStump", "decision_stump"]


@dataclass(frozen=True)
class DecisionStump:
    """A threshold and how it was found.

    threshold  the answer is 1 above it, 0 up to it
    cuts       (K,) all thresholds that were tried, in order
    mistakes   (K,) how many examples each got wrong
    Working    none: mistakes are counted

    >>> decision_stump([1.0, 2.0, 5.0], [0, 0, 1]).predict([2.0, 4.0]).tolist()
    [0, 1]
    """

    threshold: float
    cuts: np.ndarray
    mistakes: np.ndarray

    @property
    def best(self) -> np.ndarray:
        """All thresholds with the fewest mistakes."""
        return self.cuts[self.mistakes == self.mistakes.min()]

    def predict(self, x: object) -> np.ndarray:
        """The answers, 0 or 1."""
        return (Tensor(x, "x").value > self.threshold).astype(np.int64)


def decision_stump(x: object, y: object, cuts: object = None) -> DecisionStump:
    r"""The threshold on one number that gets the fewest examples wrong.

    \hat y = 1 where x > t; t = \arg\min_t \#\{n : \hat y_n \ne y_n\}

    Shapes      x and y (N,), y of 0 and 1
    cuts        thresholds to try, in order; by default the middles between neighboring values of x, and one on either
                side
    Convention  of thresholds with equally few mistakes the middle one, of an even number the lower
    Errors      ShapeError for shapes that don't agree, DomainError for a target that is neither 0 nor 1
    Source      Iba and Langley, Induction of One-Level Decision Trees (1992)

    >>> stump = decision_stump([6, 16, 16, 0, 9], [0, 1, 1, 0, 1], cuts=range(17))
    >>> stump.threshold, stump.best.tolist(), int(stump.mistakes[0])
    (7.0, [6.0, 7.0, 8.0], 1)
    """
    values, targets = Tensor(x, "x").value, Tensor(y, "y").value
    if values.ndim != 1 or not values.size or targets.shape != values.shape:
        raise ShapeError(f"A stump learns from x (N,) and y (N,); found shapes {values.shape} and {targets.shape}.")
    if not np.isin(targets, (0.0, 1.0)).all():
        raise DomainError(f"A stump's targets are 0 or 1; found {targets[~np.isin(targets, (0.0, 1.0))][0]:g}.")
    tried = _between(values) if cuts is None else Tensor(list(cuts) if isinstance(cuts, range) else cuts, "cuts").value
    if tried.ndim != 1 or not tried.size:
        raise ShapeError(f"cuts needs at least one threshold; found shape {tried.shape}.")
    mistakes = ((values > tried[:, None]) != (targets == 1)).sum(axis=1)
    best = np.flatnonzero(mistakes == mistakes.min())
    return DecisionStump(float(tried[best[(len(best) - 1) // 2]]), tried, mistakes)


def _between(values: np.ndarray) -> np.ndarray:
    """Thresholds between all neighboring values, and one below and above them all."""
    seen = np.unique(values)
    return np.concatenate([[seen[0] - 1.0], (seen[:-1] + seen[1:]) / 2, [seen[-1] + 1.0]])
