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


def compared(x: Tensor, p: Parameters) -> Layouts:
    """A column from the left (this course), rows with W of shape (out, in), rows with a kernel of shape (in, out)."""
    row, kernel = x.value[None, :], p.W1.value.T.copy()
    ways = {
        "this course, one example": ("$W x + b$", p.W1.value, p.W1.value @ x.value + p.b1.value),
        "this course, a batch; PyTorch": (r"$X W^{\top} + b$", p.W1.value, (row @ p.W1.value.T + p.b1.value)[0]),
        "Keras": ("$X K + b$", kernel, (row @ kernel + p.b1.value)[0]),
    }
    sums = [z for *_, z in ways.values()]
    table = [[name, formula, shape(weights), float(z[0])] for name, (formula, weights, z) in ways.items()]
    single = p.W1.value.astype(np.float32) @ x.value.astype(np.float32) + p.b1.value.astype(np.float32)
    return Layouts(table, all(np.allclose(z, sums[0], rtol=1e-12) for z in sums), float(np.abs(single - sums[0]).max()))
