"""The same noise on three ways back: with dice, without, and with the formula for dice but none thrown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from bumps import quantiles
from walking import fair, walk

from dlcore import Mixture, NoiseSchedule, OptimalPredictor, ddim_step

DOTS = 25


@dataclass(frozen=True)
class Paths:
    """(T + 1, DOTS) each, the noise first; all begin at the same places. slope: -noise / sqrt(1 - alpha-bar), the
    score, at places (K,) for some t (M,), (M, K)."""

    dice: np.ndarray
    no_dice: np.ndarray
    forgotten: np.ndarray
    data: Mixture
    times: np.ndarray
    places: np.ndarray
    slopes: np.ndarray
    apart: float
    colors: tuple[str, str, str] = ("category5", "category7", "category6")  # of the three ways

    @property
    def T(self) -> int:
        """Steps."""
        return len(self.dice) - 1


def paths(data: Mixture, plan: NoiseSchedule, seed: int) -> Paths:
    """From evenly spread quantiles of the noise."""
    best = OptimalPredictor(data, plan)
    x_T = quantiles(Mixture((0.0,), (1.0,)), DOTS)
    smooth = [x_T]
    for t in range(plan.T, 0, -1):
        smooth.append(ddim_step(plan, best, smooth[-1], t, t - 1))
    rng = np.random.default_rng([seed, 13])
    forgotten = walk(plan, best, x_T, lambda t: 0.0, rng)
    places, times = np.linspace(-2.25, 2.25, 13), np.round(np.linspace(plan.T, 0.04 * plan.T, 13)).astype(int)
    slopes = np.array([data.noised(float(plan.alpha_bar[t])).score(places) for t in times])
    return Paths(
        walk(plan, best, x_T, fair(plan), rng), np.array(smooth), forgotten, data, times, places, slopes,
        float(forgotten[-1].max() - forgotten[-1].min()),
    )  # fmt: skip
