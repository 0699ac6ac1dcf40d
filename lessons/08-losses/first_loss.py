"""The loss of a network that knows nothing yet: ln K, unless it is already sure of something."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import cross_entropy_with_logits, mlp

CLASSES = (2, 3, 10, 100)
INPUTS, HIDDEN, EXAMPLES = 16, 32, 500
TIMES = (1.0, 0.01, 10.0)  # the output layer's weights as drawn, much smaller, much larger


@dataclass(frozen=True)
class FirstLoss:
    """One number of classes: what ignorance costs, and what a fresh network pays."""

    classes: int
    ignorance: float  # ln K
    small: float
    usual: float
    large: float


def first_losses(seed: int) -> tuple[FirstLoss, ...]:
    """Fresh networks on random inputs with random classes."""
    return tuple(first_loss(classes, seed) for classes in CLASSES)


def first_loss(classes: int, seed: int) -> FirstLoss:
    """Larger output weights are larger logits in proportion, since the biases are 0."""
    rng = np.random.default_rng([seed, classes])
    x, target = rng.normal(size=(EXAMPLES, INPUTS)), rng.integers(0, classes, EXAMPLES)
    logits = mlp([INPUTS, HIDDEN, classes], rng=rng)(x).value
    usual, small, large = (cross_entropy_with_logits(times * logits, target).item() for times in TIMES)
    return FirstLoss(classes, float(np.log(classes)), small, usual, large)
