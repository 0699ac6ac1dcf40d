"""Seven thermometer readings, one of them spoiled: which single number fits best depends on the loss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, gradients, huber, mae, mse

COUNT = 7
POINTS = 141
NEXT_TO_ZERO = 1e-9  # where the slope of the absolute error is taken, on both sides of its jump


@dataclass(frozen=True)
class Best:
    """The best constant for one loss, before and after a reading is spoiled."""

    loss: str
    clean: float
    spoiled: float

    @property
    def moved(self) -> float:
        """How far one bad reading has dragged it."""
        return self.spoiled - self.clean


@dataclass(frozen=True)
class Readings:
    """The readings, the best constants, and how hard each reading pulls."""

    clean: Tensor
    spoiled: Tensor
    bad: int  # which reading, counted from 0
    mean: Tensor
    median: float
    best: tuple[Best, ...]
    chart: dict[str, tuple[np.ndarray, np.ndarray]]  # loss over its own lowest value, for each constant
    errors: dict[str, tuple[np.ndarray, np.ndarray]]  # loss of one error
    slopes: dict[str, tuple[np.ndarray, np.ndarray]]  # its derivative
    pull: dict[str, float]  # the bad reading's share of the sizes of all gradients, at the clean mean

    @property
    def moves_most(self) -> Best:
        """The loss whose best constant the bad reading drags furthest."""
        return max(self.best, key=lambda b: abs(b.moved))


def readings(outlier: float, delta: float, rng: np.random.Generator) -> Readings:
    """Seven different readings around 20 degrees; then one of them is off by ``outlier``."""
    clean = np.sort(rng.choice(np.arange(185, 216), COUNT, replace=False))[rng.permutation(COUNT)] / 10
    bad, spoiled = int(rng.integers(COUNT)), clean.copy()
    spoiled[bad] = round(spoiled[bad] + outlier, 6)
    y, y_clean = Tensor(spoiled, "y"), Tensor(clean, "y")
    center = {"squared": np.mean, "Huber": lambda v: huber_centre(v, delta), "absolute": np.median}
    best = tuple(Best(name, float(f(clean)), float(f(spoiled))) for name, f in center.items())
    mean = (sum((y[k] for k in range(1, COUNT)), y[0]) / float(COUNT)).named("c")
    return Readings(
        y_clean, y, bad, mean, float(np.median(spoiled)), best, over_constants(spoiled, delta, best),
        *over_errors(delta),
        pull=pulls(float(clean.mean()), y, bad, delta),
    )  # fmt: skip


def losses(delta: float) -> dict[str, Callable[..., Tensor]]:
    """The three losses, each of a prediction and a target, as a mean unless told otherwise."""
    return {"squared": mse, "Huber": lambda a, y, reduction="mean": huber(a, y, delta, reduction), "absolute": mae}


def huber_centre(values: np.ndarray, delta: float) -> float:
    """Where the pulls, none larger than delta, are in balance; found by halving."""
    low, high = float(values.min()), float(values.max())
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if np.clip(values - middle, -delta, delta).sum() > 0 else (low, middle)
    return (low + high) / 2


def over_constants(
    values: np.ndarray, delta: float, best: tuple[Best, ...]
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Each loss for constants around the best ones, divided by its lowest value."""
    ends = [b.spoiled for b in best]
    room = max(1.0, max(ends) - min(ends))
    c = np.linspace(min(ends) - room, max(ends) + room, POINTS)
    curves = {}
    for (name, loss), b in zip(losses(delta).items(), best):
        lowest = loss(np.full(COUNT, b.spoiled), values).item()
        curves[name] = (c, np.array([loss(np.full(COUNT, v), values).item() for v in c]) / lowest)
    return curves


def over_errors(delta: float) -> tuple[dict[str, tuple[np.ndarray, np.ndarray]], ...]:
    """The loss of a single error and its derivative, on both sides of zero."""
    e = np.linspace(-1, 1, POINTS) * max(3.0, 2.0 * delta)
    left, right = e[: POINTS // 2], e[POINTS // 2 + 1 :]
    a = Tensor(np.concatenate([left, [-NEXT_TO_ZERO, NEXT_TO_ZERO], right]), "a")
    values, slopes = {}, {}
    for name, loss in losses(delta).items():
        values[name] = e, np.array([loss([v], [0.0]).item() for v in e])
        slopes[name] = a.value, gradients(loss(a, np.zeros(len(a)), "sum"), [a])[a].value
    return values, slopes


def pulls(prediction: float, y: Tensor, bad: int, delta: float) -> dict[str, float]:
    """How much of all gradients' sizes belongs to the bad reading, when every reading is predicted by one number."""
    shares = {}
    for name, loss in losses(delta).items():
        a = Tensor(np.full(COUNT, prediction), "a")
        size = np.abs(gradients(loss(a, y), [a])[a].value)
        shares[name] = float(size[bad] / size.sum())
    return shares
