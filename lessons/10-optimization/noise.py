"""Minibatches: how far a minibatch's gradient strays from the whole one, and what that does to the walk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import SGD, Measurement, measured
from dlcore.datasets import curve
from dlcore.schedules import Constant, Cosine, Schedule

DRAWS, RUNS, STEPS = 500, 64, 300
REPEATED = 10  # times that the spreads are measured, each with other minibatches


@dataclass(frozen=True)
class Opinion:
    """One example and the gradient that it alone asks for."""

    x: float
    y: float
    g_w: float
    g_b: float


@dataclass(frozen=True)
class Noise:
    """A line fitted to noisy points: the examples' gradients, their spread in minibatches, and walks with them."""

    opinions: tuple[Opinion, ...]  # of a few
    each: np.ndarray  # all examples' gradients, shape (examples, 2)
    whole: np.ndarray  # the gradient over all examples
    opposed: int  # examples whose gradient has another sign than the whole one in w or in b
    sizes: np.ndarray
    spreads: np.ndarray
    expected: np.ndarray  # one example's / sqrt(N)
    exponent: Measurement  # of N, fitted to the spreads each time
    lr: float
    batch: int
    excess: dict[str, tuple[np.ndarray, np.ndarray]]  # examples seen, and the loss above the lowest one: its median
    quartiles: dict[str, tuple[np.ndarray, np.ndarray]]
    last: dict[str, Measurement]  # of the runs: the mean over the last tenth of the steps
    cosine: np.ndarray
    steps: int = STEPS
    draws: int = DRAWS
    runs: int = RUNS

    @property
    def cloud(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """All examples' gradients as points."""
        return {"one example": tuple(self.each.T)}


def study(examples: int, rng: np.random.Generator, lr: float = 0.3, batch: int = 4) -> Noise:
    """Examples from a line with noise; the model is w x + b, the loss half the mean squared error."""
    x, y = (v.ravel().round(2) for v in curve("line", examples, noise=0.5, rng=rng))  # as the table shows them
    origin = np.zeros(2)
    each = gradients(origin, x, y)
    whole = each.mean(axis=0)
    sizes = 2 ** np.arange(0, int(np.log2(examples)) + 1)
    repeated = np.array([[spread(each, int(size), rng) for size in sizes] for _ in range(REPEATED)])
    alone = float(np.sqrt(((each - whole) ** 2).sum(axis=1).mean()))
    schedules = {"constant": Constant(lr), "falling": Cosine(lr, STEPS)}
    runs = {name: walks(x, y, schedule, batch, rng) for name, schedule in schedules.items()}
    whole_runs = walks(x, y, Constant(lr), examples, rng, runs=1)
    seen = {name: batch * np.arange(STEPS + 1) for name in schedules}
    excess = {name: (seen[name], np.median(values, axis=1)) for name, values in runs.items()}
    steps_of_all = STEPS * batch // examples  # full batches for as many examples as SGD sees
    excess |= {"full batch": (examples * np.arange(steps_of_all + 1), whole_runs[: steps_of_all + 1, 0])}
    return Noise(
        tuple(Opinion(float(x[i]), float(y[i]), *map(float, each[i])) for i in np.linspace(0, examples - 1,
        5).astype(int)),
        each, whole, int(((each * whole) < 0).any(axis=1).sum()), sizes,
        np.median(repeated, axis=0), alone / np.sqrt(sizes),
        measured([np.polyfit(np.log(sizes), np.log(spreads), 1)[0] for spreads in repeated]),
        lr, batch, excess,
        {name: tuple(np.percentile(values, (25, 75), axis=1)) for name, values in runs.items()},
        {name: measured(values[-STEPS // 10 :].mean(axis=0)) for name, values in runs.items()},
        schedules["falling"].over(STEPS + 1),
    )  # fmt: skip


def gradients(theta: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Each example's own gradient in (w, b); theta (..., 1, 2) or (2,), x and y (..., N) -> (..., N, 2)."""
    error = theta[..., 0] * x + theta[..., 1] - y
    return np.stack([error * x, error], axis=-1)


def spread(each: np.ndarray, size: int, rng: np.random.Generator) -> float:
    """Root of the mean squared distance between a minibatch's gradient and the whole one; examples drawn with
    replacement.
    """
    drawn = each[rng.integers(0, len(each), (DRAWS, size))].mean(axis=1)
    return float(np.sqrt(((drawn - each.mean(axis=0)) ** 2).sum(axis=1).mean()))


def walks(
    x: np.ndarray, y: np.ndarray, schedule: Schedule, batch: int, rng: np.random.Generator, runs: int = RUNS
) -> np.ndarray:
    """The loss above the lowest one, step by step, for each run of SGD; shape (STEPS + 1, runs)."""
    design = np.stack([x, np.ones_like(x)], axis=1)
    best = np.linalg.lstsq(design, y, rcond=None)[0]
    hessian = design.T @ design / len(x)
    theta, optimizer, excess = np.zeros((runs, 2)), SGD(schedule), np.empty((STEPS + 1, runs))
    for t in range(STEPS + 1):
        away = theta - best
        excess[t] = ((away @ hessian) * away).sum(axis=1) / 2
        drawn = np.arange(len(x))[None] if batch == len(x) else rng.integers(0, len(x), (runs, batch))
        g = gradients(theta[:, None], x[drawn], y[drawn]).mean(axis=1)
        if schedule(t) > 0:
            optimizer.advance(theta, g, {}, t)
    return excess
