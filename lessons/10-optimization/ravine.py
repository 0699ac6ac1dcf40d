"""The ravine: a bowl that is steep one way and flat the other, and walking down it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dlcore import Optimizer


@dataclass(frozen=True)
class Ravine:
    r"""L = 1/2 \theta^T H \theta, where H has the curvatures ``flat`` and ``steep``, turned by an angle in radians."""

    flat: float
    steep: float
    turn: float = 0.0

    @property
    def axes(self) -> np.ndarray:
        """The flat and the steep direction as columns, shape (2, 2)."""
        cos, sin = np.cos(self.turn), np.sin(self.turn)
        return np.array([[cos, -sin], [sin, cos]])

    @cached_property
    def hessian(self) -> np.ndarray:
        """The matrix H of second derivatives; computed once, since each step needs it."""
        return self.axes @ np.diag([self.flat, self.steep]) @ self.axes.T

    @property
    def degrees(self) -> float:
        """The angle by which it is turned."""
        return float(np.degrees(self.turn))

    @property
    def condition(self) -> float:
        """How much steeper the steep way is."""
        return self.steep / self.flat

    def loss(self, theta: np.ndarray) -> np.ndarray:
        """The loss at points of shape (..., 2)."""
        return ((theta @ self.hessian) * theta).sum(-1) / 2

    def gradient(self, theta: np.ndarray) -> np.ndarray:
        """The gradient at points of shape (..., 2)."""
        return theta @ self.hessian

    def grid(self, x: tuple[float, float], y: tuple[float, float], points: int = 61) -> np.ndarray:
        """The loss on a grid, rows along y, as contours need it."""
        across, up = np.meshgrid(np.linspace(*x, points), np.linspace(*y, points))
        return self.loss(np.stack([across, up], axis=-1))


def walk(optimizer: Optimizer, gradient, start, steps: int) -> np.ndarray:
    """Where an optimizer stands before each step and after the last, shape (steps + 1, ...); it may diverge."""
    theta = np.array(start, dtype=float)
    state = {slot: np.zeros_like(theta) for slot in optimizer.slots}
    path = np.empty((steps + 1, *theta.shape))
    path[0] = theta
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(steps):
            optimizer.advance(theta, gradient(theta), state, t)
            path[t + 1] = theta
    return path


def steps_to(losses: np.ndarray, share: float) -> int | None:
    """After how many steps every run's loss is below a share of its first one, for good; None if that never happens.

    losses  shape (steps + 1,) or (steps + 1, runs)

    >>> steps_to(np.array([1.0, 0.05, 0.2, 0.04, 0.01]), 0.1), steps_to(np.array([1.0, 0.5]), 0.1)
    (3, None)
    """
    runs = losses.reshape(len(losses), -1)
    late = ~(np.isfinite(runs) & (runs <= share * runs[0])).all(axis=1)
    needed = int(np.flatnonzero(late).max()) + 1 if late.any() else 0
    return needed if needed < len(losses) else None
