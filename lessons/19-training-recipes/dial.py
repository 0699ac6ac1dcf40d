"""The first steps of one layer at five rates: where its weights go, how far a step is, and the loss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import images

from dlcore import GradientDescent, TrainingStep, cross_entropy_with_logits, minibatches, mlp

RATES = (0.001, 0.01, 0.1, 1.0, 4.0)
STEPS, DOTS, BATCH = 60, 60, 32


@dataclass(frozen=True)
class Turn:
    """One position of the dial.

    paths   (STEPS + 1, DOTS, 2) pairs of weights of the first layer
    losses  (STEPS,)
    ratio   of the first step
    """

    lr: float
    paths: np.ndarray
    losses: np.ndarray
    ratio: float

    @property
    def decade(self) -> float:
        """The ratio's logarithm to base ten."""
        return float(np.log10(self.ratio))


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
    paths, losses, ratio = [step.values[0].copy()], [], 0.0
    while len(losses) < STEPS:
        for batch in minibatches(parts.x, parts.y, BATCH, rng):
            losses.append(step(*batch))
            paths.append(step.values[0].copy())
            if len(losses) == STEPS:
                break
    ratio = float((paths[1] - paths[0]).std() / paths[0].std())
    pairs = np.array(paths)[:, : min(hidden, DOTS), [27, 36]]
    return Turn(lr, pairs, np.array(losses), ratio)
