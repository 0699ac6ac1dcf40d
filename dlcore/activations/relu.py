"""Rectifiers: ReLU and its leaky form. Both are bent at 0, where the derivative of the left side is taken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dlcore.activations.activation import Activation
from dlcore.check import number
from dlcore.tensor import Tensor, as_tensor


class ReLU(Activation):
    symbol = "relu"
    sign = r"\operatorname{ReLU}"
    definition = r"\max(0, z)"
    derivative = r"\begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}"
    bounds = (0.0, np.inf)

    def value(self, z):
        return np.maximum(z, 0.0)

    def slope(self, z, a):
        return (z > 0).astype(z.dtype)

    def curvature(self, z, slope):
        return 0.0 * slope


@dataclass(frozen=True)
class LeakyReLU(Activation):
    alpha: float
    symbol = "lrelu"
    definition = r"\begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}"
    derivative = r"\begin{cases} 1 & z > 0 \\ \alpha & z \le 0 \end{cases}"

    @property
    def sign(self) -> str:
        return rf"\operatorname{{LeakyReLU}}_{{{self.alpha:g}}}"

    def value(self, z):
        return np.where(z > 0, z, self.alpha * z)

    def slope(self, z, a):
        return np.where(z > 0, np.ones_like(z), self.alpha)

    def curvature(self, z, slope):
        return 0.0 * slope


RELU = ReLU()
leaky = lru_cache(maxsize=64)(LeakyReLU)


def relu(z: object) -> Tensor:
    r"""The rectifier: positive numbers pass, all others become 0.

    ReLU(z) = max(0, z)

    Shapes      any; the result has the shape of z
    Convention  ReLU'(0) = 0
    Source      Nair and Hinton, Rectified Linear Units Improve Restricted Boltzmann Machines (2010)

    >>> relu([-2.0, 0.0, 3.0]).value.tolist()
    [0.0, 0.0, 3.0]
    """
    return RELU(as_tensor(z))


def relu_prime(z: object) -> Tensor:
    """The derivative of ReLU: 1 for positive numbers, 0 for all others, 0 itself included.

    >>> relu_prime([-2.0, 0.0, 3.0]).value.tolist()
    [0.0, 0.0, 1.0]
    """
    return RELU.prime(as_tensor(z))


def leaky_relu(z: object, alpha: float = 0.01) -> Tensor:
    r"""ReLU with a small slope on the left, so that no unit dies.

    LeakyReLU(z) = z for z > 0, \alpha z otherwise

    Shapes      any; the result has the shape of z
    Convention  the derivative at 0 is \alpha
    Errors      DomainError unless alpha >= 0
    Source      Maas, Hannun and Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models (2013)

    >>> leaky_relu([-2.0, 0.0, 3.0]).value.tolist()
    [-0.02, 0.0, 3.0]
    """
    return leaky(number("alpha", alpha, least=0))(as_tensor(z))


def leaky_relu_prime(z: object, alpha: float = 0.01) -> Tensor:
    r"""The derivative of leaky ReLU: 1 for positive numbers, \alpha for all others.

    Errors  DomainError unless alpha >= 0

    >>> leaky_relu_prime([-2.0, 0.0, 3.0]).value.tolist()
    [0.01, 0.01, 1.0]
    """
    return leaky(number("alpha", alpha, least=0)).prime(as_tensor(z))
