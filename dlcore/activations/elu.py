"""The exponential linear unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dlcore.activations.activation import Activation
from dlcore.activations.relu import RELU
from dlcore.check import number
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class ELU(Activation):
    alpha: float
    symbol = "elu"
    definition = r"\begin{cases} z & z > 0 \\ \alpha\,(e^{z} - 1) & z \le 0 \end{cases}"
    derivative = r"\begin{cases} 1 & z > 0 \\ \alpha\,e^{z} & z \le 0 \end{cases}"

    @property
    def sign(self) -> str:
        return rf"\operatorname{{ELU}}_{{{self.alpha:g}}}"

    @property
    def bounds(self) -> tuple[float, float]:
        return (-self.alpha, np.inf)

    @property
    def steepest(self) -> float:
        return max(1.0, self.alpha)

    def value(self, z):
        return np.where(z > 0, z, self.alpha * np.expm1(np.minimum(z, 0.0)))

    def slope(self, z, a):
        return np.where(z > 0, np.ones_like(z), self.alpha * np.exp(np.minimum(z, 0.0)))

    def curvature(self, z, slope):
        return (1.0 - RELU.prime(z)) * slope


elu_of = lru_cache(maxsize=64)(ELU)


def elu(z: object, alpha: float = 1.0) -> Tensor:
    r"""The exponential linear unit: the identity on the right, levelling off at -\alpha on the left.

    ELU(z) = z for z > 0, \alpha (e^z - 1) otherwise

    Shapes      any; the result has the shape of z
    Convention  the derivative at 0 is that of the left side, \alpha
    Errors      DomainError unless alpha >= 0
    Source      Clevert, Unterthiner and Hochreiter, Fast and Accurate Deep Network Learning by ELUs (2016)

    >>> elu([-1000.0, 0.0, 3.0]).value.tolist()
    [-1.0, 0.0, 3.0]
    """
    return elu_of(number("alpha", alpha, least=0))(as_tensor(z))


def elu_prime(z: object, alpha: float = 1.0) -> Tensor:
    r"""The derivative of ELU: 1 for positive numbers, \alpha e^z for all others.

    Errors  DomainError unless alpha >= 0

    >>> elu_prime([-1000.0, 0.0, 3.0]).value.tolist()
    [0.0, 1.0, 1.0]
    """
    return elu_of(number("alpha", alpha, least=0)).prime(as_tensor(z))
