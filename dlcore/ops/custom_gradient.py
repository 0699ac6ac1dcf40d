r"""Operations computed in one go both ways: forward, and backward to all inputs at once.

Their definition as an expression of plain operations stands beside them (``spelled``). It gives notation, entries and
all derivatives above the first, so only speed depends on the code written by hand, and tests hold it to the definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dlcore.notation import called
from dlcore.ops.arithmetic import IDENTITY, multiply
from dlcore.ops.op import Fused, Op
from dlcore.ops.reduction import total
from dlcore.ops.shape import concatenate, pick, reshape
from dlcore.tensor import Tensor


class CustomGradient(Fused):
    """A fused operation whose backward pass is written out too.

    Subclasses give ``value``, ``spelled`` and ``backward``.
    """

    def backward(self, adjoint: np.ndarray, result: np.ndarray, *inputs: np.ndarray) -> Sequence[np.ndarray]:
        """The adjoints of all inputs, each of its input's shape."""
        raise TypeError(f"{type(self).__name__} has no backward pass")

    def gradients(self, wanted: Sequence[int], adjoint: Tensor, result: Tensor) -> list[Tensor]:
        packed = Backward(self)(adjoint, result, *result.inputs)
        ends = np.cumsum([t.size for t in result.inputs]).tolist()
        parts = [(end - t.size, end, t.shape) for end, t in zip(ends, result.inputs)]
        return [reshape(pick(packed, slice(parts[i][0], parts[i][1])), parts[i][2]) for i in wanted]

    def gradient(self, i: int, adjoint: Tensor, result: Tensor) -> Tensor:
        return self.gradients([i], adjoint, result)[0]


@dataclass(frozen=True)
class Backward(Op):
    """The adjoints of all inputs of a compound operation, one after the other in a single vector."""

    of: CustomGradient
    symbol = "∇"

    def value(self, adjoint, result, *inputs):
        return np.concatenate([part.ravel() for part in self.of.backward(adjoint, result, *inputs)])

    def entry(self, node, index, of):
        outer, _, *inputs = node.inputs
        fresh = [Tensor.made_by(IDENTITY, (t,), t.value) for t in inputs]
        slopes = _gradients(total(multiply(outer, self.of.spelled(*fresh))), fresh)
        packed = concatenate([reshape(part, (-1,)) for part in slopes])
        return packed.op.entry(packed, index, of)

    def gradients(self, wanted, adjoint, result):
        outer, value, *inputs = result.inputs
        fresh = [Tensor.made_by(IDENTITY, (t,), t.value) for t in (outer, *inputs)]  # cut off from each other
        first = _gradients(total(multiply(fresh[0], self.of.spelled(*fresh[1:]))), fresh[1:])
        packed = concatenate([reshape(part, (-1,)) for part in first])
        second = list(_gradients(total(multiply(adjoint, packed)), fresh))
        second.insert(1, multiply(0.0, value))  # the value is a function of the inputs, which have their share already
        return [second[i] for i in wanted]

    def gradient(self, i, adjoint, result):
        return self.gradients([i], adjoint, result)[0]

    def latex(self, write, node):
        return called(r"\operatorname{backward}", write(node.inputs[0]))


def _gradients(loss: Tensor, wanted: list[Tensor]):
    from dlcore.autodiff import gradients  # built on the operations

    return gradients(loss, wanted)
