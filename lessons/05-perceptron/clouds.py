"""The bound beside the truth: two clouds at a distance, many draws, and how many corrections each took."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import novikoff_bound, perceptron, widest_margin
from dlcore.datasets import blobs
from dlcore.errors import DomainError

SEEDS, PER_CLASS, SPREAD = 20, 25, 0.35


@dataclass(frozen=True)
class Clouds:
    """Draws at one distance: those that a line separates, with bound and corrections of each."""

    gap: float
    bounds: np.ndarray
    corrections: np.ndarray
    inseparable: int

    @property
    def drawn(self) -> int:
        """All draws."""
        return len(self.bounds) + self.inseparable

    @property
    def middle_bound(self) -> float:
        """The median of the bounds."""
        return float(np.median(self.bounds))

    @property
    def middle(self) -> float:
        """The median of the corrections; least and most are their range."""
        return float(np.median(self.corrections))

    @property
    def least(self) -> int:
        return int(self.corrections.min())

    @property
    def most(self) -> int:
        return int(self.corrections.max())


@dataclass(frozen=True)
class Promise:
    """The bound's two curves, k γ from below and sqrt(k) R from above, up to where they cross."""

    k: np.ndarray
    least: np.ndarray
    most: np.ndarray

    @property
    def curves(self) -> dict[str, np.ndarray]:
        return dict(zip(self.roles, (self.least, self.most)))

    @property
    def roles(self) -> dict[str, str]:
        """Both are lengths of the weights: how far along u, and in all."""
        return {"at least: $k \\gamma$": "weight", "at most: $\\sqrt{k}\\,R$": "muted"}


def clouds(gap: float, seed: int) -> Clouds:
    """Clouds around (1 - gap, 1) and (1 + gap, 2): on one side of the origin, so that the bias has work to do."""
    bounds, corrections = [], []
    for draw in range(SEEDS):
        x, y = blobs(
            PER_CLASS, centers=[(2 - gap, 1), (2 + gap, 2)], spread=SPREAD, rng=np.random.default_rng([seed, draw])
        )
        order = np.random.default_rng([seed, draw, 1])
        try:
            bound = novikoff_bound(x, y, widest_margin(x, y, rounds=500)).bound.item()
        except DomainError:
            continue
        learned = perceptron(x, y, epochs=2000, rng=order, record=False)
        bounds.append(bound)
        corrections.append(int(learned.mistakes.sum()))
    return Clouds(gap, np.array(bounds), np.array(corrections), SEEDS - len(bounds))
