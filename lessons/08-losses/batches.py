"""Sum or mean: the size of the gradient as the batch grows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, cross_entropy_with_logits, gradients

SIZES = (1, 4, 16, 64, 256)
FEATURES, CLASSES = 4, 3


@dataclass(frozen=True)
class Batch:
    """A batch size, and the length of the weights' gradient under both conventions."""

    size: int
    mean: float
    sum: float


def batches(seed: int) -> tuple[Batch, ...]:
    """Batches of one random stream, larger and larger; a linear layer on top of them."""
    rng = np.random.default_rng(seed)
    x, target = rng.normal(size=(max(SIZES), FEATURES)) + 0.5, rng.integers(0, CLASSES, max(SIZES))
    weights = rng.normal(size=(FEATURES, CLASSES))
    return tuple(
        Batch(n, *(length(x[:n], target[:n], weights, reduction) for reduction in ("mean", "sum"))) for n in SIZES
    )


def length(x: np.ndarray, target: np.ndarray, weights: np.ndarray, reduction: str) -> float:
    """The length of the gradient of the loss with respect to the weights."""
    W = Tensor(weights, "W")
    loss = cross_entropy_with_logits(Tensor(x) @ W, target, reduction=reduction)
    return float(np.linalg.norm(gradients(loss, [W])[W].value))
