"""Three clouds of points, and a small network that learned to tell them apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import MLP, SGD, Tensor, confusion_matrix, cross_entropy_with_logits, fit, mlp
from dlcore.datasets import blobs


@dataclass(frozen=True)
class Classifier:
    """A trained network, its points of shape (N, 2) and their classes."""

    model: MLP
    points: np.ndarray
    labels: np.ndarray

    def scores(self, points: np.ndarray) -> np.ndarray:
        """The network's logits for points of shape (n, 2)."""
        return self.model(Tensor(points)).value

    @property
    def confusion(self) -> np.ndarray:
        """How many points of which class were taken for which."""
        return confusion_matrix(self.scores(self.points), self.labels)


def trained(seed: int, *, epochs: int = 60) -> Classifier:
    """A network with one hidden layer, trained on overlapping clouds."""
    x, y = blobs(40, spread=1.1, rng=seed)
    run = fit(
        mlp([2, 8, 3], rng=seed, activation="tanh"), cross_entropy_with_logits, x, y,
        optimizer=SGD(0.1), epochs=epochs, batch_size=20, rng=seed,
    )  # fmt: skip
    return Classifier(run.model, x, y)
