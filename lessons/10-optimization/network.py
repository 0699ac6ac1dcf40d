"""Beyond quadratics: the same optimizers train a small network on handwritten digits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import accuracy, cross_entropy_with_logits, fit, mlp
from dlcore.datasets import digits, split

EPOCHS, BATCH, HIDDEN, EXAMPLES = 4, 32, 32, 600
GRID = 10.0 ** np.arange(-2.5, 0.1, 0.5)


@dataclass(frozen=True)
class Trained:
    """One optimizer at its best rate: the training loss after each epoch, and how it does on images held out."""

    name: str
    lr: float
    losses: np.ndarray
    accuracy: float


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

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The training losses after each epoch, against the steps made."""
        made = np.arange(1, self.epochs + 1) * -(-self.examples // self.batch)
        return {run.name: (made, run.losses) for run in self.runs}

    @property
    def lowest(self) -> Trained:
        """The run with the lowest loss in the end."""
        return min(self.runs, key=lambda run: run.losses[-1])


def train(makers, seed: int) -> Network:
    """Train on some of the digits with each optimizer at each rate of the grid, from the same start and with the same
    minibatches.
    """
    images, labels = digits()
    data = split(images.reshape(len(images), -1), labels, held_out=len(images) - EXAMPLES, rng=seed)
    model = mlp([data.x.shape[1], HIDDEN, 10], rng=seed)
    runs = tuple(best_run(name, make, model, data, seed) for name, make in makers.items())
    return Network(runs, model.parameter_count, len(data.x), len(data.x_held_out))


def best_run(name: str, make, model, data, seed: int) -> Trained:
    """The run with the lowest training loss in the end."""
    runs = [(float(rate), trained(make(float(rate)), model, data, seed)) for rate in GRID]
    lr, run = min(
        (pair for pair in runs if pair[1].history.diverged is None), key=lambda pair: pair[1].history.train_losses[-1]
    )
    logits = run.model(data.x_held_out).value
    return Trained(name, lr, np.asarray(run.history.train_losses), accuracy(logits, data.y_held_out))


def trained(optimizer, model, data, seed: int):
    """One run; it ends early if it diverges."""
    return fit(
        model, cross_entropy_with_logits, data.x, data.y,
        optimizer=optimizer, epochs=EPOCHS, batch_size=BATCH, rng=seed, stop_on_divergence=True,
    )  # fmt: skip
