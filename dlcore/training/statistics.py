"""How the numbers of an array are spread: what lectures plot of activations, gradients and weights, layer by layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.errors import ShapeError
from dlcore.ops.elementary import sqrt
from dlcore.ops.reduction import mean, total
from dlcore.tensor import Tensor
from dlcore.tensor_form import tensor_form

BINS = 40


@dataclass(frozen=True)
class Statistics:
    """Of one array.

    mean, std         of all entries (std divides by n)
    minimum, maximum  of all entries
    norm              root of the sum of squares
    zeros             share of entries that are exactly 0: dead or cut off by ReLU
    density, edges    a histogram of area 1: BINS heights and BINS + 1 edges
    Working           statistics.tensor(values) gives mean, std and norm as Tensors

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


def _statistics(values: object) -> dict[str, Tensor]:
    """Mean, standard deviation and norm as Tensors."""
    v = Tensor(values, "v")
    if not v.size:
        raise ShapeError(f"Statistics need at least one number; found an array of shape {v.shape}.")
    mu = mean(v).named(r"\mu")
    std, norm = sqrt(mean((v - mu) ** 2)).named(r"\sigma"), sqrt(total(v**2)).named(r"\lVert v \rVert")
    return {"mean": mu, "std": std, "norm": norm}


@tensor_form(_statistics)
def statistics(values: np.ndarray) -> Statistics:
    """The Statistics of an array; ShapeError for an empty one.

    >>> found = statistics(np.array([0.0, 3.0, 0.0, -3.0]))
    >>> found.mean, found.zeros, found.maximum
    (0.0, 0.5, 3.0)
    """
    shown = {name: found.item() for name, found in _statistics(values).items()}
    values = np.asarray(values, dtype=np.float64)
    density, edges = np.histogram(values, bins=BINS, density=True)
    return Statistics(
        **shown,
        minimum=float(values.min()),
        maximum=float(values.max()),
        zeros=float((values == 0).mean()),
        density=density,
        edges=edges,
    )
