"""The way to noise: with and without shrinking, what becomes of the bumps, step by step and in one jump."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from bumps import GRID

from dlcore import Mixture, NoiseSchedule, Tensor, cosine_schedule, exp, jump, linear_schedule, wasserstein

POINTS, LOOKS = 4000, (0.0, 0.1, 0.25, 0.5, 1.0)


@dataclass(frozen=True)
class Dissolving:
    """
    grid, densities   of the noised data by t
    variances         of the data after each step, with shrinking and without
    one_by_one, jumped  points after all steps of noise, and after one jump; their distance, and that of two jumps
    """

    grid: np.ndarray
    densities: dict[int, np.ndarray]
    variances: dict[str, np.ndarray]
    grown: float
    variance: float
    halfway: int
    one_by_one: np.ndarray
    jumped: np.ndarray
    apart: float
    apart_anyway: float
    beta: float
    points: int = POINTS

    @property
    def times(self) -> list[int]:
        """The looks' t."""
        return list(self.densities)

    @property
    def highest(self) -> float:
        """Where an axis for all of the densities ends."""
        return 0.2 * float(np.ceil(max(density.max() for density in self.densities.values()) / 0.2))

    @property
    def steps_all(self) -> np.ndarray:
        """All t from 0 on."""
        return np.arange(len(self.variances["only added"]))


def dissolving(data: Mixture, schedule: NoiseSchedule, seed: int) -> Dissolving:
    """Noise on the bumps."""
    rng = np.random.default_rng([seed, 1])
    x0, T = data.sample(POINTS, rng=rng), schedule.T
    half = T // 2
    x = x0
    for alpha, beta in zip(schedule.alpha[:half], schedule.beta[:half]):
        x = np.sqrt(alpha) * x + np.sqrt(beta) * rng.standard_normal(POINTS)
    first, second = (jump(schedule, x0, half, rng.standard_normal(POINTS)).value for _ in range(2))
    variance = spread(data)
    kept = schedule.alpha_bar
    grown = variance + np.concatenate([[0.0], np.cumsum(schedule.beta)])
    return Dissolving(
        GRID, {t: data.noised(float(kept[t])).density(GRID) for t in (round(share * T) for share in LOOKS)},
        {"only added": grown, "shrunk, then added": kept * variance + 1 - kept}, float(grown[-1]), variance,
        half, x, first,
        wasserstein(x, first).item(), wasserstein(first, second).item(), float(schedule.beta[half - 1]),
    )  # fmt: skip


def spread(data: Mixture) -> float:
    """The variance of a mixture."""
    w, means, stds = (np.array(part) for part in (data.weights, data.means, data.stds))
    return float(w @ (stds**2 + means**2) - (w @ means) ** 2)


@dataclass(frozen=True)
class Hasty:
    """A tenth of the steps between the same betas: their sum, and what is left of the variance, nearly and exactly."""

    total: Tensor
    nearly: Tensor
    left: float
    T: int = 100


@dataclass(frozen=True)
class Schedules:
    """alpha-bar of both published schedules, T = 1000: at which t the signal is weaker than the noise, in percent of
    the steps where less than a hundredth of the variance is signal."""

    curves: dict[str, tuple[np.ndarray, np.ndarray]]
    even: dict[str, int]
    nearly_gone: dict[str, float]
    last: dict[str, float]
    hasty: Hasty
    T: int = 1000


def schedules() -> Schedules:
    """Ho's and Nichol's."""
    both = {"linear": linear_schedule(), "cosine": cosine_schedule()}
    t = np.arange(0, 1001, 20)
    return Schedules(
        {name: (t, s.alpha_bar[t]) for name, s in both.items()},
        {name: int(np.argmax(s.signal_to_noise < 1)) + 1 for name, s in both.items()},
        {name: 100 * float((s.alpha_bar[1:] < 0.01).mean()) for name, s in both.items()},
        {name: float(s.alpha_bar[-1]) for name, s in both.items()}, hasty(),
    )  # fmt: skip


def hasty() -> Hasty:
    """The sum of evenly rising betas is their number times the mean of the first and the last."""
    plan = linear_schedule(Hasty.T)
    T, first, last = (
        Tensor(value, name)
        for value, name in ((float(plan.T), "T"), (plan.beta[0], r"\beta_1"), (plan.beta[-1], r"\beta_T"))
    )
    total = (T * (first + last) / 2.0).named("S")
    return Hasty(total, exp(-Tensor(total.value, "S")).named(r"\bar{\alpha}_T"), float(plan.alpha_bar[-1]))
