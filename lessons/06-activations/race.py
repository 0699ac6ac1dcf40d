"""The race: one small task, one network, ten seeds, and only the activation changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from curves import NAMES

from deckwright.lesson import ParameterError
from dlcore import (
    MLP,
    GradientDescent,
    Measurement,
    Run,
    accuracy,
    cross_entropy_with_logits,
    fit,
    measured,
    mlp,
)
from dlcore.datasets import moons, spirals
from dlcore.initializers import glorot_uniform

HIDDEN = (16, 16, 16)
PER_CLASS, BATCH = 60, 30
KEYS = ("identity", "sigmoid", "tanh", "relu", "leaky relu", "gelu", "silu")
SEEDS = 10  # each with its own data, first weights and minibatches
AHEAD = 9  # of ten seeds: fewer is a draw


@dataclass(frozen=True)
class Runner:
    """One activation in the race: at the common learning rate, and at the best of three; a row for each seed."""

    name: str
    losses: np.ndarray  # (seeds, epochs): after each epoch
    best_rate: float
    best: Measurement  # the loss at the end, at that rate
    accuracy: float  # of the first seed's model
    model: MLP

    @property
    def loss(self) -> Measurement:
        """The loss at the end."""
        return measured(self.losses[:, -1])


@dataclass(frozen=True)
class Race:
    """All runners, and the first seed's data."""

    points: np.ndarray
    labels: np.ndarray
    runners: dict[str, Runner]
    rates: tuple[float, ...]
    parameters: int
    seeds: int

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The median of the seeds' losses, from the end of the first epoch on."""
        epochs = np.arange(1, self.runners["relu"].losses.shape[1] + 1)
        return {r.name: (epochs, np.median(r.losses, axis=0)) for r in self.runners.values()}

    @property
    def box(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Limits in x and y around all points, four by three."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        middle, size = (low + high) / 2, high - low
        half = 0.55 * max(float(size[0]) / 4, float(size[1]) / 3)
        x, y = ((float(m) - k * half, float(m) + k * half) for m, k in zip(middle, (4, 3)))
        return x, y

    @property
    def ranking(self) -> list[Runner]:
        """Those with an activation, the lowest median at the common rate first."""
        return sorted(self.bent, key=lambda r: float(r.loss.median))

    @property
    def bent(self) -> list[Runner]:
        """All that have an activation."""
        return [runner for key, runner in self.runners.items() if key != "identity"]

    @property
    def first(self) -> Runner:
        """The lowest median at the common learning rate among those with an activation."""
        return self.ranking[0]

    @property
    def second(self) -> Runner:
        """The next one."""
        return self.ranking[1]

    @property
    def last(self) -> Runner:
        """The highest median at the common learning rate among those with an activation."""
        return self.ranking[-1]

    @property
    def wins(self) -> int:
        """In how many seeds the first ends below the second."""
        return self.below(self.first, self.second)

    @property
    def draw(self) -> bool:
        """Whether the seeds disagree about the first two."""
        return self.wins < AHEAD

    def below(self, one: Runner, other: Runner) -> int:
        """In how many seeds one ends below the other."""
        return int((one.losses[:, -1] < other.losses[:, -1]).sum())

    @property
    def bend_pays(self) -> bool:
        """Whether the best of those with an activation ends below the one without, in (nearly) every seed."""
        return self.below(self.first, self.runners["identity"]) >= AHEAD

    @property
    def winners(self) -> dict[str, int]:
        """How many seeds each wins at the common rate; those that win none are left out."""
        ends = np.stack([r.losses[:, -1] for r in self.bent])
        counts = np.bincount(ends.argmin(axis=0), minlength=len(ends))
        return {r.name: int(n) for r, n in zip(self.bent, counts) if n}


def race(task: str, lr: float, epochs: int, noise: float, seed: int) -> Race:
    """Everyone runs at three learning rates; the middle one is the common one."""
    rates = tuple(float(f"{lr * factor:.4g}") for factor in (1 / 3, 1, 3))
    sets = [drawn(task, noise, seed + k) for k in range(SEEDS)]
    runners = {key: runner(key, rates, epochs, sets, seed) for key in KEYS}
    return Race(*sets[0], runners, rates, runners["relu"].model.parameter_count, SEEDS)


def drawn(task: str, noise: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Points of the task and their classes."""
    if task == "spirals":
        return spirals(PER_CLASS, classes=2, turns=0.75, noise=noise, rng=seed)
    return moons(PER_CLASS, noise=noise, rng=seed)


def runner(key: str, rates: tuple[float, ...], epochs: int, sets: list, seed: int) -> Runner:
    """Train with each rate and seed; a rate at which any loss is no longer finite drops out."""
    runs = [[trained(key, rate, epochs, x, y, seed + k) for k, (x, y) in enumerate(sets)] for rate in rates]
    if any(run.history.diverged is not None for run in runs[1]):
        raise ParameterError(f"with lr={rates[1]:g} the network with {NAMES[key]} diverges; choose a lower rate.")
    finite = [k for k in range(len(rates)) if all(run.history.diverged is None for run in runs[k])]
    ends = {k: np.array([float(run.history.train_losses[-1]) for run in runs[k]]) for k in finite}
    best = min(ends, key=lambda k: ends[k].mean())  # a median would not see the seed that fails
    losses = np.stack([run.history.train_losses for run in runs[1]])
    model = runs[1][0].model
    return Runner(NAMES[key], losses, rates[best], measured(ends[best]), accuracy(model(sets[0][0]), sets[0][1]), model)


def trained(key: str, rate: float, epochs: int, x: np.ndarray, y: np.ndarray, seed: int) -> Run:
    """The same first weights and the same minibatches for every activation."""
    network = mlp([2, *HIDDEN, 2], rng=seed, activation=key, init=glorot_uniform)
    return fit(
        network, cross_entropy_with_logits, x, y,
        optimizer=GradientDescent(lr=rate), epochs=epochs, batch_size=BATCH, rng=seed, stop_on_divergence=True,
    )  # fmt: skip
