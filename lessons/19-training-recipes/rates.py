"""How far a step goes: the update against the weights, over four decades of learning rates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import images

from dlcore import (
    Adam,
    GradientDescent,
    Optimizer,
    Tensor,
    Watch,
    accuracy,
    cross_entropy_with_logits,
    fit,
    log,
    mean,
    mlp,
    sqrt,
)

EPOCHS, BATCH, SEEDS, LOOK = 6, 32, 3, 10
GRIDS = {"SGD": 10.0 ** np.arange(-3.0, 0.6, 0.5), "Adam": 10.0 ** np.arange(-4.5, -0.9, 0.5)}


@dataclass(frozen=True)
class Rate:
    """One optimizer at one rate, medians over the seeds: loss, accuracy, ratio of the first hidden layer's weights at
    the first step and at the last look."""

    name: str
    lr: float
    loss: float
    right: float
    first: float
    last: float


@dataclass(frozen=True)
class ByHand:
    """The first step of gradient descent on a layer of four weights: its ratio, and at ten times the rate."""

    w: Tensor
    gradient: Tensor
    spread: Tensor
    ratio: Tensor
    log_ratio: Tensor
    larger: Tensor


@dataclass(frozen=True)
class Rates:
    """All of them."""

    runs: tuple[Rate, ...]
    by_hand: ByHand
    seeds: int
    epochs: int

    def of(self, name: str) -> list[Rate]:
        """One optimizer's."""
        return [run for run in self.runs if run.name == name]

    def best(self, name: str) -> Rate:
        """The one with the lowest training loss."""
        return min((run for run in self.of(name) if np.isfinite(run.loss)), key=lambda run: run.loss)

    @property
    def losses(self) -> dict[str, tuple[list[float], list[float]]]:
        """Training loss by rate."""
        return {name: ([r.lr for r in self.of(name)], [r.loss for r in self.of(name)]) for name in GRIDS}

    @property
    def by_ratio(self) -> dict[str, tuple[list[float], list[float]]]:
        """Training loss by the ratio in the end; dead layers have none."""
        alive = {name: sorted((r.last, r.loss) for r in self.of(name) if r.last > 0) for name in GRIDS}
        return {name: ([a for a, _ in pairs], [b for _, b in pairs]) for name, pairs in alive.items()}

    @property
    def rows(self) -> list[list[object]]:
        """For the table."""
        return [[r.name, r.lr, r.loss, r.right, r.first, r.last] for r in self.runs]

    @property
    def dead(self) -> bool:
        """Whether the largest rate of SGD has stopped all weights of the first layer."""
        return self.of("SGD")[-1].last == 0


def rates(seed: int, hidden: int, held_out: int) -> Rates:
    """The sweep."""
    runs = tuple(rate(name, float(lr), seed, hidden, held_out) for name, grid in GRIDS.items() for lr in grid)
    return Rates(runs, by_hand(), SEEDS, EPOCHS)


def rate(name: str, lr: float, seed: int, hidden: int, held_out: int) -> Rate:
    """Medians of some runs."""
    optimizer = GradientDescent(lr) if name == "SGD" else Adam(lr)
    found = [one(optimizer, seed + k, hidden, held_out) for k in range(SEEDS)]
    loss, right, first, last = (float(v) for v in np.median(found, axis=0))
    return Rate(name, lr, loss, right, first, last)


def one(optimizer: Optimizer, seed: int, hidden: int, held_out: int) -> tuple[float, float, float, float]:
    """Training loss, held-out accuracy, first and last ratio."""
    parts = images(seed, held_out)
    run = fit(
        mlp([64, hidden, 10], rng=seed), cross_entropy_with_logits, parts.x, parts.y, optimizer=optimizer,
        epochs=EPOCHS, batch_size=BATCH, rng=seed, stop_on_divergence=True, watch=Watch(snapshot_every=LOOK),
    )  # fmt: skip
    looks = [look.update_ratios["W^{(1)}"] for look in run.history.snapshots]
    losses = run.history.train_losses
    right = accuracy(run.model(parts.x_held_out).value, parts.y_held_out)
    return (losses[-1] if len(losses) else np.inf), right, looks[0], looks[-1]


def by_hand() -> ByHand:
    """Four weights with mean 0, a gradient with mean 0."""
    w, g = Tensor([0.2, -0.2, 0.1, -0.1], "w"), Tensor([0.03, 0.01, -0.01, -0.03], "g")
    eta, more = Tensor(0.01, r"\eta"), Tensor(0.1, r"\eta")
    spread = sqrt(mean(w**2)).named(r"\sigma_w")
    moved = sqrt(mean(g**2)).named(r"\sigma_g")
    ratio = (eta * moved / spread).named("r")
    return ByHand(
        w, g, spread, ratio, (log(ratio) / log(Tensor(10.0, "10"))).named("d"), (more * moved / spread).named("r")
    )
