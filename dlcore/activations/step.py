"""The step function of the perceptron: it fires or it doesn't."""

from __future__ import annotations

from dlcore.activations.activation import Activation
from dlcore.tensor import Tensor, as_tensor


class Step(Activation):
    symbol = "step"
    sign = r"\operatorname{step}"
    definition = r"\begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}"
    derivative = "0"
    bounds = (0.0, 1.0)
    steepest = 0.0

    def value(self, z):
        return (z > 0).astype(z.dtype)

    def slope(self, z, a):
        return 0.0 * a

    def curvature(self, z, slope):
        return 0.0 * slope


STEP = Step()


def step(z: object) -> Tensor:
    r"""1 for positive numbers, 0 for all others: the perceptron's output.

    Shapes      any; the result has the shape of z
    Convention  step(0) = 0, and the derivative is 0 everywhere, at the jump too: nothing to learn from by gradients
    Source      Nielsen, Neural Networks and Deep Learning (2015), chapter 1

    >>> step([-1.0, 0.0, 2.0]).value.tolist()
    [0.0, 0.0, 1.0]
    """
    return STEP(as_tensor(z))
