"""Nine trials: on a grid, and at random; and how many it takes to be lucky."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, log

SIDE, GOOD, SURE = 3, 0.05, 0.95


@dataclass(frozen=True)
class Search:
    """Points in the unit square, (9, 2) each; and the trials that find one of the best few percent almost surely."""

    grid: np.ndarray
    random: np.ndarray
    trials: Tensor
    good: float
    sure: float

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        return {"grid": tuple(self.grid.T), "random": tuple(self.random.T)}

    @property
    def values(self) -> dict[str, int]:
        """How many different values of the first setting each has tried."""
        return {"grid": len(np.unique(self.grid[:, 0])), "random": len(np.unique(self.random[:, 0]))}

    @property
    def needed(self) -> int:
        """The trials as a whole number."""
        return math.ceil(self.trials.item())


def search(seed: int) -> Search:
    """Logarithms of the rate from -3 to 0, and of the weight decay from -5 to -2."""
    low, span = np.array([-3.0, -5.0]), 3.0
    shares = (np.arange(SIDE) + 0.5) / SIDE
    grid = low + span * np.array([(a, b) for a in shares for b in shares])
    drawn = low + span * np.random.default_rng([seed, 5]).random((SIDE**2, 2))
    missed, unlucky = Tensor(1 - SURE, "q"), Tensor(GOOD, "p")
    return Search(grid, drawn, (log(missed) / log(1.0 - unlucky)).named("n"), GOOD, SURE)
