"""Brain, AlexNet and a network of the course side by side: what was counted by others, and what is counted here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from template import HIDDEN, active_share

from dlcore import mlp
from dlcore.architectures import alexnet_2012


@dataclass(frozen=True)
class Sizes:
    """Counted: units, parameters and the most inputs that a unit has; active: shares of ReLUs that are not zero."""

    units: int
    parameters: int
    inputs: int
    active: np.ndarray
    alexnet_units: int
    alexnet_parameters: int
    alexnet_inputs: int

    @property
    def name(self) -> str:
        return f"64-{HIDDEN}-2"

    @property
    def active_range(self) -> str:
        """Least to most over the splits, in whole percent."""
        return f"{100 * self.active.min():.0f}–{100 * self.active.max():.0f}"


def sizes(seed: int) -> Sizes:
    """The network that says whether a digit is even."""
    ours, large = mlp([64, HIDDEN, 2], rng=1), alexnet_2012()
    learned = [row for row in large.rows if "W" in row.arrays]
    inputs = [int(np.prod(row.arrays["W"][1:])) for row in learned]
    return Sizes(
        HIDDEN + 2, ours.parameter_count, max(ours.sizes[:-1]), active_share(seed),
        sum(row.activations for row in learned), large.parameters, max(inputs),
    )  # fmt: skip
