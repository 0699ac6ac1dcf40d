"""What L2 and early stopping leave of a minimum, curvature by curvature; and how L1 cuts where L2 shrinks.

Near its minimum w* a loss is a bowl, 1/2 (w - w*)^T H (w - w*). In the directions of H's eigenvectors, with the
eigenvalues as curvatures, each coordinate of w* is multiplied by a factor of its own.
"""

from __future__ import annotations

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.ops.elementary import power
from dlcore.ops.extremes import larger
from dlcore.tensor import Tensor


def l2_shrinkage(curvatures: object, strength: float) -> Tensor:
    r"""The share of the minimum that an L2 penalty leaves in directions of these curvatures.

    \frac{\lambda}{\lambda + \alpha}

    Shapes      any, entry by entry
    Convention  \lambda is a curvature (an eigenvalue of H) and \alpha the strength of \tfrac{\alpha}{2} \sum w^2
    Errors      DomainError for a negative curvature, or unless strength > 0
    Source      Goodfellow et al., Deep Learning (2016), section 7.1.1

    >>> l2_shrinkage([4.0, 0.25], strength=1.0).value.tolist()
    [0.8, 0.2]
    """
    lam, alpha = _curvatures(curvatures), Tensor(number("strength", strength, above=0), r"\alpha")
    return lam / (lam + alpha)


def early_stopping_shrinkage(curvatures: object, lr: float, steps: int) -> Tensor:
    r"""The share of the minimum that gradient descent from zero has reached in directions of these curvatures.

    1 - (1 - \eta \lambda)^t

    Shapes  any, entry by entry
    Errors  DomainError for a negative curvature, unless lr > 0, or for a number of steps below 0
    Source  Goodfellow et al., Deep Learning (2016), section 7.8

    >>> early_stopping_shrinkage([4.0, 0.25], lr=0.1, steps=10).value.round(4).tolist()
    [0.994, 0.2237]
    """
    lam, eta = _curvatures(curvatures), Tensor(number("lr", lr, above=0), r"\eta")
    return 1.0 - power(1.0 - eta * lam, Tensor(float(whole("steps", steps)), "t", role=""))


def l2_minimum(H: object, minimum: object, strength: float) -> np.ndarray:
    r"""Where a bowl with an L2 penalty has its minimum.

    w = (H + \alpha I)^{-1} H w^*

    Shapes   H (D, D), minimum (D,) -> (D,)
    Working  none: a linear system is solved; l2_shrinkage(...) shows one direction's factor
    Errors   ShapeError for shapes that don't agree, DomainError unless strength > 0
    Source   Goodfellow et al., Deep Learning (2016), section 7.1.1

    >>> l2_minimum([[2.125, 1.875], [1.875, 2.125]], [2.0, 0.0], strength=1.0).round(12).tolist()
    [1.0, 0.6]
    """
    H, minimum = Tensor(H, "H", dtype=np.float64).value, Tensor(minimum, "w^*", dtype=np.float64).value
    if minimum.ndim != 1 or H.shape != (minimum.size, minimum.size):
        raise ShapeError(f"l2_minimum takes H (D, D) and a minimum (D,); found shapes {H.shape} and {minimum.shape}.")
    return np.linalg.solve(H + number("strength", strength, above=0) * np.eye(len(H)), H @ minimum)


def soft_threshold(w: object, strength: float) -> Tensor:
    r"""The minimum of half the squared distance from w plus an L1 penalty: what is small is cut to exactly 0.

    \operatorname{argmin}_v \tfrac12 (v - w)^2 + \alpha |v| = \max(w - \alpha, 0) - \max(-w - \alpha, 0)

    Shapes   any, entry by entry
    Errors   DomainError unless strength >= 0
    Source   Tibshirani, Regression Shrinkage and Selection via the Lasso (1996); Goodfellow et al., section 7.1.2

    >>> soft_threshold([2.0, -0.3, -1.5], strength=0.5).value.tolist()
    [1.5, 0.0, -1.0]
    """
    w, alpha = Tensor(w, "w"), Tensor(number("strength", strength, least=0), r"\alpha")
    return larger(w - alpha, 0.0) - larger(-w - alpha, 0.0)


def _curvatures(values: object) -> Tensor:
    """Curvatures as a Tensor; none is negative, since the bowl has a minimum."""
    lam = values if isinstance(values, Tensor) else Tensor(values, r"\lambda", dtype=np.float64)
    if (lam.value < 0).any():
        raise DomainError(f"Curvatures are at least 0 around a minimum; found {lam.value.min():g}.")
    return lam
