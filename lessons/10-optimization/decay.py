"""Weight decay: L2 inside Adam's gradient against AdamW, in one step and over many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Adam, AdamW

LR, DECAY, STEPS, COPIES = 0.01, 0.1, 300, 400
QUIET, LOUD = 0.1, 10.0  # standard deviations of the gradients' noise


@dataclass(frozen=True)
class Decay:
    """The same first step three ways, and weights under gradients that are nothing but noise."""

    plain: float
    coupled: float
    decoupled: float
    curves: dict[str, np.ndarray]
    last: dict[str, float]
    expected: float  # (1 - lr * decay)^steps
    lr: float = LR
    decay: float = DECAY
    steps: int = STEPS
    copies: int = COPIES
    quiet: float = QUIET
    loud: float = LOUD


def compare(theta: float, g: float, lr: float, betas: tuple[float, float], rng: np.random.Generator) -> Decay:
    """One step from theta, and long runs from 1."""
    plain, with_l2, adamw = (
        one_step(optimizer, theta, g)
        for optimizer in (
            Adam(lr, betas),
            Adam(lr, betas, weight_decay=DECAY),
            AdamW(lr, betas, weight_decay=DECAY),
        )
    )
    noise = rng.standard_normal((STEPS, COPIES))
    coupled, decoupled = Adam(LR, betas, weight_decay=DECAY), AdamW(LR, betas, weight_decay=DECAY)
    runs = {"L2, loud": (coupled, LOUD), "AdamW": (decoupled, LOUD), "L2, quiet": (coupled, QUIET)}
    curves = {name: drift(method, scale * noise) for name, (method, scale) in runs.items()}
    return Decay(
        plain,
        with_l2,
        adamw,
        curves,
        {name: float(values[-1]) for name, values in curves.items()},
        (1 - LR * DECAY) ** STEPS,
    )


def one_step(optimizer: Adam, theta: float, g: float) -> float:
    """Where the first step leads."""
    place = np.array(theta)
    optimizer.advance(place, np.array(g), {slot: np.zeros(()) for slot in optimizer.slots}, 0)
    return float(place)


def drift(optimizer: Adam, gradients: np.ndarray) -> np.ndarray:
    """The mean weight over copies, before each step and after the last, starting from 1."""
    theta = np.ones(gradients.shape[1])
    state = {slot: np.zeros_like(theta) for slot in optimizer.slots}
    means = [1.0]
    for t, g in enumerate(gradients):
        optimizer.advance(theta, g, state, t)
        means.append(float(theta.mean()))
    return np.array(means)
