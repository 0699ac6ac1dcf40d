"""A cloud in the plane that dissolves and comes back, for the picture of the hook and for the scene."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from bumps import schedule

from dlcore import ddpm_sample, train_diffusion
from dlcore.datasets import moons

DOTS, T, STEPS, HIDDEN = 200, 100, 4000, 64


@dataclass(frozen=True)
class Cloud:
    """
    forth      (T + 1, DOTS, 2) the cloud after each step of noise
    back       (T + 1, DOTS, 2) the way back from fresh noise, by a trained network: noise first
    alpha_bar  (T + 1,)
    times      of some looks, for charts
    """

    forth: np.ndarray
    back: np.ndarray
    alpha_bar: np.ndarray
    times: tuple[int, ...]
    steps: int = STEPS

    @property
    def looks(self) -> list[dict[str, tuple[np.ndarray, np.ndarray]]]:
        """The cloud at these times."""
        return [{"dots": (self.forth[t][:, 0], self.forth[t][:, 1])} for t in self.times]


def cloud(seed: int) -> Cloud:
    """Two moons of mean 0 and variance 1."""
    rng = np.random.default_rng([seed, 12])
    points = moons(500, noise=0.06, rng=rng)[0]
    points = (points - points.mean(axis=0)) / points.std(axis=0)
    plan = schedule("linear", T)
    forth = [rng.permutation(points)[:DOTS]]
    for alpha, beta in zip(plan.alpha, plan.beta):
        forth.append(np.sqrt(alpha) * forth[-1] + np.sqrt(beta) * rng.standard_normal((DOTS, 2)))
    run = train_diffusion(points, plan, steps=STEPS, batch_size=512, hidden=HIDDEN, rng=rng)
    back = ddpm_sample(plan, run.model, (DOTS, 2), rng=rng)
    return Cloud(np.array(forth), back, plan.alpha_bar, (0, T // 4, T))
