"""Momentum on one eigenvalue: for each rate and each momentum, what a step keeps, and how the walk looks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ravine import Ravine, walk

from dlcore import Momentum

SHOWN = 25  # steps
# (rate times eigenvalue, momentum) of a walk of each kind
KINDS = {"creeps": (0.1, 0.2), "swings": (1.0, 0.8), "flips": (2.1, 0.12), "diverges": (2.42, 0.2)}


@dataclass(frozen=True)
class Phases:
    """The map over rate times eigenvalue (0 to 4) and momentum (0 to 1), and a walk of each kind."""

    kept: np.ndarray  # rows along the momentum
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    levels: tuple[float, ...]
    places: dict[str, np.ndarray]
    walks: dict[str, np.ndarray]
    ravine: np.ndarray  # where the ravine's two eigenvalues lie


def kept(x: np.ndarray, momentum: np.ndarray) -> np.ndarray:
    r"""What a step keeps in the long run: the larger |r| of r^2 = (1 + momentum - x) r - momentum, x = lr \lambda.

    Two complex roots are both sqrt(momentum) long.
    """
    half = (1 + momentum - x) / 2
    inside = half**2 - momentum
    return np.where(inside < 0, np.sqrt(momentum), np.abs(half) + np.sqrt(np.maximum(inside, 0)))


def phases(ravine: Ravine, lr: float, momentum: float, points: int = 201) -> Phases:
    """The map, and on it the ravine at one rate and momentum."""
    x_range, y_range = (0.0, 4.0), (0.0, 1.0)
    across, up = np.meshgrid(np.linspace(*x_range, points), np.linspace(*y_range, points))
    walks = {name: walk(Momentum(x, mu), lambda theta: theta, 1.0, SHOWN) for name, (x, mu) in KINDS.items()}
    places = {name: np.array([place]) for name, place in KINDS.items()}
    ends = np.array([[lr * ravine.flat, momentum], [lr * ravine.steep, momentum]])
    return Phases(kept(across, up), x_range, y_range, (0.4, 0.6, 0.8, 0.9, 1.0), places, walks, ends)
