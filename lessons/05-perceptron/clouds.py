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
    def bound_told(self) -> str:
        """Median and range of the bounds, to two digits: with other draws the third is another."""
        return told(self.bounds)

    @property
    def told(self) -> str:
        """Median and range of the corrections."""
        return told(self.corrections)


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


def told(values: np.ndarray) -> str:
    """Median, and least and most in brackets, each to two digits."""
    middle, low, high = (f"{float(f'{value:.2g}'):,.0f}" for value in (np.median(values), values.min(), values.max()))
    return f"{middle} ({low}–{high})"
