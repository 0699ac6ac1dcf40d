r"""Loss functions: one number for how wrong a prediction is. Convention stated with each."""

from __future__ import annotations

import numpy as np

from dlcore.errors import ShapeError
from dlcore.notation import PRODUCT, Written, parenthesized, written_sum
from dlcore.ops.arithmetic import add_all, multiply, negative, subtract
from dlcore.ops.op import Op, label
from dlcore.tensor import Tensor, as_tensor


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


HALF_SQUARED_ERROR = HalfSquaredError()


def same_shapes(name: str, prediction: Tensor, target: Tensor) -> None:
    """ShapeError unless prediction and target have one shape and are not empty."""
    if prediction.shape != target.shape:
        raise ShapeError(f"{name} needs a prediction and a target of one shape; found {label(prediction)} and {label(target)}.")
    if prediction.size == 0:
        raise ShapeError(f"{name} needs at least one prediction; found {label(prediction)}.")


def half_squared_error(prediction: object, target: object) -> Tensor:
    r"""Half the squared distance, summed over all entries: its gradient is the plain difference.

    E = \tfrac12 \sum_i (a_i - y_i)^2

    Shapes: any, both alike. Convention: sum, with the factor 1/2. Source: Nielsen, ch. 2; Mazur.

    >>> half_squared_error([0.75, 0.77], [0.01, 0.99]).item()
    0.298
    """
    prediction, target = as_tensor(prediction), as_tensor(target)
    same_shapes("half_squared_error", prediction, target)
    return HALF_SQUARED_ERROR(prediction, target)
