"""How much work a computation is: the multiplications of its products, each with its addition, counted on its graph."""

from __future__ import annotations

from math import prod

from dlcore.convolution.operations import Convolve, ConvolveTransposed, Correlate
from dlcore.ops.linear import MATMUL, OUTER
from dlcore.tensor import Tensor, ancestors

__all__ = ["multiply_adds"]


def multiply_adds(*results: Tensor) -> int:
    r"""Multiply-adds of all products of matrices, outer products and convolutions behind some results, each once.

    A product (m, k)(k, n) takes m k n of them; FLOPs are twice as many.

    Convention  as in a layer table: sums, norms, activation functions and look-ups aren't counted
    Working     none: it is a count

    >>> from dlcore import gradients
    >>> W, x = Tensor([[1.0, 2.0, 3.0]] * 2, "W"), Tensor([1.0, 1.0, 1.0], "x")
    >>> loss = (W @ x).sum()
    >>> multiply_adds(loss), multiply_adds(loss, gradients(loss, [W])[W])
    (6, 12)
    """
    return sum(_count(node) for node in ancestors(*results))


def _count(node: Tensor) -> int:
    """Those of one operation."""
    if node.op is MATMUL:
        return node.size * node.inputs[0].shape[-1]
    if node.op is OUTER:
        return node.size
    if isinstance(node.op, Convolve):  # each output number is a sum over one kernel
        return node.size * prod(node.inputs[1].shape[1:])
    if isinstance(node.op, ConvolveTransposed):  # each number that comes in is spread over one kernel
        return node.inputs[0].size * prod(node.inputs[1].shape[1:])
    if isinstance(node.op, Correlate):  # each output's adjoint meets the pixels under its kernel
        return node.inputs[1].size * prod(node.shape[1:])
    return 0
