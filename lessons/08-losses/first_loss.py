"""The loss of a network that knows nothing yet: ln K, unless it is already sure of something."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import cross_entropy_with_logits, mlp
from dlcore.measurement import Measurement, measured

CLASSES = (2, 3, 10, 100)
INPUTS, HIDDEN, EXAMPLES = 16, 32, 500
STARTS = 10
TIMES = (1.0, 0.01, 10.0)  # the output layer's weights as drawn, much smaller, much larger


@dataclass(frozen=True)
class FirstLoss:
    """One number of classes: what ignorance costs, and what a fresh network pays."""

    classes: int
    ignorance: float  # ln K
    small: Measurement  # over ten fresh networks each
    usual: Measurement
    large: Measurement


def first_losses(seed: int) -> tuple[FirstLoss, ...]:
    """Fresh networks on random inputs with random classes."""
    return tuple(first_loss(classes, seed) for classes in CLASSES)


def first_loss(classes: int, seed: int) -> FirstLoss:
    """Larger output weights are larger logits in proportion, since the biases are 0."""
    found = [with_start(classes, seed + k) for k in range(STARTS)]
    usual, small, large = (measured(values) for values in zip(*found))
    return FirstLoss(classes, float(np.log(classes)), small, usual, large)


def with_start(classes: int, seed: int) -> tuple[float, ...]:
    """One fresh network: its loss with usual, small and large output weights."""
    rng = np.random.default_rng([seed, classes])
    x, target = rng.normal(size=(EXAMPLES, INPUTS)), rng.integers(0, classes, EXAMPLES)
    logits = mlp([INPUTS, HIDDEN, classes], rng=rng)(x).value
    return tuple(cross_entropy_with_logits(times * logits, target).item() for times in TIMES)
