"""The same layer in the conventions of three places: the same numbers, arranged differently."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deckwright.figures import shape
from dlcore import Tensor
from dlcore.small_network import Parameters


@dataclass(frozen=True)
class Layouts:
    """Rows of the table of conventions, and whether all give the same sums."""

    table: list[list[object]]
    agree: bool
    float32_difference: float


def compared(a: Tensor, p: Parameters) -> Layouts:
    """The output layer: a column from the left (this course), rows with W (out, in), rows with a kernel (in, out)."""
    row, W, b = a.value[None, :], p.W2.value, p.b2.value
    kernel = W.T.copy()
    ways = {
        "this course, one example": ("$W a + b$", W, W @ a.value + b),
        "this course, a batch; PyTorch": (r"$A W^{\top} + b$", W, (row @ W.T + b)[0]),
        "Keras": ("$A K + b$", kernel, (row @ kernel + b)[0]),
    }
    sums = [z for *_, z in ways.values()]
    table = [[name, formula, shape(weights), float(z[0])] for name, (formula, weights, z) in ways.items()]
    single = W.astype(np.float32) @ a.value.astype(np.float32) + b.astype(np.float32)
    return Layouts(table, all(np.allclose(z, sums[0], rtol=1e-12) for z in sums), float(np.abs(single - sums[0]).max()))
