"""Softplus, the smooth ReLU."""

from __future__ import annotations

import numpy as np

from dlcore.activations.activation import Activation
from dlcore.activations.sigmoid import SIGMOID
from dlcore.tensor import Tensor, as_tensor


class Softplus(Activation):
    symbol = "softplus"
    sign = r"\operatorname{softplus}"
    definition = r"\ln(1 + e^{z})"
    derivative = r"\sigma(z)"
    bounds = (0.0, np.inf)

    def value(self, z):
        return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))

    def slope(self, z, a):
        return SIGMOID.value(z)

    def curvature(self, z, slope):
        return SIGMOID.prime(z)


SOFTPLUS = Softplus()


def softplus(z: object) -> Tensor:
    r"""A smooth ReLU, whose derivative is the sigmoid.

    softplus(z) = ln(1 + e^z), computed as max(z, 0) + ln(1 + e^{-|z|}), which never overflows

    Shapes  any; the result has the shape of z
    Source  Goodfellow, Bengio and Courville, Deep Learning (2016), section 3.10

    >>> softplus([-1000.0, 1000.0]).value.tolist()
    [0.0, 1000.0]
    """
    return SOFTPLUS(as_tensor(z))


def softplus_prime(z: object) -> Tensor:
    r"""The derivative of softplus, \sigma(z).

    >>> softplus_prime(0.0).item()
    0.5
    """
    return SOFTPLUS.prime(as_tensor(z))
