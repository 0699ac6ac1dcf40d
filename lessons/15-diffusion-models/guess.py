"""Which data could have given a noisy point, when the data's density is known: the guess is a mean, often of two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from bumps import GRID

from dlcore import Mixture, NoiseSchedule, optimal_noise, predicted_data

LEFT = 0.2  # about this share of the variance is left of the data where we look


@dataclass(frozen=True)
class Guess:
    """One noisy point and what it may have been.

    t, alpha_bar, x_t  the point
    grid, density      of x_0 given x_t
    noise, x0          the best guesses, and how much less dense the data is at this x_0 than at its densest
    """

    t: int
    alpha_bar: float
    x_t: float
    grid: np.ndarray
    density: dict[str, np.ndarray]
    noise: float
    x0: float
    rare: float

    @property
    def marks(self) -> dict[str, float]:
        """For the chart: where the point is."""
        return {"seen": self.x_t}


def guess(data: Mixture, schedule: NoiseSchedule) -> Guess:
    """The point that either bump may have given, at a step where little is left of the data."""
    t = int(np.abs(schedule.alpha_bar - LEFT).argmin())
    kept = float(schedule.alpha_bar[t])
    places = np.linspace(-1.5, 1.5, 301)
    x_t = float(places[np.abs([of_left(data, GRID, kept, x) - 0.5 for x in places]).argmin()])
    density = given(data, GRID, kept, x_t)
    noise = optimal_noise(data, kept, x_t).item()
    x0 = predicted_data(schedule, x_t, t, noise).item()
    return Guess(
        t, kept, x_t, GRID, {"data given this point": density}, noise, x0,
        float(density.max() / given(data, np.array([x0]), kept, x_t, over=GRID)[0]),
    )  # fmt: skip


def given(data: Mixture, x0: np.ndarray, alpha_bar: float, x_t: float, over: np.ndarray | None = None) -> np.ndarray:
    """The density of x_0 given x_t, by Bayes' rule on a grid."""

    def joint(x: np.ndarray) -> np.ndarray:
        return data.density(x) * np.exp(-((x_t - np.sqrt(alpha_bar) * x) ** 2) / (2 * (1 - alpha_bar)))

    grid = x0 if over is None else over
    return joint(x0) / (joint(grid).sum() * (grid[1] - grid[0]))


def of_left(data: Mixture, grid: np.ndarray, alpha_bar: float, x_t: float) -> float:
    """The probability that x_0 was on the left bump's side of the middle."""
    density = given(data, grid, alpha_bar, x_t)
    return float(density[grid < np.mean(data.means)].sum() / density.sum())
