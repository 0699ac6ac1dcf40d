"""Embeddings: a learned vector for each word of a vocabulary, looked up by its number."""

from __future__ import annotations

import numpy as np

from dlcore.errors import DomainError, ShapeError
from dlcore.ops.op import label
from dlcore.ops.shape import pick
from dlcore.tensor import Tensor, as_tensor


def embed(table: object, indices: object) -> Tensor:
    r"""The rows of a table, one for each index.

    Shapes: table (V, D), indices any shape S of whole numbers from 0 to V - 1 -> (*S, D).
    Raises DomainError for an index outside the vocabulary or not whole.

    >>> embed([[1.0, 2.0], [3.0, 4.0]], [1, 0, 1]).value.tolist()
    [[3.0, 4.0], [1.0, 2.0], [3.0, 4.0]]
    """
    table, places = as_tensor(table), np.asarray(indices)
    if table.ndim != 2:
        raise ShapeError(f"An embedding table is a matrix (V, D); found {label(table)}.")
    if places.dtype.kind not in "iu":
        raise DomainError(f"Indices are whole numbers; found {places.dtype}.")
    if places.size and (places.min() < 0 or places.max() >= len(table)):
        raise DomainError(f"Indices go from 0 to {len(table) - 1}; found {places.min()} to {places.max()}.")
    return pick(table, places)
