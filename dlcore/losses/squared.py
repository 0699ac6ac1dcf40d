"""Squared errors: half the sum, and the mean."""

from __future__ import annotations

import numpy as np

from dlcore.losses.loss import Loss, made_once, pair
from dlcore.notation import PRODUCT, Written, parenthesized, written_sum
from dlcore.ops.arithmetic import add_all, multiply, negative, subtract
from dlcore.ops.op import Op
from dlcore.tensor import Tensor


class HalfSquaredError(Op):
    r"""1/2 the sum of squared differences."""

    symbol = "½Σ(·)²"

    def value(self, prediction, target):
        difference = prediction - target
        return 0.5 * np.add.reduce(difference * difference, axis=None)

    def gradient(self, i, adjoint, result):
        difference = subtract(*result.inputs)
        return multiply(adjoint, difference if i == 0 else negative(difference))

    def latex(self, write, node):
        prediction, target = (write(t) for t in node.inputs)
        difference = written_sum([prediction, target], ["+", "-"])
        if node.inputs[0].size == 1:
            return Written(rf"\tfrac{{1}}{{2}} {parenthesized(difference).latex}^{{2}}", PRODUCT)
        return Written(rf"\tfrac{{1}}{{2}} \left\lVert {difference.latex} \right\rVert^{{2}}", PRODUCT)

    def entry(self, node, index, of):
        prediction, target = node.inputs
        return add_all([self(of(prediction, k), of(target, k)) for k in np.ndindex(prediction.shape)])


class SquaredError(Loss):
    symbol = "Σ(·)²"

    def value(self, prediction, target):
        difference = prediction - target
        return self.reduced(difference * difference, prediction)

    def gradient(self, i, adjoint, result):
        prediction, target = result.inputs
        slope = multiply(2.0, subtract(prediction, target) if i == 0 else subtract(target, prediction))
        return self.share(adjoint, slope, prediction)

    def spelled(self, prediction, target):
        return self.written(subtract(prediction, target) ** 2, prediction)


HALF_SQUARED_ERROR = HalfSquaredError()
_squared_error = made_once(SquaredError)


def half_squared_error(prediction: object, target: object) -> Tensor:
    r"""Half the squared distance, summed over all entries: its gradient is the plain difference.

    E = \tfrac12 \sum_i (a_i - y_i)^2

    Shapes      any, both alike -> ()
    Convention  sum, with the factor 1/2
    Source      Nielsen, Neural Networks and Deep Learning (2015), chapter 2; Mazur, A Step by Step Backpropagation
                Example

    >>> half_squared_error([0.75, 0.77], [0.01, 0.99]).item()
    0.298
    """
    return HALF_SQUARED_ERROR(*pair("half_squared_error", prediction, target))


def mse(prediction: object, target: object, reduction: str = "mean") -> Tensor:
    r"""The mean squared error; with reduction "sum" the sum of squared errors.

    L = \frac1n \sum_i (a_i - y_i)^2, \quad \partial L / \partial a = 2 (a - y) / n

    Shapes      any, both alike -> ()
    Convention  the mean is over all n entries (examples times outputs), without a factor 1/2
    Errors      ShapeError for shapes that differ or are empty
    Source      Goodfellow, Bengio and Courville, Deep Learning (2016), section 5.1.4

    >>> mse([1.0, 2.0, 4.0, 2.0], [1.0, 0.0, 2.0, 2.0]).item()
    2.0
    """
    return _squared_error(reduction)(*pair("mse", prediction, target))
