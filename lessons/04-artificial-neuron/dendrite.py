"""XOR in one unit: not with a function that only rises, but with one that is strongest at its threshold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, exp, sigmoid
from dlcore.datasets.xor import CORNERS, TRUTH

WIDTH = 0.3


@dataclass(frozen=True)
class Dendrite:
    """What two units answer to the sum of two inputs."""

    curves: dict[str, tuple[np.ndarray, np.ndarray]]
    rows: list[list[float]]
    solves: bool


def bump(z: object) -> Tensor:
    """Strongest at 1."""
    return exp(-((Tensor(z, "z") - 1.0) ** 2) / (2 * WIDTH**2))


def dendrite() -> Dendrite:
    """Both functions between the sums 0 and 2, and the answers to the four inputs."""
    grid, sums = np.linspace(0.0, 2.0, 81), CORNERS.sum(axis=1)
    answers = bump(sums).value
    rising = sigmoid(8 * (grid - 0.5)).value
    curves = {"rising": (grid, rising), "dendrite": (grid, bump(grid).value)}
    rows = np.column_stack([CORNERS, sums, answers]).tolist()
    return Dendrite(curves, rows, bool(((answers > 0.5) == TRUTH).all()))
