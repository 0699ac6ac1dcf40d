"""What an operation is: its value, its gradient and its notation, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dlcore.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dlcore.notation import Writer, Written

    Of = Callable[[Tensor, tuple[int, ...]], Tensor]


_new, _ndarray = Tensor.__new__, np.ndarray


class Op:
    """An operation. One instance serves all Tensors made with the same settings; it keeps nothing of a call.

    Whatever depends on data is an input, in ``gradient`` too: no leaf is made from an input's values there. So an
    expression can be computed again with other numbers (dlcore.program), and differentiated again.

    Subclasses give
      ``symbol``    a short sign for graphs: "+", "σ"
      ``value``     arrays -> array
      ``gradient``  the adjoint of input i, from the adjoint of the result, as a Tensor made by operations
      ``latex``     how the operation is written
      ``entry``     one entry of the result from entries of its inputs, as a Tensor of scalars
    """

    symbol: str = "?"
    code: str = ""  # ``value`` as a Python expression of arrays and exp, where it is one: "{} + {}"
    constant: bool = False  # True for a number that is written by its symbol everywhere, such as pi
    repeatable: bool = True  # False where the value is drawn anew for each step, such as a dropout mask

    def __call__(self, *inputs: Tensor) -> Tensor:
        value = self.value(*[t.value for t in inputs])
        tensor = _new(Tensor)  # Tensor.made_by, without the call
        tensor.value = value if type(value) is _ndarray else np.asarray(value)
        tensor.name, tensor.op, tensor.inputs, tensor.own_role = None, self, inputs, None
        return tensor

    def value(self, *arrays: np.ndarray) -> np.ndarray:
        raise TypeError(f"{type(self).__name__} has no value of its own")

    def gradient(self, i: int, adjoint: Tensor, result: Tensor) -> Tensor:
        raise TypeError(f"{type(self).__name__} can't be differentiated with respect to its input {i}")

    def gradients(self, wanted: Sequence[int], adjoint: Tensor, result: Tensor) -> Sequence[Tensor]:
        """The adjoints of several inputs; an operation whose inputs' adjoints share their work overrides this."""
        return [self.gradient(i, adjoint, result) for i in wanted]

    def latex(self, write: Writer, node: Tensor) -> Written:
        raise TypeError(f"{type(self).__name__} has no notation")

    def entry(self, node: Tensor, index: tuple[int, ...], of: Of) -> Tensor:
        raise TypeError(f"{type(self).__name__} has no entry form")


class Elementwise(Op):
    """An operation of one input, entry by entry."""

    def entry(self, node: Tensor, index: tuple[int, ...], of: Of) -> Tensor:
        return self(of(node.inputs[0], index))


class Fused(Op):
    """An operation computed in one go, faster or more exactly than its definition says; it is written as its
    definition.

    Subclasses give ``spelled``, the definition as an expression of plain operations, in place of notation and entry
    form.
    """

    def spelled(self, *inputs: Tensor) -> Tensor:
        raise TypeError(f"{type(self).__name__} has no definition")

    def latex(self, write: Writer, node: Tensor) -> Written:
        return write.expression(self.spelled(*node.inputs))

    def entry(self, node: Tensor, index: tuple[int, ...], of: Of) -> Tensor:
        whole = self.spelled(*node.inputs)
        return whole.op.entry(whole, index, of)


def label(tensor: Tensor) -> str:
    """How a message calls a tensor: its name and shape."""
    return f"{tensor.name or 'a value'} of shape {tensor.shape}"
