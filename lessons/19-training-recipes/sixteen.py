"""Sixteen bits: what a sum and a training lose, and why bfloat16 loses the updates that float16 keeps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import images

from dlcore import (
    BFLOAT16,
    FLOAT16,
    FLOAT32,
    Adam,
    FloatFormat,
    TrainingStep,
    cross_entropy_with_logits,
    minibatches,
    mlp,
)

FORMATS: dict[str, FloatFormat] = {"float32": FLOAT32, "float16": FLOAT16, "bfloat16": BFLOAT16}
ADDED, TIMES, EVERY = 0.001, 10_000, 50
EPOCHS, BATCH, LR, SEEDS = 10, 32, 0.001, 3


@dataclass(frozen=True)
class Trained:
    """Losses by step with weights kept in a format, and the share of updates that changed nothing."""

    losses: np.ndarray
    lost: float

    @property
    def last(self) -> float:
        """Mean of the last epoch."""
        return float(self.losses[-(len(self.losses) // EPOCHS) :].mean())


@dataclass(frozen=True)
class Sixteen:
    """Sums and trainings by format; "master": kept in 64 bits, rounded only for the forward pass."""

    sums: dict[str, tuple[np.ndarray, np.ndarray]]
    trained: dict[str, Trained]
    added: float
    times: int
    steps: int
    lr: float
    seeds: int

    @property
    def rows(self) -> list[list[object]]:
        """Name, bits of exponent and fraction, largest, smallest normal, spacing at 1."""
        return [
            [name, f.exponent_bits, f.fraction_bits, f.largest, f.smallest_normal, f.epsilon]
            for name, f in FORMATS.items()
        ]

    def end(self, name: str) -> float:
        """Where a sum ends."""
        return float(self.sums[name][1][-1])

    @property
    def ends(self) -> dict[str, float]:
        """Training loss at the end, by format."""
        return {name: round(run.last, 2) for name, run in self.trained.items()}


def sixteen(seed: int, hidden: int) -> Sixteen:
    """All of it."""
    sums = {name: added_up(f) for name, f in FORMATS.items()}
    trained = {name: typical(f, seed, hidden, master=False) for name, f in FORMATS.items()}
    trained["bfloat16 and master"] = typical(BFLOAT16, seed, hidden, master=True)
    return Sixteen(sums, trained, ADDED, TIMES, len(trained["float32"].losses), LR, SEEDS)


def added_up(f: FloatFormat) -> tuple[np.ndarray, np.ndarray]:
    """The same small number added again and again, each sum rounded: numbers added, and the sum, now and then."""
    small, total, seen = f.round([ADDED])[0], 0.0, [0.0]
    for k in range(1, TIMES + 1):
        total = float(f.round([total + small])[0])
        if k % EVERY == 0:
            seen.append(total)
    return np.arange(0, TIMES + 1, EVERY), np.array(seen)


def typical(f: FloatFormat, seed: int, hidden: int, *, master: bool) -> Trained:
    """The median of some seeds, step by step."""
    runs = [train(f, seed + k, hidden, master=master) for k in range(SEEDS)]
    return Trained(np.median([run.losses for run in runs], axis=0), float(np.median([run.lost for run in runs])))


def train(f: FloatFormat, seed: int, hidden: int, *, master: bool) -> Trained:
    """Adam; weights are rounded after each step, or only where the forward and the backward pass use them."""
    parts = images(seed, 1)
    network = mlp([64, hidden, hidden, 10], rng=seed)

    def objective(parameters, x, y):
        return cross_entropy_with_logits(network.with_parameters(parameters)(x), y)

    step = TrainingStep(objective, network.parameters, Adam(LR))
    kept = step.theta.copy()
    rng = np.random.default_rng([seed, 4])
    losses, lost = [], []
    for _ in range(EPOCHS):
        for batch in minibatches(parts.x, parts.y, BATCH, rng):
            used = f.round(kept)
            step.theta[...] = used
            losses.append(step(*batch))
            moved = step.theta - used
            kept = kept + moved if master else f.round(used + moved)
            lost.append(float((f.round(kept) == used)[moved != 0].mean()))
    return Trained(np.array(losses), float(np.mean(lost)))
