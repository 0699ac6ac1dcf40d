"""Penalties on large weights, to be added to the loss: L1 and L2."""

from __future__ import annotations

from collections.abc import Iterable

from dlcore.check import number
from dlcore.ops.arithmetic import add_all
from dlcore.ops.elementary import absolute
from dlcore.ops.reduction import total
from dlcore.tensor import Tensor, some_tensors


def l2_penalty(weights: Iterable[Tensor], strength: float) -> Tensor:
    r"""Half the sum of squares: its gradient \lambda w pulls each weight towards 0 in proportion to its size.

    \tfrac{\lambda}{2} \sum w^2

    Convention  with the factor 1/2, so that the gradient is \lambda w, which is weight_decay = \lambda of the
                optimizers.
                Biases are usually left out: give weights only
    Errors      DomainError unless strength >= 0, ShapeError without weights
    Source      Hoerl and Kennard (1970); Goodfellow et al., Deep Learning (2016), section 7.1.1

    >>> l2_penalty([Tensor([3.0, 4.0], "w")], 0.1).item()
    1.25
    """
    half = Tensor(number("strength", strength, least=0), r"\lambda") / 2.0
    return half * add_all([total(w**2) for w in some_tensors("A penalty", "weight", weights)])


def l1_penalty(weights: Iterable[Tensor], strength: float) -> Tensor:
    r"""The sum of absolute values: its gradient \pm\lambda pulls every weight equally hard, some to exactly 0.

    \lambda \sum |w|

    Convention  the derivative at 0 is 0
    Errors      DomainError unless strength >= 0, ShapeError without weights
    Source      Tibshirani, Regression Shrinkage and Selection via the Lasso (1996); Goodfellow et al., section 7.1.2

    >>> round(l1_penalty([Tensor([3.0, -4.0], "w")], 0.1).item(), 12)
    0.7
    """
    lam = Tensor(number("strength", strength, least=0), r"\lambda")
    return lam * add_all([total(absolute(w)) for w in some_tensors("A penalty", "weight", weights)])
