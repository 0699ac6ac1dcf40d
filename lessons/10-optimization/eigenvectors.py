"""A turned ravine seen along its eigenvectors: each part of the way shrinks by a factor of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ravine import Ravine, walk

from dlcore import GradientDescent

NAMES = ("flat eigenvector", "steep eigenvector")
SHOWN = 30  # steps
FLOOR = 1e-4  # a part's line ends where so little is left


@dataclass(frozen=True)
class Eigenvectors:
    """Gradient descent on a turned ravine."""

    path: np.ndarray  # (steps + 1, 2)
    lines: dict[str, np.ndarray]  # each eigenvector as a line through the minimum
    parts: dict[str, np.ndarray]  # how far the walk is from the minimum along each
    factors: tuple[float, float]  # what a step keeps of each part
    reach: tuple[float, float]
    surface: np.ndarray


def along(ravine: Ravine, start: tuple[float, float], lr: float) -> Eigenvectors:
    """Walk from the start, whose coordinates are along the eigenvectors."""
    path = walk(GradientDescent(lr), ravine.gradient, ravine.axes @ start, SHOWN)
    reach = -0.45 * float(path.max()), 1.15 * float(path.max())
    half = 0.42 * float(path.max())
    lines = {name: np.outer([-half, half], axis) for name, axis in zip(NAMES, ravine.axes.T)}
    lines[NAMES[0]] = np.outer([-half, 1.5 * float(path.max())], ravine.axes[:, 0])
    parts = {name: _to_floor(np.abs(path @ axis)) for name, axis in zip(NAMES, ravine.axes.T)}
    factors = 1 - lr * ravine.flat, 1 - lr * ravine.steep
    return Eigenvectors(path, lines, parts, factors, reach, ravine.grid(reach, reach))


def _to_floor(values: np.ndarray) -> np.ndarray:
    low = np.flatnonzero(values < FLOOR)
    return values[: low[0]] if len(low) else values
