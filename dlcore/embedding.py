r"""Embeddings: a learned vector for each word of a vocabulary, looked up by its number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError, ShapeError
from dlcore.initializers import normal
from dlcore.layer import Layer
from dlcore.notation import POWER, Written
from dlcore.ops.arithmetic import multiply
from dlcore.ops.linear_map import LinearMap
from dlcore.ops.op import Op, label
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


class LookUp(Op):
    """Table and indices -> the rows of the table. The indices are an input, since a minibatch brings others."""

    symbol = "E[ ]"

    def value(self, table, indices):
        return table[indices.astype(np.intp)]

    def gradient(self, i, adjoint, result):
        table, indices = result.inputs
        return AddRows(table.shape)(adjoint, indices) if i == 0 else multiply(0.0, indices)

    def latex(self, write, node):
        table, indices = (write(t).latex for t in node.inputs)
        return Written(f"{table}_{{{indices}}}", POWER)

    def entry(self, node, index, of):
        table, indices = node.inputs
        return of(table, (int(indices.value[index[:-1]]), index[-1]))


@dataclass(frozen=True)
class AddRows(LinearMap):
    """Rows added up at the places of a table that they were looked up from."""

    table: tuple[int, ...]  # (V, D)
    symbol = "E[ ]ᵀ"

    def value(self, rows, indices):
        V, D = self.table
        places = indices.reshape(-1, 1).astype(np.intp) * D + np.arange(D)  # (N, D)
        summed = np.bincount(places.ravel(), rows.ravel(), minlength=V * D)  # faster than np.add.at
        return summed.astype(rows.dtype, copy=False).reshape(V, D)

    def gradient(self, i, adjoint, result):
        indices = result.inputs[1]
        return LOOK_UP(adjoint, indices) if i == 0 else multiply(0.0, indices)

    def latex(self, write, node):
        rows, indices = (write(t).latex for t in node.inputs)
        return Written(rf"\sum_{{{indices}}} {rows}", POWER)


LOOK_UP = LookUp()


def embed(table: object, indices: object) -> Tensor:
    r"""The rows of a table, one for each index.

    Shapes  table (V, D), indices any shape S of whole numbers from 0 to V - 1 -> (*S, D)
    Errors  ShapeError for a table that is no matrix or for no index at all, DomainError for an index that is no whole
            number from 0 to V - 1
    Source  Bengio et al., A Neural Probabilistic Language Model (2003), section 2

    >>> embed([[1.0, 2.0], [3.0, 4.0]], [1, 0, 1]).value.tolist()
    [[3.0, 4.0], [1.0, 2.0], [3.0, 4.0]]
    """
    table, places = as_tensor(table), as_tensor(indices)
    if table.ndim != 2 or not table.size:
        raise ShapeError(f"An embedding table is a matrix (V, D); found {label(table)}.")
    found, V = places.value, len(table)
    if not found.size:
        raise ShapeError(f"Looking up needs at least one index; found {label(places)}.")
    if not (found.min() >= 0 and found.max() < V and (found == np.floor(found)).all()):
        wrong = found[(found < 0) | (found >= V) | (found != np.floor(found))].flat[0]
        raise DomainError(f"Indices are whole numbers from 0 to {V - 1}; found {wrong:g}.")
    return LOOK_UP(table, places)


@dataclass(frozen=True)
class Embedding(Layer):
    r"""A table of V learned vectors of D numbers; see ``embed``.

    >>> embedding(27, 8, rng=1).parameter_count
    216
    """

    E: Tensor

    def __call__(self, indices: object) -> Tensor:
        """The vectors of indices (...), shape (..., D)."""
        return embed(self.E, indices)


def embedding(V: int, D: int, *, rng: np.random.Generator | int, std: float = 0.02, name: str = "E") -> Embedding:
    """A new table of normal numbers; 0.02 is GPT-2's standard deviation.

    Errors  DomainError for sizes below 1
    Source  Radford et al. (2019), whose code has the number

    >>> embedding(27, 8, rng=1).E.shape
    (27, 8)
    """
    shape = (whole("V", V, least=1), whole("D", D, least=1))
    return Embedding(Tensor(normal(shape, generator(rng), std), name))
