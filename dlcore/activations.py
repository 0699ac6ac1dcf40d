r"""Activation functions, each with its derivative, stable from -1000 to 1000.

An activation is applied entry by entry. Its derivative is an operation too (``\sigma'``), so that a gradient shows
as ``\delta \odot \sigma'(z)`` and can itself be differentiated.
"""

from __future__ import annotations

import numpy as np

from dlcore.notation import called
from dlcore.ops.arithmetic import multiply
from dlcore.ops.op import Elementwise
from dlcore.tensor import Tensor, as_tensor


class Sigmoid(Elementwise):
    symbol = "σ"

    def value(self, z):
        with np.errstate(over="ignore"):  # exp(1000) = inf gives 1/inf = 0, the right answer
            return 1.0 / (1.0 + np.exp(-z))

    def gradient(self, i, adjoint, result):
        z = result.inputs[0]
        slope = Tensor.made_by(SIGMOID_PRIME, (z,), result.value * (1.0 - result.value))
        return multiply(adjoint, slope)

    def latex(self, write, node):
        return called(r"\sigma", write(node.inputs[0]))


class SigmoidPrime(Elementwise):
    r"""\sigma'(z) = \sigma(z) (1 - \sigma(z)), at most 1/4."""

    symbol = "σ′"

    def value(self, z):
        a = SIGMOID.value(z)
        return a * (1.0 - a)

    def gradient(self, i, adjoint, result):
        z = result.inputs[0]
        return multiply(adjoint, multiply(result, 1.0 - 2.0 * SIGMOID(z)))

    def latex(self, write, node):
        return called(r"\sigma'", write(node.inputs[0]))


SIGMOID, SIGMOID_PRIME = Sigmoid(), SigmoidPrime()


def sigmoid(z: object) -> Tensor:
    r"""The logistic function, squashing any number into (0, 1).

    \sigma(z) = 1 / (1 + e^{-z})

    Shapes: any; the result has the shape of z. Source: Goodfellow et al., Deep Learning, 3.10.

    >>> sigmoid([0.0, 1000.0, -1000.0]).value.tolist()
    [0.5, 1.0, 0.0]
    """
    return SIGMOID(as_tensor(z))


def sigmoid_prime(z: object) -> Tensor:
    r"""The derivative of the logistic function, \sigma(z)(1 - \sigma(z)).

    >>> sigmoid_prime(0.0).item()
    0.25
    """
    return SIGMOID_PRIME(as_tensor(z))
