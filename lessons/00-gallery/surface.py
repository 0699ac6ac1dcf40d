"""A loss surface with a narrow valley, and walks down it."""

from __future__ import annotations

import numpy as np

from dlcore import Optimizer

STEEP = 8.0  # the curvature across the valley; along it, it is 1
START = (-1.8, 0.8)


def loss(x, y):
    """L = x^2/2 + STEEP y^2/2."""
    return (x**2 + STEEP * y**2) / 2


def slope(x, y):
    """The gradient of the loss."""
    return x, STEEP * y


def walk(optimizer: Optimizer, steps: int) -> np.ndarray:
    """Where an optimizer stands before each step and after the last, shape (steps + 1, 2)."""
    theta = np.array(START)
    state = {slot: np.zeros(2) for slot in optimizer.slots}
    path = [theta.copy()]
    for t in range(steps):
        optimizer.advance(theta, np.array(slope(*theta)), state, t)
        path.append(theta.copy())
    return np.array(path)
