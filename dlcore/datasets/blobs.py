"""Round clouds of points, one cloud a class."""

from __future__ import annotations

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import ShapeError
from dlcore.rng import generator

TRIANGLE = ((-2.0, -1.0), (2.0, -1.0), (0.0, 2.0))


def blobs(
    per_class: int = 100, *, centers=TRIANGLE, spread: float = 0.6, rng: np.random.Generator | int = 1
) -> tuple[np.ndarray, np.ndarray]:
    r"""Normal clouds around given centers: data whose best classifier is known and linear.

    $x \sim \mathcal{N}(\mu_k, \sigma^2 I)$ for class $k$; with equal spreads the best boundary
    between two classes is the perpendicular bisector of their centers.

    Shapes    centers (C, D) -> (C per_class, D) float64 and (C per_class,) int64 labels from 0 up; cloud by cloud
    spread    $\sigma$, the standard deviation along every axis
    Errors    ShapeError when centers is not a table of finite numbers; DomainError when per_class
              is below 1 or spread is negative
    Source    Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2009), section 4.3

    >>> x, y = blobs(2, centers=[(0, 0), (5, 5)], spread=0)
    >>> x.tolist(), y.tolist()
    ([[0.0, 0.0], [0.0, 0.0], [5.0, 5.0], [5.0, 5.0]], [0, 0, 1, 1])
    """
    per_class = whole("per_class", per_class, least=1)
    spread = number("spread", spread, least=0)
    centers = _table(centers)
    x = np.repeat(centers, per_class, axis=0)  # (C per_class, D)
    return x + spread * generator(rng).standard_normal(x.shape), np.repeat(np.arange(len(centers)), per_class)


def _table(centers) -> np.ndarray:
    try:
        table = np.asarray(centers, dtype=np.float64)
    except (TypeError, ValueError):
        raise ShapeError(f"centers must be a table of numbers of shape (C, D), found {centers!r}") from None
    if table.ndim != 2 or 0 in table.shape or not np.isfinite(table).all():
        raise ShapeError(f"centers must be finite numbers of shape (C, D), found shape {table.shape}: {centers!r}")
    return table
