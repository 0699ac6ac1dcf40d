"""k-means: examples gathered around centers, without labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError, ShapeError
from dlcore.rng import generator
from dlcore.tensor import Tensor

__all__ = ["Clusters", "kmeans"]


@dataclass(frozen=True)
class Clusters:
    """Centers and who belongs to them.

    centers  (k, D)
    labels   (N,) the nearest center of each example
    cost     the sum of squared distances to the nearest center
    costs    the cost after each round of the best start
    Working  none: the result of many rounds; a center is the mean of its examples

    >>> found = kmeans([[0.0], [1.0], [10.0]], 2, rng=1)
    >>> found.centers[found.assign([[9.0]])].tolist()
    [[10.0]]
    """

    centers: np.ndarray
    labels: np.ndarray
    cost: float
    costs: np.ndarray

    def assign(self, x: object) -> np.ndarray:
        """The nearest center of each of other examples (N, D), a tie to the first."""
        return _squared_distances(Tensor(x, "x").value, self.centers).argmin(axis=1)


def kmeans(x: object, k: int, *, rng: np.random.Generator | int, starts: int = 5, rounds: int = 100) -> Clusters:
    r"""Gather examples around k centers: each to the nearest, each center to the mean of its own, until nothing moves.

    \min \sum_n \min_c \lVert x_n - \mu_c \rVert^2, by rounds that never raise it

    Shapes      x (N, D)
    Convention  a start takes k different examples, each the likelier the farther it is from those taken before
                (k-means++); the best of several starts counts. A center that loses all examples stays where it is
    Errors      ShapeError unless x is (N, D), DomainError unless 1 <= k <= N
    Source      Lloyd, Least Squares Quantization in PCM (1982); Arthur and Vassilvitskii, k-means++ (2007)

    >>> found = kmeans([[0.0], [1.0], [10.0], [11.0]], 2, rng=1)
    >>> sorted(found.centers.ravel().tolist()), found.cost
    ([0.5, 10.5], 1.0)
    """
    points = Tensor(x, "x").value
    if points.ndim != 2 or not points.size:
        raise ShapeError(f"kmeans takes x (N, D); found shape {points.shape}.")
    if whole("k", k, least=1) > len(points):
        raise DomainError(f"k must be at most the number of examples, {len(points)}; found {k}.")
    whole("starts", starts, least=1), whole("rounds", rounds, least=1)
    rng = generator(rng)
    found = [_from(points, _start(points, k, rng), rounds) for _ in range(starts)]
    return min(found, key=lambda clusters: clusters.cost)


def _start(points: np.ndarray, k: int, rng: np.random.Generator) -> np.ndarray:
    """k examples that are far from each other, as a rule."""
    chosen = [int(rng.integers(len(points)))]
    while len(chosen) < k:
        nearest = _squared_distances(points, points[chosen]).min(axis=1)
        free = np.setdiff1d(np.arange(len(points)), chosen)
        weight = nearest[free] if nearest[free].any() else np.ones(len(free))  # all others lie on centers
        chosen.append(int(rng.choice(free, p=weight / weight.sum())))
    return points[chosen].copy()


def _from(points: np.ndarray, centers: np.ndarray, rounds: int) -> Clusters:
    """Rounds from these centers until nobody changes."""
    costs: list[float] = []
    labels = np.full(len(points), -1)
    for _ in range(rounds):
        distances = _squared_distances(points, centers)
        nearest = distances.argmin(axis=1)
        costs.append(float(distances[np.arange(len(points)), nearest].sum()))
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        for c in np.unique(labels):
            centers[c] = points[labels == c].mean(axis=0)
    return Clusters(centers, labels, costs[-1], np.array(costs))


def _squared_distances(points: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """(N, k)."""
    return ((points[:, None, :] - centers[None]) ** 2).sum(axis=-1)
