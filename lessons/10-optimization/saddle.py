r"""A saddle, L = \theta_1^2/2 - \theta_2^2/2 + \theta_2^4/4: flat at the origin, lowest at \theta_2 = 1 and -1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ravine import walk

from dlcore import SGD, GradientDescent, Measurement, Momentum, Optimizer, measured

LR, MOMENTUM, STEPS, SHOWN = 0.1, 0.9, 400, 120
BESIDE, NOISE, SEEDS = 0.001, 0.01, 10
LEFT_BELOW = -0.125  # half of the way down from the saddle to the lowest points


@dataclass(frozen=True)
class Saddle:
    """Walks that come near the saddle, and how many steps each needs to be half of the way down from it."""

    surface: np.ndarray
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    paths: dict[str, np.ndarray]
    losses: dict[str, np.ndarray]
    beside: int
    rolling: int  # with momentum
    noisy: Measurement  # on the ridge, with noise in the gradients
    factor: float  # what a step makes of the distance from the ridge, near the saddle
    lr: float = LR
    off: float = BESIDE
    noise: float = NOISE


def loss(theta: np.ndarray) -> np.ndarray:
    """The loss at points of shape (..., 2)."""
    x, y = theta[..., 0], theta[..., 1]
    return x**2 / 2 - y**2 / 2 + y**4 / 4


def gradient(theta: np.ndarray) -> np.ndarray:
    """The gradient at points of shape (..., 2)."""
    x, y = theta[..., 0], theta[..., 1]
    return np.stack([x, y**3 - y], axis=-1)


def study(rng: np.random.Generator, x: float = 1.5) -> Saddle:
    """Walk from the ridge, from a little beside it, and from the ridge with noise."""
    ways = {
        "on the ridge": walk(GradientDescent(LR), gradient, [x, 0.0], STEPS),
        "just beside it": walk(GradientDescent(LR), gradient, [x, BESIDE], STEPS),
        "beside, momentum": walk(Momentum(LR, MOMENTUM), gradient, [x, BESIDE], STEPS),
    }
    noisy = [shaken(SGD(LR), x, seed) for seed in rng.spawn(SEEDS)]
    x_range, y_range = (-1.9, 1.9), (-1.5, 1.5)
    grid = np.stack(np.meshgrid(np.linspace(*x_range, 81), np.linspace(*y_range, 81)), axis=-1)
    return Saddle(
        loss(grid), x_range, y_range,
        {name: path[: SHOWN + 1] for name, path in ways.items()},
        {name: loss(path[: SHOWN + 1]) for name, path in ways.items()},
        steps_to_leave(ways["just beside it"]), steps_to_leave(ways["beside, momentum"]),
        measured([steps_to_leave(path) for path in noisy]),
        1 + LR,
    )  # fmt: skip


def shaken(optimizer: Optimizer, x: float, rng: np.random.Generator) -> np.ndarray:
    """A walk from the ridge with normal noise in each gradient."""
    return walk(optimizer, lambda theta: gradient(theta) + rng.normal(0, NOISE, 2), [x, 0.0], STEPS)


def steps_to_leave(path: np.ndarray) -> int:
    """The first step at which the loss is half of the way down."""
    return int(np.argmax(loss(path) < LEFT_BELOW))
