"""The noise that each loss believes in: an error is as probable as e to the minus its loss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from readings import losses

FARTHEST, STEP = 20.0, 0.02  # errors beyond that are too improbable to count
FAR = 3.0


@dataclass(frozen=True)
class Beliefs:
    """Densities of the error, and how differently they judge a large one."""

    densities: dict[str, tuple[np.ndarray, np.ndarray]]
    far: float
    times: float  # how many times as probable an error that far is to the absolute loss as to the squared one


def beliefs(delta: float) -> Beliefs:
    """Each density is e to the minus the loss, divided by its area; the charts show errors around 0."""
    e = np.arange(-FARTHEST, FARTHEST + STEP / 2, STEP)
    densities = {name: density(np.array([loss([v], [0.0]).item() for v in e])) for name, loss in losses(delta).items()}
    shown = np.abs(e) <= max(FAR, 2 * delta) + STEP / 2
    far = int(np.abs(e - FAR).argmin())
    curves = {name: (e[shown], values[shown]) for name, values in densities.items()}
    return Beliefs(curves, FAR, float(densities["absolute"][far] / densities["squared"][far]))


def density(loss: np.ndarray) -> np.ndarray:
    """e to the minus the loss, with an area of one."""
    heights = np.exp(-loss)
    return heights / (heights.sum() * STEP)
