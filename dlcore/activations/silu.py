"""SiLU, also called swish: a number times its sigmoid."""

from __future__ import annotations

import numpy as np

from dlcore.activations.activation import Activation
from dlcore.activations.sigmoid import SIGMOID
from dlcore.tensor import Tensor, as_tensor


class SiLU(Activation):
    symbol = "silu"
    sign = r"\operatorname{SiLU}"
    definition = r"z\,\sigma(z)"
    derivative = r"\sigma(z)\,\left(1 + z\,(1 - \sigma(z))\right)"
    bounds = (-0.278464542761074, np.inf)  # the minimum, where 1 + z (1 - sigma(z)) = 0
    steepest = 1.099839320128863

    def value(self, z):
        return z * SIGMOID.value(z)

    def slope(self, z, a):
        gate = SIGMOID.value(z)
        return gate * (1.0 + z * (1.0 - gate))

    def curvature(self, z, slope):
        return SIGMOID.prime(z) * (2.0 + z * (1.0 - 2.0 * SIGMOID(z)))


SILU = SiLU()


def silu(z: object) -> Tensor:
    r"""A number times its sigmoid: smooth, and a little below 0 on the left. Also called swish.

    SiLU(z) = z \sigma(z)

    Shapes  any; the result has the shape of z
    Source  Elfwing, Uchibe and Doya, Sigmoid-Weighted Linear Units (2018); Ramachandran et al., Searching for
            Activation Functions (2017)

    >>> silu([-1000.0, 0.0, 1000.0]).value.tolist()
    [-0.0, 0.0, 1000.0]
    """
    return SILU(as_tensor(z))


def silu_prime(z: object) -> Tensor:
    r"""The derivative of SiLU, \sigma(z) (1 + z (1 - \sigma(z))).

    >>> silu_prime(0.0).item()
    0.5
    """
    return SILU.prime(as_tensor(z))
