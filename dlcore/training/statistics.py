"""How the numbers of an array are spread: what lectures plot of activations, gradients and weights, layer by layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.errors import ShapeError

BINS = 40


@dataclass(frozen=True)
class Statistics:
    """Of one array.

    mean, std         of all entries (std divides by n)
    minimum, maximum  of all entries
    norm              root of the sum of squares
    zeros             share of entries that are exactly 0: dead or cut off by ReLU
    density, edges    a histogram of area 1: BINS heights and BINS + 1 edges

    >>> statistics(np.array([3.0, -4.0])).norm
    5.0
    """

    mean: float
    std: float
    minimum: float
    maximum: float
    norm: float
    zeros: float
    density: np.ndarray
    edges: np.ndarray


def statistics(values: np.ndarray) -> Statistics:
    """The Statistics of an array; ShapeError for an empty one.

    >>> found = statistics(np.array([0.0, 3.0, 0.0, -3.0]))
    >>> found.mean, found.zeros, found.maximum
    (0.0, 0.5, 3.0)
    """
    values = np.asarray(values, dtype=np.float64)
    if not values.size:
        raise ShapeError(f"Statistics need at least one number; found an array of shape {values.shape}.")
    density, edges = np.histogram(values, bins=BINS, density=True)
    return Statistics(
        mean=float(values.mean()),
        std=float(values.std()),
        minimum=float(values.min()),
        maximum=float(values.max()),
        norm=float(np.sqrt(np.square(values).sum())),
        zeros=float((values == 0).mean()),
        density=density,
        edges=edges,
    )
