"""Several examples at once: one in each row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, sigmoid
from dlcore.small_network import Parameters, forward


@dataclass(frozen=True)
class Batch:
    """A minibatch X (N, 4) through both layers, and how it differs from one example at a time."""

    X: Tensor
    Z1: Tensor
    A1: Tensor
    Z2: Tensor
    A2: Tensor
    largest_difference: float

    @property
    def rows(self) -> list[list[object]]:
        """The batch as a spreadsheet: the example's name, and its inputs."""
        return [["ours" if not k else f"no. {k + 1}", *map(float, row)] for k, row in enumerate(self.X.value)]


def through_the_layer(x: Tensor, p: Parameters, examples: int, seed: int) -> Batch:
    """The lecture's example in the first row, further ones from the seed below it."""
    rng = np.random.default_rng([seed, 7])
    further = rng.integers(1, 10, (examples - 1, 4)) / 10
    X = Tensor(np.vstack([x.value, further]), "X")
    Z1 = (X @ p.W1.T + p.b1).named("Z^{(1)}")
    A1 = sigmoid(Z1).named("A^{(1)}")
    Z2 = (A1 @ p.W2.T + p.b2).named("Z^{(2)}")
    A2 = sigmoid(Z2).named("A^{(2)}")
    alone = np.array([forward(Tensor(row, "x"), p).a2.value for row in X.value])
    return Batch(X, Z1, A1, Z2, A2, float(np.abs(alone - A2.value).max()))
