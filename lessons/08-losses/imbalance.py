"""One yes in a hundred: the answer of a network that looks at nothing, with plain and with weighted cross-entropy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SHARE = 0.01  # of the examples whose label is yes


@dataclass(frozen=True)
class Imbalance:
    """Both losses of a constant answer p, and where they are lowest."""

    share: float
    weight: int  # of each yes
    right: float  # share of right answers of "always no"
    loss: float  # plain cross-entropy of the best constant
    best: float  # plain
    best_weighted: float
    chart: dict[str, tuple[np.ndarray, np.ndarray]]


def imbalance() -> Imbalance:
    """A yes weighs as much more as it is rarer; the weighted loss is divided by the sum of the weights."""
    weight = round((1 - SHARE) / SHARE)
    p = np.arange(1, 1000) / 1000
    plain = -SHARE * np.log(p) - (1 - SHARE) * np.log(1 - p)
    total = weight * SHARE + 1 - SHARE
    weighted = (-weight * SHARE * np.log(p) - (1 - SHARE) * np.log(1 - p)) / total
    chart = {"plain": (p, plain), "weighted": (p, weighted)}
    best, best_weighted = (float(p[curve.argmin()]) for curve in (plain, weighted))
    return Imbalance(SHARE, weight, 1 - SHARE, float(plain.min()), best, best_weighted, chart)
