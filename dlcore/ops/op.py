"""What an operation is: its value, its gradient and its notation, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dlcore.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable

    from dlcore.notation import Writer, Written

    Of = Callable[[Tensor, tuple[int, ...]], Tensor]


class Op:
    """An operation. One instance serves all Tensors made with the same settings; it keeps nothing of a call.

    Subclasses give
      ``symbol``    a short sign for graphs: "+", "σ"
      ``value``     arrays -> array
      ``gradient``  the adjoint of input i, from the adjoint of the result, as a Tensor made by operations
      ``latex``     how the operation is written
      ``entry``     one entry of the result from entries of its inputs, as a Tensor of scalars
    """

    symbol: str = "?"

    def __call__(self, *inputs: Tensor) -> Tensor:
        return Tensor.made_by(self, inputs, np.asarray(self.value(*[t.value for t in inputs])))

    def value(self, *arrays: np.ndarray) -> np.ndarray:
        raise TypeError(f"{type(self).__name__} has no value of its own")

    def gradient(self, i: int, adjoint: Tensor, result: Tensor) -> Tensor:
        raise TypeError(f"{type(self).__name__} can't be differentiated with respect to its input {i}")

    def latex(self, write: Writer, node: Tensor) -> Written:
        raise TypeError(f"{type(self).__name__} has no notation")

    def entry(self, node: Tensor, index: tuple[int, ...], of: Of) -> Tensor:
        raise TypeError(f"{type(self).__name__} has no entry form")


class Elementwise(Op):
    """An operation of one input, entry by entry."""

    def entry(self, node: Tensor, index: tuple[int, ...], of: Of) -> Tensor:
        return self(of(node.inputs[0], index))


def label(tensor: Tensor) -> str:
    """How a message calls a tensor: its name and shape."""
    return f"{tensor.name or 'a value'} of shape {tensor.shape}"
