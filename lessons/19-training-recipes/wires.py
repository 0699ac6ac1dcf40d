"""Whose blame reaches whose input: the loss of one example differentiated by the inputs of all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import images

from dlcore import MLP, Adam, Tensor, cross_entropy_with_logits, fit, gradients, mlp, reshape, transpose

EXAMPLES, STEPS, LR = 6, 300, 0.01


@dataclass(frozen=True)
class Wires:
    """Lengths of gradients, (example of the loss, example of the input); and whether both programs memorize."""

    right: np.ndarray
    mixed: np.ndarray
    right_loss: float
    mixed_loss: float
    names: list[str]

    @property
    def losses(self) -> list[str]:
        """Names of the rows."""
        return [f"loss {name}" for name in self.names]

    @property
    def strangers(self) -> int:
        """Pairs of different examples between which blame flows in the wrong program."""
        return int((self.mixed[~np.eye(EXAMPLES, dtype=bool)] > 0).sum())


def wires(seed: int, hidden: int) -> Wires:
    """A program that flattens its images, and one that mixes them up on the way."""
    parts = images(seed, 1)
    pictures, y = parts.x[:EXAMPLES].reshape(-1, 8, 8), parts.y[:EXAMPLES]
    network = mlp([64, hidden, 10], rng=seed)
    (right, right_loss), (mixed, mixed_loss) = (one(network, pictures, y, wrong) for wrong in (False, True))
    return Wires(right, mixed, right_loss, mixed_loss, [str(k) for k in range(1, EXAMPLES + 1)])


def flat(x: Tensor, mixed: bool) -> Tensor:
    """(N, 8, 8) -> (N, 64); or first to (64, N), which has as many numbers and the wrong ones in each column."""
    return transpose(reshape(x, (64, -1))) if mixed else reshape(x, (-1, 64))


def one(network: MLP, pictures: np.ndarray, y: np.ndarray, mixed: bool) -> tuple[np.ndarray, float]:
    """Blame by example, and the loss after training on this one minibatch."""
    rows = []
    for n in range(EXAMPLES):
        x = Tensor(pictures, "x")
        loss = cross_entropy_with_logits(network(flat(x, mixed))[n], int(y[n]))
        rows.append(np.sqrt((gradients(loss, [x])[x].value ** 2).sum(axis=(1, 2))))
    flattened = flat(Tensor(pictures), mixed).value
    run = fit(network, cross_entropy_with_logits, flattened, y, optimizer=Adam(LR), epochs=STEPS)
    return np.array(rows), float(run.history.losses[-1])
