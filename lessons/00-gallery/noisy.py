"""Gradient descent in the valley with noise in each gradient, once for each seed."""

from __future__ import annotations

import numpy as np
import surface


def losses(lr: float, steps: int, seeds: range, noise: float = 0.6) -> np.ndarray:
    """The loss after each step, shape (seeds, steps + 1); the noise is normal, of this standard deviation."""
    return np.array([_run(lr, steps, np.random.default_rng(seed), noise) for seed in seeds])


def _run(lr: float, steps: int, rng: np.random.Generator, noise: float) -> list[float]:
    place = np.array(surface.START)
    found = [float(surface.loss(*place))]
    for _ in range(steps):
        place = place - lr * (np.array(surface.slope(*place)) + rng.normal(0, noise, 2))
        found.append(float(surface.loss(*place)))
    return found
