"""Where the error of a method comes from: noise, bias and variance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import number
from dlcore.errors import ShapeError
from dlcore.ops.reduction import mean
from dlcore.tensor import Tensor

__all__ = ["BiasVariance", "bias_variance"]


@dataclass(frozen=True)
class BiasVariance:
    """The three parts of the expected squared error on new examples, in squared units of the target.

    noise     what no method can predict
    bias      squared: how far the mean of all refits is from the truth
    variance  how far single refits are from their mean

    >>> bias_variance([[1.0], [3.0]], [1.0], noise=0.5).error.item()
    2.25
    """

    noise: Tensor
    bias: Tensor
    variance: Tensor

    @property
    def error(self) -> Tensor:
        """Their sum."""
        return self.noise + self.bias + self.variance


def bias_variance(predictions: object, truth: object, noise: float = 0.0) -> BiasVariance:
    r"""The parts of the expected squared error, from refits of one method to fresh training examples.

    \mathbb{E}(y - \hat f(x))^2 = \sigma^2 + (f(x) - \mathbb{E} \hat f(x))^2 + \operatorname{Var} \hat f(x),
    each in the mean over x

    Shapes      predictions (R, P) of R refits at P inputs, truth (P,) the values without noise
    noise       standard deviation of the targets around the truth
    Convention  the variance divides by R, so that the parts add up exactly to the mean over the refits that were made
    Errors      ShapeError for shapes that don't agree, DomainError unless noise >= 0
    Source      Geman, Bienenstock and Doursat, Neural Networks and the Bias/Variance Dilemma (1992); Hastie,
                Tibshirani and Friedman, The Elements of Statistical Learning (2009), section 7.3

    >>> parts = bias_variance([[0.0, 2.0], [2.0, 2.0]], [1.0, 1.0])
    >>> parts.bias.item(), parts.variance.item()
    (0.5, 0.5)
    """
    made, f = Tensor(predictions, r"\hat{f}", dtype=np.float64), Tensor(truth, "f", dtype=np.float64)
    sigma = Tensor(number("noise", noise, least=0), r"\sigma")
    if made.ndim != 2 or f.shape != made.shape[1:] or not made.size:
        raise ShapeError(f"bias_variance takes predictions (R, P) and truth (P,); found {made.shape} and {f.shape}.")
    center = mean(made, axis=0)  # (P,)
    return BiasVariance(sigma**2, mean((center - f) ** 2), mean((made - center) ** 2))
