"""The hyperbolic tangent and its derivative."""

from __future__ import annotations

import numpy as np

from dlcore.activations.activation import Activation
from dlcore.tensor import Tensor, as_tensor


class Tanh(Activation):
    symbol = "tanh"
    sign = r"\tanh"
    definition = r"\frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}"
    derivative = r"1 - \tanh^2 z"
    bounds = (-1.0, 1.0)
    steepest = 1.0

    def value(self, z):
        return np.tanh(z)

    def slope(self, z, a):
        return 1.0 - a * a

    def curvature(self, z, slope):
        return -2.0 * (self(z) * slope)


TANH = Tanh()


def tanh(z: object) -> Tensor:
    r"""The hyperbolic tangent, squashing any number into (-1, 1); a sigmoid stretched: 2 \sigma(2z) - 1.

    \tanh z = (e^z - e^{-z}) / (e^z + e^{-z})

    Shapes  any; the result has the shape of z
    Source  Goodfellow, Bengio and Courville, Deep Learning (2016), section 6.3.2

    >>> tanh([0.0, 1000.0, -1000.0]).value.tolist()
    [0.0, 1.0, -1.0]
    """
    return TANH(as_tensor(z))


def tanh_prime(z: object) -> Tensor:
    r"""The derivative of tanh, 1 - \tanh^2 z, at most 1.

    >>> tanh_prime(0.0).item()
    1.0
    """
    return TANH.prime(as_tensor(z))
