"""Numbers that others printed, computed again: the examples of the Keras documentation and of CS231n."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from deckwright.figures import num
from deckwright.figures.number import MINUS
from dlcore import Tensor, binary_cross_entropy_with_logits, cross_entropy, cross_entropy_with_logits, hinge

KERAS_Y, KERAS_P = ((0, 1, 0), (0, 0, 1)), ((0.05, 0.95, 0.0), (0.1, 0.8, 0.1))
KERAS_Z, KERAS_T = (-18.6, 0.51, 2.94, -12.8), (0, 1, 0, 0)
CS_W = ((0.01, -0.05, 0.1, 0.05), (0.7, 0.2, 0.05, 0.16), (0.0, -0.45, -0.2, 0.03))
CS_X, CS_B, CS_Y = (-15.0, 22.0, -44.0, 56.0), (0.0, 0.2, -0.3), 2


@dataclass(frozen=True)
class Comparison:
    """A published number beside ours."""

    source: str
    name: str
    published: str
    computed: float

    @property
    def digits(self) -> int:
        """How many decimals were printed."""
        return len(self.published.split(".")[1])

    @property
    def rounds_to_it(self) -> bool:
        """Whether ours lies within half a unit of the last printed digit."""
        return abs(self.computed - float(self.published)) <= 0.5 * 10.0**-self.digits * (1 + 1e-6)

    @property
    def was_cut(self) -> bool:
        """Whether the printed number is ours with its further digits cut off."""
        scale = 10.0**self.digits
        return not self.rounds_to_it and math.trunc(self.computed * scale) == round(float(self.published) * scale)

    @property
    def mark(self) -> str:
        """Yes, nearly, no."""
        return "✓" if self.rounds_to_it else "~" if self.was_cut else "✗"


@dataclass(frozen=True)
class Published:
    """The Keras batch in matrix form, the CS231n scores, and every number beside its print."""

    P: Tensor
    Y: Tensor
    batch: Tensor
    scores: Tensor
    comparisons: tuple[Comparison, ...]

    @property
    def table(self) -> list[list[object]]:
        """One row for each number, ours with two digits more than were printed."""
        return [
            [c.source, c.name, c.published.replace("-", MINUS), num(c.computed, 6), c.mark] for c in self.comparisons
        ]

    @property
    def agreeing(self) -> int:
        """How many come out to the last printed digit."""
        return sum(c.rounds_to_it for c in self.comparisons)

    @property
    def cut(self) -> list[Comparison]:
        """Those that were cut off instead of rounded."""
        return [c for c in self.comparisons if c.was_cut]


def published() -> Published:
    """Everything computed with dlcore's own losses."""
    P, Y = Tensor(KERAS_P, "P"), Tensor(KERAS_Y, "Y")
    batch = cross_entropy(P, Y).named("L")
    rows = [cross_entropy(P.value[k], Y.value[k]).item() for k in range(2)]
    scores = (Tensor(CS_W, "W") @ Tensor(CS_X, "x") + Tensor(CS_B, "b")).named("z")
    s = np.asarray(scores.value)
    found = (
        ("Keras", "binary, from logits", "0.8654", binary_cross_entropy_with_logits(KERAS_Z, KERAS_T).item()),
        ("Keras", "categorical, row 1", "0.0513", rows[0]),
        ("Keras", "categorical, row 2", "2.303", rows[1]),
        ("Keras", "categorical, mean", "1.177", batch.item()),
        ("CS231n", "score of class 1", "-2.85", float(s[0])),
        ("CS231n", "score of class 2", "0.86", float(s[1])),
        ("CS231n", "score of class 3", "0.28", float(s[2])),
        ("CS231n", "cross-entropy", "1.04", cross_entropy_with_logits(scores, CS_Y).item()),
        ("CS231n", "hinge", "1.58", hinge(scores, CS_Y).item()),
    )
    return Published(P, Y, batch, scores, tuple(Comparison(*row) for row in found))
