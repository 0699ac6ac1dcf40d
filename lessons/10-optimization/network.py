"""Beyond quadratics: the same optimizers train a small network on handwritten digits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Measurement, accuracy, cross_entropy_with_logits, fit, measured, mlp
from dlcore.datasets import digits, split

EPOCHS, BATCH, HIDDEN, EXAMPLES = 8, 32, 32, 600
SEEDS, TUNED_FOR = 10, 4  # starts of each optimizer at its best rate; epochs of the runs that find the rate
GRID = 10.0 ** np.arange(-2.5, 0.6, 0.5)


@dataclass(frozen=True)
class Trained:
    """One optimizer at its best rate, from several starts."""

    name: str
    lr: float
    losses: np.ndarray  # (starts, epochs): the training loss after each epoch
    accuracy: Measurement  # on images held out

    @property
    def last(self) -> Measurement:
        """The training loss in the end."""
        return measured(self.losses[:, -1])


@dataclass(frozen=True)
class Network:
    """The runs and what they were made on."""

    runs: tuple[Trained, ...]
    parameters: int
    examples: int
    held_out: int
    epochs: int = EPOCHS
    batch: int = BATCH
    hidden: int = HIDDEN
    rates: int = len(GRID)
    seeds: int = SEEDS
    tuned_for: int = TUNED_FOR

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The median training losses after each epoch, against the steps made."""
        made = np.arange(1, self.epochs + 1) * -(-self.examples // self.batch)
        return {run.name: (made, np.median(run.losses, axis=0)) for run in self.runs}

    @property
    def ranges(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The lowest and the highest loss of all starts."""
        return {run.name: (run.losses.min(axis=0), run.losses.max(axis=0)) for run in self.runs}

    @property
    def table(self) -> list[Trained]:
        """The runs, the lowest median loss first."""
        return sorted(self.runs, key=lambda run: run.last.median)

    @property
    def best(self) -> Trained:
        """The run with the lowest median loss."""
        return self.table[0]

    @property
    def draw(self) -> bool:
        """Whether the two lowest losses overlap over the starts."""
        first, second = self.table[:2]
        return first.last.high >= second.last.low


def train(makers, seed: int) -> Network:
    """Train on some of the digits with each optimizer at its best rate of the grid, from several starts, which are the
    same for all.
    """
    images, labels = digits()
    data = split(images.reshape(len(images), -1), labels, held_out=len(images) - EXAMPLES, rng=seed)
    runs = tuple(at_best_rate(name, make, data, seed) for name, make in makers.items())
    return Network(runs, started(data, seed).parameter_count, len(data.x), len(data.x_held_out))


def at_best_rate(name: str, make, data, seed: int) -> Trained:
    """Find the rate with one start and few epochs; then train from all starts with it."""
    lr = best_rate(make, data, seed)
    runs = [trained(make(lr), data, start, EPOCHS) for start in range(seed, seed + SEEDS)]
    losses = np.array([filled(run.history.train_losses) for run in runs])
    answers = [accuracy(run.model(data.x_held_out).value, data.y_held_out) for run in runs]
    return Trained(name, lr, losses, measured(answers))


def best_rate(make, data, seed: int) -> float:
    """The rate of the grid with the lowest training loss."""
    ends = {float(rate): trained(make(float(rate)), data, seed, TUNED_FOR).history for rate in GRID}
    return min((rate for rate in ends if ends[rate].diverged is None), key=lambda rate: ends[rate].train_losses[-1])


def started(data, seed: int):
    """The network before its first step."""
    return mlp([data.x.shape[1], HIDDEN, 10], rng=seed)


def trained(optimizer, data, seed: int, epochs: int):
    """One run; it ends early if it diverges."""
    return fit(
        started(data, seed), cross_entropy_with_logits, data.x, data.y,
        optimizer=optimizer, epochs=epochs, batch_size=BATCH, rng=seed, stop_on_divergence=True,
    )  # fmt: skip


def filled(losses) -> np.ndarray:
    """The losses of all epochs; a run that diverged stays at its last one."""
    return np.append(losses, [losses[-1]] * (EPOCHS - len(losses)))
