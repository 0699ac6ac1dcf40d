"""The perceptron on XOR: it comes back to where it was, and so it will never stop."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from gates import by_target, correction_row, triple

from dlcore import perceptron, threshold_functions
from dlcore.datasets import xor
from dlcore.datasets.xor import CORNERS, TRUTH
from dlcore.perceptron import PerceptronHistory

ROUNDS = 6


@dataclass(frozen=True)
class Circle:
    """Rosenblatt's rule on XOR.

    learned   the history of some rounds
    returned  the first round after which weights and bias are those after the round before
    best      how many of the four examples the best of all lines gets right
    counter   0 up to the number of corrections
    gate      weights and bias of one of the best
    """

    learned: PerceptronHistory
    returned: int
    best: int
    gate: np.ndarray
    counter: np.ndarray

    @property
    def after_rounds(self) -> np.ndarray:
        """w_1, w_2, b after each round, the start first: (R + 1, 3)."""
        return np.column_stack([self.learned.weights, self.learned.biases])[:: len(CORNERS)]

    @property
    def table(self) -> list[list[object]]:
        """Round, mistakes, and weights and bias after it."""
        rounds = zip(self.learned.mistakes, self.after_rounds[1:])
        return [[k, int(mistakes), *row.tolist()] for k, (mistakes, row) in enumerate(rounds, start=1)]

    @property
    def one_round(self) -> list[list[object]]:
        """The corrections of the last round."""
        return [correction_row(p) for p in self.learned.updates if p.epoch == ROUNDS - 1]

    @property
    def loop(self) -> dict[str, np.ndarray]:
        """Weights and bias after each presentation."""
        return {"$w_1$": self.learned.weights[:, 0], "$w_2$": self.learned.weights[:, 1], "$b$": self.learned.biases}

    @property
    def mistakes(self) -> int:
        """Mistakes in each round once it goes around."""
        return int(self.learned.mistakes[-1])

    @property
    def state(self) -> str:
        """Where it comes back to, as (w_1, w_2; b)."""
        return triple(self.after_rounds[-1][:2], self.after_rounds[-1][2])

    def best_line(self, x: np.ndarray) -> np.ndarray:
        """The answers of the best line, OR, for a picture of the plane."""
        return (x @ self.gate[:2] + self.gate[2] > 0).astype(int)

    @property
    def corners(self) -> np.ndarray:
        return CORNERS

    @property
    def labels(self) -> np.ndarray:
        return TRUTH

    @property
    def points(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        return by_target(tuple(TRUTH))


def circle() -> Circle:
    """Learn in the order 00, 01, 10, 11, from zero weights, at a rate of 1."""
    learned = perceptron(*xor(), epochs=ROUNDS)
    state = np.column_stack([learned.weights, learned.biases])[:: len(CORNERS)]
    returned = next(k for k in range(1, len(state)) if (state[k] == state[k - 1]).all())
    best = int((threshold_functions(2) == TRUTH).sum(axis=1).max())
    return Circle(learned, returned, best, np.array([1.0, 1.0, -0.5]), np.arange(len(learned.updates) + 1))


@dataclass(frozen=True)
class Reach:
    """How many Boolean functions of n inputs one line can compute, and how many there are."""

    inputs: int
    by_a_line: int
    all: int

    @property
    def share(self) -> float:
        return self.by_a_line / self.all


def reach() -> tuple[Reach, ...]:
    """Counted, for one to four inputs."""
    return tuple(Reach(n, len(threshold_functions(n)), 2**2**n) for n in (1, 2, 3, 4))
