"""Principal axes: the directions along which examples differ most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError, ShapeError
from dlcore.tensor import Tensor

__all__ = ["PrincipalAxes", "principal_axes"]


@dataclass(frozen=True)
class PrincipalAxes:
    """Axes of the greatest variance.

    mean       (D,) of the examples
    axes       (k, D) of length 1 and square to each other, the one with the most variance first
    variances  (k,) along them
    share      (k,) of the whole variance
    Working    none: a singular value decomposition; a coordinate is axis · (x - mean)

    >>> principal_axes([[0.0, 0.0], [2.0, 2.0]], 1).coordinates([[2.0, 2.0]]).round(4).tolist()
    [[1.4142]]
    """

    mean: np.ndarray
    axes: np.ndarray
    variances: np.ndarray
    share: np.ndarray

    def coordinates(self, x: object) -> np.ndarray:
        """Where examples (N, D) lie along the axes: (N, k)."""
        return (Tensor(x, "x").value - self.mean) @ self.axes.T


def principal_axes(x: object, k: int = 2) -> PrincipalAxes:
    r"""The first k principal axes of examples.

    The right singular vectors of X - mean; the variance along one is its singular value squared, by N - 1.

    Shapes      x (N, D)
    Convention  an axis and its opposite serve alike: here the number of largest size in it is positive, so that
                pictures do not flip from seed to seed
    Errors      ShapeError unless x is (N, D) with at least two examples, DomainError unless 1 <= k <= min(N - 1, D)
    Source      Pearson, On Lines and Planes of Closest Fit (1901); Bishop, Pattern Recognition and Machine Learning
                (2006), section 12.1

    >>> found = principal_axes([[0.0, 0.0], [1.0, 2.0], [2.0, 4.0]], 1)
    >>> found.axes.round(4).tolist(), found.share.round(9).tolist()
    ([[0.4472, 0.8944]], [1.0])
    """
    points = Tensor(x, "x").value
    if points.ndim != 2 or len(points) < 2 or not points.size:
        raise ShapeError(f"principal_axes takes x (N, D) of at least two examples; found shape {points.shape}.")
    most = min(len(points) - 1, points.shape[1])
    if whole("k", k, least=1) > most:
        raise DomainError(f"{points.shape[0]} examples of {points.shape[1]} numbers have {most} axes; found k = {k}.")
    mean = points.mean(axis=0)
    _, sizes, axes = np.linalg.svd(points - mean, full_matrices=False)
    axes, variances = axes[:k], sizes**2 / (len(points) - 1)
    signs = np.sign(axes[np.arange(k), np.abs(axes).argmax(axis=1)])
    whole_variance = variances.sum()
    share = variances[:k] / whole_variance if whole_variance > 0 else np.zeros(k)
    return PrincipalAxes(mean, axes * signs[:, None], variances[:k], share)
