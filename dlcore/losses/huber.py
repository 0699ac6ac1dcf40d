"""The Huber loss: squared near the target, absolute far from it."""

from __future__ import annotations

import numpy as np

from dlcore.check import number
from dlcore.losses.loss import Loss, made_once, pair
from dlcore.notation import called
from dlcore.ops.arithmetic import multiply, subtract
from dlcore.ops.clamp import Clamp
from dlcore.ops.op import Elementwise
from dlcore.tensor import Tensor


class HuberTerm(Elementwise):
    """The loss of one difference d: d^2/2 up to delta, delta (|d| - delta/2) beyond."""

    symbol = "huber"

    def __init__(self, delta: float):
        self.delta = delta

    def value(self, d):
        size = np.abs(d)
        return np.where(size <= self.delta, 0.5 * d * d, self.delta * (size - 0.5 * self.delta))

    def gradient(self, i, adjoint, result):
        return multiply(adjoint, Clamp(self.delta)(result.inputs[0]))

    def latex(self, write, node):
        return called(rf"h_{{{self.delta:g}}}", write(node.inputs[0]))


class Huber(Loss):
    symbol = "huber"

    def __init__(self, delta: float, reduction: str):
        super().__init__(reduction)
        self.term, self.clamp = HuberTerm(delta), Clamp(delta)

    def value(self, prediction, target):
        return self.reduced(self.term.value(prediction - target), prediction)

    def gradient(self, i, adjoint, result):
        prediction, target = result.inputs
        return self.share(
            adjoint, self.clamp(subtract(prediction, target) if i == 0 else subtract(target, prediction)), prediction
        )

    def spelled(self, prediction, target):
        return self.written(self.term(subtract(prediction, target)), prediction)


_huber = made_once(Huber)


def huber(prediction: object, target: object, delta: float = 1.0, reduction: str = "mean") -> Tensor:
    r"""The Huber loss: like the squared error for small differences, like the absolute error for large ones.

    h(d) = d^2/2 for |d| \le \delta, \delta (|d| - \delta/2) otherwise, with d = a - y; its gradient is d held within
    \pm\delta

    Shapes      any, both alike -> ()
    Convention  the mean is over all n entries; the quadratic part has the factor 1/2
    Errors      ShapeError for shapes that differ or are empty, DomainError unless delta > 0
    Source      Huber, Robust Estimation of a Location Parameter (1964)

    >>> huber([0.0, 3.0], [0.5, 0.0], reduction="sum").item()
    2.625
    """
    return _huber(number("delta", delta, above=0), reduction)(*pair("huber", prediction, target))
