"""Exclusive or: four points that no straight line separates."""

from __future__ import annotations

import numpy as np

from dlcore.check import number, whole
from dlcore.rng import generator

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
TRUTH = np.array([0, 1, 1, 0])


def xor(
    per_corner: int = 1, *, noise: float = 0.0, rng: np.random.Generator | int = 1
) -> tuple[np.ndarray, np.ndarray]:
    r"""The corners of the unit square and the truth table of exclusive or, or clouds around the corners.

    $y = x_1 \oplus x_2$, which is 1 when exactly one of the two inputs is 1.

    Shapes    -> (4 per_corner, 2) float64 and (4 per_corner,) int64 labels in {0, 1}, corner by corner: 00, 01, 10, 11
    noise     standard deviation of the normal noise that is added to both coordinates; 0 gives the corners themselves
    Errors    DomainError when per_corner is not a whole number from 1 up, or noise is negative
    Source    Goodfellow, Bengio and Courville, Deep Learning (2016), section 6.1

    >>> x, y = xor()
    >>> [(tuple(map(int, point)), int(label)) for point, label in zip(x, y)]
    [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]
    """
    per_corner = whole("per_corner", per_corner, least=1)
    noise = number("noise", noise, least=0)
    x = np.repeat(CORNERS, per_corner, axis=0)  # (4 per_corner, 2)
    return x + noise * generator(rng).standard_normal(x.shape), np.repeat(TRUTH, per_corner)
