"""The race: one small task, one network, one seed, and only the activation changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from curves import NAMES

from deckwright.lesson import ParameterError
from dlcore import ACTIVATIONS, MLP, GradientDescent, accuracy, cross_entropy_with_logits, fit, mlp
from dlcore.datasets import moons, spirals
from dlcore.initializers import glorot_uniform

HIDDEN = (16, 16, 16)
PER_CLASS, BATCH = 60, 30
KEYS = ("identity", "sigmoid", "tanh", "relu", "leaky relu", "gelu", "silu")
SHOWN = ("identity", "sigmoid", "tanh", "relu", "gelu")
ASLEEP = 0.01  # a unit sleeps when its slope stays below this on every example


@dataclass(frozen=True)
class Runner:
    """One activation in the race: at the common learning rate, and at the best of three."""

    name: str
    losses: np.ndarray  # after each epoch
    accuracy: float
    best_rate: float
    best_loss: float
    asleep: float  # share of hidden units that sleep at the end
    model: MLP

    @property
    def loss(self) -> float:
        """The loss at the end."""
        return float(self.losses[-1])


@dataclass(frozen=True)
class Race:
    """All runners, and the data."""

    points: np.ndarray
    labels: np.ndarray
    runners: dict[str, Runner]
    rates: tuple[float, ...]
    parameters: int

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The losses of those that the chart shows, from the end of the first epoch on."""
        shown = [self.runners[key] for key in SHOWN]
        return {runner.name: (np.arange(1, len(runner.losses) + 1), runner.losses) for runner in shown}

    @property
    def square(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Limits in x and y around all points, of one length."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        middle, half = (low + high) / 2, 0.55 * float((high - low).max())
        x, y = ((float(m) - half, float(m) + half) for m in middle)
        return x, y

    @property
    def bent(self) -> list[Runner]:
        """All that have an activation."""
        return [runner for key, runner in self.runners.items() if key != "identity"]

    @property
    def first(self) -> Runner:
        """The lowest loss at the common learning rate among those with an activation."""
        return min(self.bent, key=lambda r: r.loss)

    @property
    def last(self) -> Runner:
        """The highest loss at the common learning rate among those with an activation."""
        return max(self.bent, key=lambda r: r.loss)

    @property
    def bend_pays(self) -> bool:
        """Whether the best of those with an activation ends below the one without."""
        return self.first.loss < self.runners["identity"].loss

    @property
    def first_tuned(self) -> Runner:
        """The lowest loss at the best of three rates."""
        return min(self.bent, key=lambda r: r.best_loss)


def race(task: str, lr: float, epochs: int, noise: float, seed: int) -> Race:
    """Everyone runs at three learning rates; the middle one is the common one."""
    if task == "spirals":
        x, y = spirals(PER_CLASS, classes=2, turns=0.75, noise=noise, rng=seed)
    else:
        x, y = moons(PER_CLASS, noise=noise, rng=seed)
    rates = tuple(float(f"{lr * factor:.4g}") for factor in (1 / 3, 1, 3))
    runners = {key: runner(key, rates, epochs, x, y, seed) for key in KEYS}
    return Race(x, y, runners, rates, runners["relu"].model.parameter_count)


def runner(key: str, rates: tuple[float, ...], epochs: int, x: np.ndarray, y: np.ndarray, seed: int) -> Runner:
    """Train with each rate; a run whose loss is no longer finite drops out."""
    runs = [trained(key, rate, epochs, x, y, seed) for rate in rates]
    common = runs[1]
    if common.history.diverged is not None:
        raise ParameterError(f"with lr={rates[1]:g} the network with {NAMES[key]} diverges; choose a lower rate.")
    ends = [float(run.history.train_losses[-1]) if run.history.diverged is None else np.inf for run in runs]
    best = int(np.argmin(ends))
    right, model = accuracy(common.model(x), y), common.model
    return Runner(NAMES[key], common.history.train_losses, right, rates[best], ends[best], asleep(key, model, x), model)


def asleep(key: str, model: MLP, x: np.ndarray) -> float:
    """The share of hidden units whose slope is below ASLEEP on every example; none without an activation."""
    if key == "identity":
        return 0.0
    slopes = [np.abs(ACTIVATIONS[key].prime(z).value) for z in model.forward(x).z[:-1]]
    return float(np.concatenate([(s < ASLEEP).all(axis=0) for s in slopes]).mean())


def trained(key: str, rate: float, epochs: int, x: np.ndarray, y: np.ndarray, seed: int):
    """The same first weights and the same minibatches for every activation."""
    network = mlp([2, *HIDDEN, 2], rng=seed, activation=key, init=glorot_uniform)
    return fit(
        network, cross_entropy_with_logits, x, y,
        optimizer=GradientDescent(lr=rate), epochs=epochs, batch_size=BATCH, rng=seed, stop_on_divergence=True,
    )  # fmt: skip
