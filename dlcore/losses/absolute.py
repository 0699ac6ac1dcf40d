"""The mean absolute error."""

from __future__ import annotations

import numpy as np

from dlcore.losses.loss import Loss, made_once, pair
from dlcore.ops.arithmetic import subtract
from dlcore.ops.elementary import SIGN, absolute
from dlcore.tensor import Tensor


class AbsoluteError(Loss):
    symbol = "Σ|·|"

    def value(self, prediction, target):
        return self.reduced(np.abs(prediction - target), prediction)

    def gradient(self, i, adjoint, result):
        prediction, target = result.inputs
        return self.share(
            adjoint, SIGN(subtract(prediction, target) if i == 0 else subtract(target, prediction)), prediction
        )

    def spelled(self, prediction, target):
        return self.written(absolute(subtract(prediction, target)), prediction)


_absolute_error = made_once(AbsoluteError)


def mae(prediction: object, target: object, reduction: str = "mean") -> Tensor:
    r"""The mean absolute error; with reduction "sum" the sum. An outlier pulls no harder than any other example.

    L = \frac1n \sum_i |a_i - y_i|

    Shapes      any, both alike -> ()
    Convention  the mean is over all n entries; the derivative at 0 is 0
    Errors      ShapeError for shapes that differ or are empty
    Source      Prince, Understanding Deep Learning (2023), section 5.3, where it follows from the Laplace distribution

    >>> mae([1.0, 2.0, 4.0, 2.0], [1.0, 0.0, 2.0, 2.0]).item()
    1.0
    """
    return _absolute_error(reduction)(*pair("mae", prediction, target))
