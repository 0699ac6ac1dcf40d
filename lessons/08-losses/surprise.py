"""-ln p: how surprised a forecast is by what happened, and how hard it is then pushed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, binary_cross_entropy_with_logits, gradients

STOPS = (0.99, 0.8, 0.5, 0.2, 0.05, 0.01)
BITS = float(np.log(2.0))


@dataclass(frozen=True)
class Surprise:
    """The probability of what happened from 0.99 down to 0.01, with the loss and its gradient at the logit."""

    p: np.ndarray
    loss: np.ndarray
    gradient: np.ndarray  # dL/dz = p - 1, by differentiating the loss, not by that formula
    stops: tuple[int, ...]  # places in the arrays that a table shows and a scene rests at
    nat_in_bits: float

    @property
    def table(self) -> list[list[float]]:
        """p, -ln p, and the gradient."""
        return [[float(self.p[k]), float(self.loss[k]), float(self.gradient[k])] for k in self.stops]


def surprise() -> Surprise:
    """All hundredths between 0 and 1."""
    p = np.arange(99, 0, -1) / 100
    z = Tensor(np.log(p / (1 - p)), "z")
    loss = binary_cross_entropy_with_logits(z, np.ones_like(p), reduction="sum")
    slope = gradients(loss, [z])[z].value
    stops = tuple(int(np.abs(p - stop).argmin()) for stop in STOPS)
    return Surprise(p, -np.log(p), slope, stops, 1 / BITS)
