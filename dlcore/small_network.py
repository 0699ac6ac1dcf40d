r"""The network that the course computes by hand: four inputs, four sigmoid hidden units, one sigmoid output.

Its parameters have two decimals, so that they can be written on a board and typed into a calculator without rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.activations import sigmoid
from dlcore.rng import generator
from dlcore.tensor import Tensor

__all__ = ["Parameters", "Forward", "small_network", "forward"]


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """W1 (4, 4), b1 (4,), W2 (1, 4), b2 (1,).

    >>> [p.name for p in small_network(1)[2]]
    ['W^{(1)}', 'b^{(1)}', 'W^{(2)}', 'b^{(2)}']
    """

    W1: Tensor
    b1: Tensor
    W2: Tensor
    b2: Tensor

    def __iter__(self):
        return iter((self.W1, self.b1, self.W2, self.b2))


@dataclass(frozen=True, slots=True, eq=False)
class Forward:
    """The values on the way: z1 and a1 of shape (4,), z2 and a2 of shape (1,).

    >>> x, _, parameters = small_network(1)
    >>> forward(x, parameters).a2.shape
    (1,)
    """

    z1: Tensor
    a1: Tensor
    z2: Tensor
    a2: Tensor


def small_network(seed: int | np.random.Generator = 1) -> tuple[Tensor, Tensor, Parameters]:
    """The example x (4,) with its target y (1,), and the parameters, all drawn from the seed.

    The inputs are four different tenths; no parameter is smaller than 0.05, so that each has a part to play.

    Working  none: its numbers are drawn; forward(...) shows what is computed with them
    Errors   DomainError for a seed that is no whole number from 0 up

    >>> x, y, parameters = small_network(1)
    >>> x.value.tolist(), sum(p.size for p in parameters)
    ([0.8, 0.1, 0.2, 0.5], 25)
    """
    rng = generator(seed)
    x = Tensor(rng.permutation(np.arange(1, 10))[:4] / 10, "x")
    shapes = {"W^{(1)}": (4, 4), "b^{(1)}": (4,), "W^{(2)}": (1, 4), "b^{(2)}": (1,)}
    return (
        x,
        Tensor([1.0], "y"),
        Parameters(*(Tensor(_two_decimals(rng, shape), name) for name, shape in shapes.items())),
    )


def _two_decimals(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers from -0.99 to 0.99 that can be written down exactly, none near 0."""
    return rng.choice([-1, 1], shape) * rng.integers(5, 100, shape) / 100


def forward(x: Tensor, parameters: Parameters) -> Forward:
    """Two layers: a weighted sum and a sigmoid, twice.

    >>> x, _, parameters = small_network(1)
    >>> forward(x, parameters).z1.formula
    'z^{(1)} = W^{(1)} x + b^{(1)}'
    """
    p = parameters
    z1 = (p.W1 @ x + p.b1).named("z^{(1)}")
    a1 = sigmoid(z1).named("a^{(1)}")
    z2 = (p.W2 @ a1 + p.b2).named("z^{(2)}")
    return Forward(z1, a1, z2, sigmoid(z2).named("a^{(2)}"))
