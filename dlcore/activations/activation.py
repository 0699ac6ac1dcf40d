r"""What an activation is: a function of one number with its slope, applied entry by entry.

The derivative is an operation as well, written ``\sigma'(z)``, so that a gradient shows as ``\delta \odot \sigma'(z)``
and can itself be differentiated. Definitions stand beside the code as LaTeX, for tables and slides.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from dlcore.notation import called
from dlcore.ops.arithmetic import multiply
from dlcore.ops.op import Elementwise
from dlcore.tensor import Tensor


class Activation(Elementwise):
    r"""A function of one number, applied to each entry.

    sign         how it is written before its argument: ``\sigma``
    definition   what it computes, in LaTeX, as a function of z
    derivative   its derivative in LaTeX
    bounds       (infimum, supremum) of its values
    steepest     the supremum of its derivative's absolute value
    """

    sign: str = "f"
    definition: str = ""
    derivative: str = ""
    bounds: tuple[float, float] = (-np.inf, np.inf)
    steepest: float = 1.0

    def slope(self, z: np.ndarray, a: np.ndarray) -> np.ndarray:
        """The derivative at z, where the activation's value a is known already."""
        raise TypeError(f"{type(self).__name__} has no derivative")

    def curvature(self, z: Tensor, slope: Tensor) -> Tensor:
        """The second derivative at z, as a Tensor made by operations."""
        raise TypeError(f"{type(self).__name__} has no second derivative")

    @cached_property
    def prime(self) -> Derivative:
        """The derivative as an operation."""
        return Derivative(self)

    def gradient(self, i, adjoint, result):
        z = result.inputs[0]
        slope = Tensor.made_by(self.prime, (z,), self.slope(z.value, result.value))
        return multiply(adjoint, slope)

    def latex(self, write, node):
        return called(self.sign, write(node.inputs[0]))


class Derivative(Elementwise):
    """The derivative of an activation, an operation of its own."""

    def __init__(self, activation: Activation):
        self.activation = activation
        self.symbol = activation.symbol + "′"

    def value(self, z):
        return self.activation.slope(z, self.activation.value(z))

    def gradient(self, i, adjoint, result):
        return multiply(adjoint, self.activation.curvature(result.inputs[0], result))

    def latex(self, write, node):
        return called(self.activation.sign + "'", write(node.inputs[0]))
