r"""Gradient clipping: by the norm of all gradients together, or each number by its value."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dlcore.check import number
from dlcore.ops.arithmetic import add_all
from dlcore.ops.clamp import clamp
from dlcore.ops.elementary import sqrt
from dlcore.ops.reduction import total
from dlcore.tensor import Tensor, some_tensors


class Clip:
    """A way to clip gradients: ``clip(gradients)`` shows its work, ``in_place`` serves long training.

    >>> [type(clip).__name__ for clip in (ClipByNorm(1.0), ClipByValue(1.0)) if isinstance(clip, Clip)]
    ['ClipByNorm', 'ClipByValue']
    """

    def __call__(self, gradients: Iterable[Tensor]) -> tuple[Tensor, ...]:
        """The clipped gradients, as expressions."""
        raise TypeError(f"{type(self).__name__} must say how it clips")

    def in_place(self, gradient: np.ndarray) -> float:
        """Clip all gradients, given as one vector; returns their norm before."""
        raise TypeError(f"{type(self).__name__} must say how it clips")


def global_norm(gradients: Iterable[Tensor]) -> Tensor:
    r"""The length of all gradients taken as one vector, \lVert g \rVert. ShapeError without gradients.

    >>> global_norm([Tensor([3.0], "g_1"), Tensor([[4.0]], "g_2")]).item()
    5.0
    """
    squares = [total(g**2) for g in some_tensors("A norm", "gradient", gradients)]
    return sqrt(add_all(squares)).named(r"\lVert g \rVert")


@dataclass(frozen=True)
class ClipByNorm(Clip):
    r"""Shorten all gradients together to a largest length; their direction stays.

    g \leftarrow g \, c / (\lVert g \rVert + \varepsilon) if \lVert g \rVert + \varepsilon > c

    Convention  the norm is over all parameters; eps is 0 here and 1e-6 in PyTorch
    Errors      DomainError unless limit > 0
    Source      Pascanu, Mikolov and Bengio, On the Difficulty of Training Recurrent Neural Networks (2013), algorithm 1

    >>> [g.value.tolist() for g in ClipByNorm(1.0)([Tensor([3.0], "g_1"), Tensor([4.0], "g_2")])]
    [[0.6000000000000001], [0.8]]
    """

    limit: float
    eps: float = 0.0

    def __post_init__(self) -> None:
        number("limit", self.limit, above=0)
        number("eps", self.eps, least=0)

    def __call__(self, gradients):
        gradients = tuple(some_tensors("Clipping", "gradient", gradients))
        norm = global_norm(gradients)
        if norm.item() + self.eps <= self.limit:
            return gradients
        under = norm + self.eps if self.eps else norm
        factor = Tensor(self.limit, "c") / under
        return tuple(factor * g for g in gradients)

    def in_place(self, gradient):
        norm = math.sqrt(float(gradient.dot(gradient)))
        if norm + self.eps > self.limit:
            gradient *= self.limit / (norm + self.eps)
        return norm


@dataclass(frozen=True)
class ClipByValue(Clip):
    r"""Hold each number of the gradients between -c and c; their direction changes.

    Errors  DomainError unless limit > 0
    Source  Goodfellow, Bengio and Courville, Deep Learning (2016), section 10.11.1

    >>> ClipByValue(1.0)([Tensor([3.0, -0.5], "g")])[0].value.tolist()
    [1.0, -0.5]
    """

    limit: float

    def __post_init__(self) -> None:
        number("limit", self.limit, above=0)

    def __call__(self, gradients):
        return tuple(clamp(g, self.limit) for g in some_tensors("Clipping", "gradient", gradients))

    def in_place(self, gradient):
        norm = math.sqrt(float(gradient.dot(gradient)))
        np.clip(gradient, -self.limit, self.limit, out=gradient)
        return norm
