"""Numbers held within a limit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import number
from dlcore.notation import called
from dlcore.ops.arithmetic import multiply
from dlcore.ops.op import Elementwise
from dlcore.tensor import Tensor, as_tensor

__all__ = ["clamp"]


@dataclass(frozen=True)
class Clamp(Elementwise):
    """A number held between -limit and limit; its derivative is 0 beyond the limits and at them."""

    limit: float
    symbol = "clamp"

    def value(self, a):
        return np.clip(a, -self.limit, self.limit)

    def gradient(self, i, adjoint, result):
        return multiply(adjoint, Within(self.limit)(result.inputs[0]))

    def latex(self, write, node):
        return called(rf"\operatorname{{clamp}}_{{{self.limit:g}}}", write(node.inputs[0]))


@dataclass(frozen=True)
class Within(Elementwise):
    """1 for numbers between -limit and limit, 0 for others."""

    limit: float
    symbol = "within"

    def value(self, a):
        return (np.abs(a) < self.limit).astype(a.dtype)

    def gradient(self, i, adjoint, result):
        return multiply(adjoint, multiply(0.0, result))

    def latex(self, write, node):
        return called(rf"\mathbf{{1}}_{{|\cdot| < {self.limit:g}}}", write(node.inputs[0]))


def clamp(a: object, limit: float) -> Tensor:
    """Each entry, held between -limit and limit. DomainError unless limit >= 0.

    >>> clamp([-3.0, 0.5], 1.0).value.tolist()
    [-1.0, 0.5]
    """
    return Clamp(number("limit", limit, least=0))(as_tensor(a))
