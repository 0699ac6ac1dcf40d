"""The data of the lecture, two bumps on a line, the schedule of its noise, and how far samples are from the bumps."""

from __future__ import annotations

import numpy as np

from dlcore import Mixture, NoiseSchedule, cosine_schedule, linear_schedule, wasserstein

MEANS, WIDE, SHARES = (-1.0, 1.2), 0.3, (0.4, 0.6)
GRID = np.linspace(-3.0, 3.0, 121)
SCHEDULES = ("linear", "cosine")


def bumps(narrow: float) -> Mixture:
    """A narrow bump and a wide one."""
    return Mixture(MEANS, (narrow, WIDE), SHARES)


def schedule(name: str, T: int) -> NoiseSchedule:
    """One of both; the linear one is Ho's for T = 1000, and for other T the noise in all is about the same."""
    return cosine_schedule(T) if name == "cosine" else linear_schedule(T, 0.1 / T, 20.0 / T)


def quantiles(data: Mixture, N: int) -> np.ndarray:
    """N points that stand for the density itself: each has as much of it to its left as its place says."""
    x = np.linspace(-8.0, 8.0, 32_001)
    below = np.cumsum(data.density(x))
    return np.interp((np.arange(N) + 0.5) / N, below / below[-1], x)


def distance(points: np.ndarray, data: Mixture) -> float:
    """The Wasserstein distance of points (N,) or (N, 1) from the density."""
    points = points.reshape(-1)
    return wasserstein(points, quantiles(data, len(points))).item()
