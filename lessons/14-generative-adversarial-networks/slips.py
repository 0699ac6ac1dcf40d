"""Published numbers, computed again: two notebooks of Understanding Deep Learning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, softplus, wasserstein_of_densities
from dlcore.ops.reduction import total

P, Q = (5, 3, 2, 1, 8, 7, 5, 9, 2, 1), (4, 10, 1, 1, 4, 6, 3, 2, 0, 1)  # notebook 15.2
REAL_MEAN, THETA, SHIFT, SLOPE, N = 7.5, 3.0, -2.0, 1.0, 10  # notebook 15.1


@dataclass(frozen=True)
class Published:
    """Notebook 15.2's distance by place and by share of the line, and notebook 15.1's sums."""

    places: int
    by_place: float
    by_share: float
    by_ten: float
    discriminator: float
    generator: float
    mean: float


def published() -> Published:
    """All from the numbers that the notebooks print."""
    p, q = np.array(P) / sum(P), np.array(Q) / sum(Q)
    W1 = wasserstein_of_densities(p, q, 1.0).item()
    real = np.random.RandomState(0).normal(size=N) + REAL_MEAN  # the generator that the notebook seeds
    made = np.random.RandomState(1).normal(size=N) + THETA
    generator = total(softplus(Tensor(SHIFT + SLOPE * made))).item()
    discriminator = total(softplus(Tensor(-(SHIFT + SLOPE * real)))).item() + generator
    return Published(
        len(P), W1, W1 / (len(P) - 1), W1 / len(P), discriminator, generator, generator / N
    )  # fmt: skip
