"""How many weights each penalty makes exactly zero: L2, L1 by its gradient, and L1 by its own step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from cures import BATCH, CLASSES, PIXELS, generator, weights

from dlcore import (
    GradientDescent,
    Tensor,
    TrainingStep,
    accuracy,
    cross_entropy_with_logits,
    digits,
    l1_penalty,
    l2_penalty,
    mlp,
    soft_threshold,
    split,
)
from dlcore.training.fit import minibatches

LR, STRENGTH, TINY, RUNS = 0.3, 0.002, 1e-3, 3
WAYS = ("L2", "L1, gradient", "L1, soft threshold")


@dataclass(frozen=True)
class Sparse:
    """First-layer weights after training, by way.

    zeros       (R,) share that is exactly zero; tiny: share smaller than a thousandth
    accuracies  (R,) on the test images
    images      (8, 8) how many units of the first run still look at each pixel, with the soft threshold
    """

    zeros: dict[str, np.ndarray]
    tiny: dict[str, np.ndarray]
    accuracies: dict[str, np.ndarray]
    used: np.ndarray
    silent: int
    hidden: int
    runs: int = RUNS
    strength: float = STRENGTH
    lr: float = LR
    tiny_is: float = TINY

    @property
    def rows(self) -> list[list[str]]:
        """For the table."""
        return [[way, told(self.zeros[way]), told(self.tiny[way]), told(self.accuracies[way])] for way in WAYS]


def told(shares: np.ndarray) -> str:
    """Least to greatest, in whole percent."""
    low, high = (f"{100 * v:.0f}" for v in (shares.min(), shares.max()))
    return f"{low} %" if low == high else f"{low}–{high} %"


def sparse(examples: int, hidden: int, epochs: int, seed: int) -> Sparse:
    """The same draws for each way."""
    images, labels = digits()
    found = {way: [] for way in WAYS}
    used = silent = None
    for run in range(RUNS):
        parts = split(images.reshape(-1, PIXELS), labels, held_out=len(images) - examples, rng=generator([seed, run]))
        for way in WAYS:
            W, right = trained(way, parts, hidden, epochs, [seed, run])
            found[way].append([np.mean(W == 0), np.mean(abs(W) < TINY), right])
            if run == 0 and way == WAYS[-1]:
                used, silent = (W != 0).sum(axis=0).reshape(8, 8), int((parts.x.max(axis=0) == 0).sum())
    assert used is not None and silent is not None
    columns = {way: np.array(rows).T for way, rows in found.items()}
    zeros, tiny, right = ({way: columns[way][k] for way in WAYS} for k in range(3))
    return Sparse(zeros, tiny, right, used, silent, hidden)


def trained(way: str, parts, hidden: int, epochs: int, seed: list[int]) -> tuple[np.ndarray, float]:
    """The first layer's weights and the test accuracy."""
    network, rng = mlp([PIXELS, hidden, CLASSES], rng=generator([*seed, 2])), generator([*seed, 3])

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        model = network.with_parameters(parameters)
        loss = cross_entropy_with_logits(model(x), y)
        if way == "L2":
            return loss + l2_penalty(weights(model), STRENGTH)
        return loss + l1_penalty(weights(model), STRENGTH) if way == "L1, gradient" else loss

    step = TrainingStep(objective, network.parameters, GradientDescent(LR))
    matrices = [value for value in step.values if value.ndim == 2]
    for _ in range(epochs):
        for x, y in minibatches(parts.x, parts.y, BATCH, rng):
            step(x, y)
            if way == "L1, soft threshold":
                for W in matrices:
                    W[...] = soft_threshold(W, LR * STRENGTH).value
    model = network.with_parameters(step.parameters)
    return model.layers[0].W.value, float(accuracy(model(parts.x_held_out), parts.y_held_out))
