"""A matrix that turns over its main diagonal into its transpose."""

from __future__ import annotations

import numpy as np
from manim import Animation, ReplacementTransform, VMobject

from deckwright.scenes.matrix import Matrix

OVER = np.array([[0.0, -1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])  # mirrors at the line down to the right


def turned_over(matrix: Matrix, transposed: Matrix) -> list[Animation]:
    """Each entry crosses the diagonal to its new place, upright; the brackets follow.

    transposed  ``matrix.transposed()``, moved to where the matrix shall lie

    >>> matrix = Matrix([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    >>> len(turned_over(matrix, matrix.transposed()))  # six entries and the two brackets
    8
    """
    shape, other = (tuple(map(len, (m.rows, m.rows[0]))) for m in (matrix, transposed))
    if shape != other[::-1]:
        raise ValueError(f"A matrix of shape {shape} can't turn over into one of shape {other}.")
    crossing: list[Animation] = [
        ReplacementTransform(entry, transposed.entry(j, i))
        for i, row in enumerate(matrix.rows)
        for j, entry in enumerate(row)
    ]
    return [*crossing, *(ReplacementTransform(a, b) for a, b in zip(matrix.brackets, transposed.brackets))]


def mirrored(shape: VMobject, corner: np.ndarray, to: np.ndarray) -> VMobject:
    """A copy of a cell or a frame, mirrored at the diagonal of a matrix that begins at a corner; no text, for that
    would be turned, too.

    corner  upper left corner of the matrix; to: that of the transpose

    >>> from manim import Rectangle
    >>> cell = Rectangle(width=2, height=1).move_to([5.0, -0.5, 0.0])  # far right in the first row
    >>> tipped = mirrored(cell, np.zeros(3), np.zeros(3))
    >>> tipped.get_center().tolist(), float(tipped.width), float(tipped.height)
    ([0.5, -5.0, 0.0], 1.0, 2.0)
    """
    other = shape.copy()
    other.points = (shape.points - corner) @ OVER.T + to
    return other
