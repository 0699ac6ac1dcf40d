"""Ways back from noise to the bumps, by both samplers, and with slips: how far what they draw is from the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from bumps import MEANS, SCHEDULES, distance, schedule
from trained import Trained

from dlcore import (
    Measurement,
    Mixture,
    NoiseSchedule,
    OptimalPredictor,
    Tensor,
    ddim_sample,
    ddpm_sample,
    linear_schedule,
    measured,
    optimal_loss,
    posterior,
    predicted_data,
)
from dlcore.ops.elementary import sqrt

POINTS, SEEDS, NETWORK_POINTS = 4000, 10, 2000
FEW = (1, 5, 10, 20)
BINS = 40
UDL_T, UDL_BETA = 100, 0.01511


@dataclass(frozen=True)
class Row:
    """A way back: its name, calls of the network, and distances with the best guess and with networks."""

    way: str
    calls: int
    linear: Measurement
    cosine: Measurement
    network: Measurement
    dice: bool
    repeats: bool


@dataclass(frozen=True)
class Walking:
    """
    rows    DDIM with few calls to all, then DDPM
    anyway  the distance of as many true points from their own density
    floors  of the training loss, by schedule
    drawn   points of DDPM with the first network, beside the density
    """

    rows: tuple[Row, ...]
    anyway: Measurement
    floors: dict[str, float]
    drawn: np.ndarray
    histogram: dict[str, tuple[np.ndarray, np.ndarray]]
    off: float
    points: int = POINTS
    network_points: int = NETWORK_POINTS
    seeds: int = SEEDS

    def ddim(self, calls: int) -> Row:
        """DDIM's row with so many calls."""
        return next(row for row in self.rows if row.way == "DDIM" and row.calls == calls)

    @property
    def ddpm(self) -> Row:
        """DDPM's row."""
        return self.rows[-1]

    @property
    def cosine_wins(self) -> int:
        """In how many seeds the cosine schedule is nearer to the data, at ten calls."""
        row = self.ddim(10)
        return int((row.cosine.values < row.linear.values).sum())


def walking(data: Mixture, networks: Trained, seed: int) -> Walking:
    """Draw points in all ways."""
    T = networks.T
    plans = {name: schedule(name, T) for name in SCHEDULES}
    rows = [row("DDIM", calls, data, plans, networks, seed) for calls in (*FEW, T)]
    rows.append(row("DDPM", T, data, plans, networks, seed))
    anyway = [distance(data.sample(POINTS, rng=np.random.default_rng([seed, k, 4])), data) for k in range(SEEDS)]
    floors = {
        name: float(np.mean([optimal_loss(data, float(kept)).item() for kept in plan.alpha_bar[1:]]))
        for name, plan in plans.items()
    }
    first = networks.runs[0]
    drawn = ddpm_sample(first.schedule, first.model, (POINTS, 1), rng=np.random.default_rng([seed, 5]))[-1][:, 0]
    return Walking(tuple(rows), measured(anyway), floors, drawn, beside(drawn, data), distance(drawn, data))


def beside(points: np.ndarray, data: Mixture) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The density of points in bins, and that of the data."""
    heights, edges = np.histogram(points, BINS, (-2.5, 2.5), density=True)
    x = np.linspace(-2.5, 2.5, 121)
    return {"drawn": ((edges[1:] + edges[:-1]) / 2, heights), "data": (x, data.density(x))}


def row(way: str, calls: int, data: Mixture, plans: dict[str, NoiseSchedule], networks: Trained, seed: int) -> Row:
    """One way, with the best guess on both schedules and with all networks, to a thousandth: far less than luck."""

    def draw(plan: NoiseSchedule, predict: Callable, shape: tuple[int, ...], k: int) -> np.ndarray:
        rng = np.random.default_rng([seed, k, 6])
        if way == "DDPM":
            return ddpm_sample(plan, predict, shape, rng=rng)[-1]
        return ddim_sample(plan, predict, shape, steps=calls, rng=rng)[-1]

    best = {
        name: [distance(draw(plan, OptimalPredictor(data, plan), (POINTS,), k), data) for k in range(SEEDS)]
        for name, plan in plans.items()
    }
    net = [distance(draw(run.schedule, run.model, (NETWORK_POINTS, 1), k), data) for k, run in enumerate(networks.runs)]
    spread = {name: measured(np.round(found, 3)) for name, found in best.items()}
    return Row(
        way, calls, spread["linear"], spread["cosine"], measured(np.round(net, 3)), way == "DDPM",
        way == "DDIM" or repeats(plans["linear"], OptimalPredictor(data, plans["linear"]), seed),
    )  # fmt: skip


def repeats(plan: NoiseSchedule, predict: Callable, seed: int) -> bool:
    """Whether the same x_T ends at the same x_0 when the dice of DDPM fall otherwise."""
    x_T = np.random.default_rng([seed, 7]).standard_normal(100)
    one, other = (walk(plan, predict, x_T, fair(plan), np.random.default_rng([seed, k, 8]))[-1] for k in (0, 1))
    return bool(np.allclose(one, other))


def fair(plan: NoiseSchedule) -> Callable[[int], float]:
    """DDPM's spread of the fresh noise."""
    return lambda t: float(np.sqrt(posterior(plan, 0.0, 0.0, t).variance.item()))


def walk(
    plan: NoiseSchedule,
    predict: Callable,
    x_T: np.ndarray,
    spread: Callable[[int], float],
    rng: np.random.Generator,
) -> np.ndarray:
    """DDPM with any spread of the fresh noise: (T + 1, N), the noise first."""
    path = [x_T]
    for t in range(plan.T, 0, -1):
        x_t = Tensor(path[-1])
        mean = posterior(plan, predicted_data(plan, x_t, t, predict(x_t, t)), x_t, t).mean.value
        path.append(mean + spread(t) * rng.standard_normal(x_T.shape))
    return np.array(path)


@dataclass(frozen=True)
class Slips:
    """What comes of a line that is wrong: distances, and spreads of all points or of the narrow bump.

    silent, silent_spread  no fresh noise at all
    rootless               the variance where its root should be
    right, last            the narrow bump's spread without and with fresh noise in the last step, beta as in UDL
    true                   its true spread
    starts_at              alpha-bar at the end of that schedule
    by_hand                what the last noise makes of the right spread
    hasty                  a tenth of the steps between the betas of the schedule of 1000
    """

    silent: float
    silent_spread: float
    silent_histogram: np.ndarray
    rootless: float
    right: float
    last: float
    true: float
    starts_at: float
    by_hand: Tensor
    hasty: float
    beta: float = UDL_BETA
    T: int = UDL_T


def slips(data: Mixture, plan: NoiseSchedule, seed: int) -> Slips:
    """Walk back with each slip, with the best guess."""
    predict, rng = OptimalPredictor(data, plan), np.random.default_rng([seed, 9])
    x_T = rng.standard_normal(POINTS)
    silent = walk(plan, predict, x_T, lambda t: 0.0, rng)[-1]
    rootless = walk(plan, predict, x_T, lambda t: fair(plan)(t) ** 2, rng)[-1]
    short = linear_schedule(100)
    flat = NoiseSchedule(np.full(UDL_T, UDL_BETA))
    best = OptimalPredictor(data, flat)
    right = walk(flat, best, x_T, lambda t: float(np.sqrt(UDL_BETA)) if t > 1 else 0.0, rng)[-1]
    last = walk(flat, best, x_T, lambda t: float(np.sqrt(UDL_BETA)), rng)[-1]
    return Slips(
        distance(silent, data), float(silent.std()), silent, distance(rootless, data), left(right), left(last),
        data.stds[0], float(flat.alpha_bar[-1]),
        sqrt(Tensor(left(right), "r") ** 2 + Tensor(UDL_BETA, r"\beta")).named(r"r_{\text{last}}"),
        distance(ddpm_sample(short, OptimalPredictor(data, short), (POINTS,), rng=rng)[-1], data),
    )  # fmt: skip


def left(points: np.ndarray) -> float:
    """The spread of the points around the narrow bump."""
    return float(points[points < np.mean(MEANS)].std())
