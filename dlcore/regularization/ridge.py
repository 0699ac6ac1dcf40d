"""Ridge regression: least squares with a penalty on the weights, and the shortest least squares without."""

from __future__ import annotations

import numpy as np

from dlcore.check import number
from dlcore.errors import ShapeError
from dlcore.tensor import Tensor


def ridge(x: object, y: object, strength: float = 0.0) -> np.ndarray:
    r"""The weights that make half the squared error and half the penalty least.

    w = \operatorname{argmin} \tfrac12 \lVert y - x w \rVert^2 + \tfrac{\alpha}{2} \lVert w \rVert^2
      = (x^\top x + \alpha I)^{-1} x^\top y

    Shapes      x (N, D), y (N,) -> (D,)
    Convention  errors are summed over examples, not averaged: with a mean the strength is N times smaller. With
                strength 0, of all weights that fit best, the shortest. A bias is a column of ones, and is penalized
    Working     none: a linear system is solved by singular values
    Errors      ShapeError for shapes that don't agree, DomainError unless strength >= 0
    Source      Hoerl and Kennard, Ridge Regression (1970); Goodfellow et al., Deep Learning (2016), section 7.1.1

    >>> ridge([[2.0, 0.0], [0.0, 1.0]], [2.0, 2.0], strength=1.0).tolist()
    [0.8, 1.0]
    """
    x, y = Tensor(x, "x", dtype=np.float64).value, Tensor(y, "y", dtype=np.float64).value
    alpha = number("strength", strength, least=0)
    if x.ndim != 2 or y.shape != x.shape[:1] or not x.size:
        raise ShapeError(f"ridge takes x (N, D) and y (N,); found shapes {x.shape} and {y.shape}.")
    if not alpha:
        return np.linalg.lstsq(x, y, rcond=None)[0]
    U, s, Vt = np.linalg.svd(x, full_matrices=False)  # (N, K), (K,), (K, D)
    return Vt.T @ (s / (s**2 + alpha) * (U.T @ y))
