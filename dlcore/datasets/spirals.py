"""Spiral arms that wind around each other, one arm a class."""

from __future__ import annotations

import numpy as np

from dlcore.check import number, whole
from dlcore.rng import generator


def spirals(
    per_class: int = 100,
    *,
    classes: int = 3,
    turns: float = 0.64,
    noise: float = 0.2,
    rng: np.random.Generator | int = 1,
) -> tuple[np.ndarray, np.ndarray]:
    r"""Arms of a spiral from the origin to the unit circle: what a linear classifier cannot tell apart.

    A point of arm $k$ of $C$ has radius $r$ and angle $2\pi(k/C + \text{turns} \cdot r) + \text{noise} \cdot n$ with
    $n$ standard normal; $r$ runs from 0 to 1 in equal steps. The noise is in the angle, in radians, so every radius
    stays exact.

    Shapes    -> (classes per_class, 2) float64 and (classes per_class,) int64 labels from 0 up; arm by arm
    turns     how often an arm goes round; below 0 the arms turn clockwise
    Errors    DomainError when a count is not a whole number from 1 up, or noise is negative
    Source    the toy data of CS231n's case study of a minimal net, which has three arms of 4 radians: 0.64 turns

    >>> x, y = spirals(3, classes=2, turns=0.5, noise=0)
    >>> x.round(9).tolist()[:3]
    [[0.0, 0.0], [0.0, 0.5], [-1.0, 0.0]]
    >>> y.tolist()
    [0, 0, 0, 1, 1, 1]
    """
    per_class = whole("per_class", per_class, least=1)
    classes = whole("classes", classes, least=1)
    noise = number("noise", noise, least=0)
    turns = number("turns", turns)
    y = np.repeat(np.arange(classes), per_class)  # (N,)
    r = np.tile(np.linspace(0.0, 1.0, per_class), classes)  # (N,)
    angle = 2.0 * np.pi * (y / classes + turns * r) + noise * generator(rng).standard_normal(len(y))
    return np.column_stack([r * np.cos(angle), r * np.sin(angle)]), y  # (N, 2), (N,)
