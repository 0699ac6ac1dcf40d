"""The first steps of one layer at five rates: where its weights go, how far a step is, and the loss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import images

from dlcore import GradientDescent, TrainingStep, cross_entropy_with_logits, minibatches, mlp

RATES = (0.001, 0.01, 0.1, 1.0, 4.0)
STEPS, DOTS, BATCH, SMOOTH = 60, 60, 32, 4


@dataclass(frozen=True)
class Turn:
    """One position of the dial.

    paths   (STEPS + 1, DOTS, 2) pairs of weights of the first layer
    losses  (STEPS,)
    ratios  (STEPS,) of each step
    """

    lr: float
    paths: np.ndarray
    losses: np.ndarray
    ratios: np.ndarray

    @property
    def decades(self) -> np.ndarray:
        """(STEPS,) the ratio's logarithm to base ten, a mean over a few steps; minus infinity for a dead layer."""
        with np.errstate(divide="ignore"):
            single = np.log10(self.ratios)
        return np.array([single[max(0, k - SMOOTH) : k + 1].mean() for k in range(len(single))])


def dial(seed: int, hidden: int) -> tuple[Turn, ...]:
    """The same start and the same minibatches at each rate."""
    return tuple(turn(lr, seed, hidden) for lr in RATES)


def turn(lr: float, seed: int, hidden: int) -> Turn:
    """One run of a few steps; the dots are two weights each of the same unit: two pixels in the middle of the image."""
    parts = images(seed, 1)
    network = mlp([64, hidden, 10], rng=seed)

    def objective(parameters, x, y):
        return cross_entropy_with_logits(network.with_parameters(parameters)(x), y)

    step = TrainingStep(objective, network.parameters, GradientDescent(lr))
    rng = np.random.default_rng([seed, 6])
    paths, losses = [step.values[0].copy()], []
    while len(losses) < STEPS:
        for batch in minibatches(parts.x, parts.y, BATCH, rng):
            losses.append(step(*batch))
            paths.append(step.values[0].copy())
            if len(losses) == STEPS:
                break
    weights = np.array(paths)  # (STEPS + 1, hidden, 64)
    ratios = np.diff(weights, axis=0).std(axis=(1, 2)) / weights[:-1].std(axis=(1, 2))
    return Turn(lr, weights[:, : min(hidden, DOTS), [27, 36]], np.array(losses), ratios)
