"""Rosenblatt's own machine: units with random, fixed weights, and behind them a perceptron that learns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import perceptron
from dlcore.datasets import xor

DRAWS, ROUNDS = 200, 200
UNITS = (2, 4, 8, 16, 32)


def random_units(inputs: int, units: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Weights (units, inputs) and biases (units,), all standard normal."""
    return rng.standard_normal((units, inputs)), rng.standard_normal(units)


def answers(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """What the units answer, 0 or 1."""
    return (x @ W.T + b > 0).astype(float)


@dataclass(frozen=True)
class RandomXor:
    """The share of draws in which the perceptron behind so many random units learns XOR."""

    units: np.ndarray
    share: np.ndarray
    draws: int

    @property
    def errors(self) -> np.ndarray:
        """Standard errors of the shares."""
        return np.sqrt(self.share * (1 - self.share) / self.draws)

    def of(self, units: int) -> float:
        """The share with so many units."""
        return float(self.share[list(self.units).index(units)])


def random_xor(seed: int) -> RandomXor:
    """Let his rule try: a round without a mistake proves that a line separates what the units answer."""
    x, y = xor()
    share = []
    for units in UNITS:
        rng = np.random.default_rng([seed, units])
        draws = (answers(x, *random_units(2, units, rng)) for _ in range(DRAWS))
        share.append(float(np.mean([perceptron(h, y, epochs=ROUNDS, record=False).converged for h in draws])))
    return RandomXor(np.array(UNITS), np.array(share), DRAWS)
