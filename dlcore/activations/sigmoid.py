"""The sigmoid and its derivative."""

from __future__ import annotations

import numpy as np

from dlcore.activations.activation import Activation
from dlcore.tensor import Tensor, as_tensor


class Sigmoid(Activation):
    symbol = "σ"
    sign = r"\sigma"
    definition = r"\frac{1}{1 + e^{-z}}"
    derivative = r"\sigma(z)\,(1 - \sigma(z))"
    bounds = (0.0, 1.0)
    steepest = 0.25
    code = "1.0 / (1.0 + exp(-{}))"

    def value(self, z):
        with np.errstate(over="ignore"):  # exp(1000) = inf gives 1/inf = 0, the right answer
            return 1.0 / (1.0 + np.exp(-z))

    def slope(self, z, a):
        return a * (1.0 - a)

    def curvature(self, z, slope):
        return slope * (1.0 - 2.0 * self(z))


SIGMOID = Sigmoid()


def sigmoid(z: object) -> Tensor:
    r"""The logistic function, squashing any number into (0, 1).

    \sigma(z) = 1 / (1 + e^{-z})

    Shapes  any; the result has the shape of z
    Source  Goodfellow, Bengio and Courville, Deep Learning (2016), section 3.10

    >>> sigmoid([0.0, 1000.0, -1000.0]).value.tolist()
    [0.5, 1.0, 0.0]
    """
    return SIGMOID(as_tensor(z))


def sigmoid_prime(z: object) -> Tensor:
    r"""The derivative of the logistic function, \sigma(z)(1 - \sigma(z)), at most 1/4.

    >>> sigmoid_prime(0.0).item()
    0.25
    """
    return SIGMOID.prime(as_tensor(z))
