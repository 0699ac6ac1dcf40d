"""Cross-entropy of a few logits by hand: from scores to probabilities to the loss to its gradient, and the hinge beside
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from dlcore import (
    Tensor,
    cross_entropy_with_logits,
    gradients,
    numerical_gradient,
    one_hot,
    relative_error,
    relu,
    softmax,
)
from dlcore.ops.elementary import exp, log


@dataclass(frozen=True)
class ByHand:
    """One example with its right class, from scores to gradient."""

    z: Tensor
    y: Tensor
    target: int
    powers: Tensor
    s: Tensor
    p: Tensor
    loss: Tensor
    short: Tensor  # the same loss as ln s - z of the right class
    delta: Tensor
    differences: np.ndarray
    worst_error: float
    agrees: bool  # p - y is what differentiating the loss gives
    hinge: Tensor

    @property
    def table(self) -> list[list[object]]:
        """One row for each class, scores to probabilities."""
        return [[k + 1, self.z[k], self.powers[k], self.p[k]] for k in range(len(self.z))]

    @property
    def check(self) -> list[list[object]]:
        """One row for each class: p, y, p - y, and finite differences."""
        return [
            [k + 1, self.p[k], int(self.y.value[k]), self.delta[k], float(self.differences[k])]
            for k in range(len(self.z))
        ]

    @property
    def highest(self) -> int:
        """The class with the largest score."""
        return int(self.z.value.argmax())

    @property
    def right(self) -> bool:
        """Whether the right class has the largest score."""
        return self.highest == self.target


def by_hand(logits: tuple[float, ...], target: int) -> ByHand:
    """All of it from the logits and the right class."""
    z = Tensor(logits, "z")
    y = one_hot(target, len(logits))
    p = softmax(z).named("p")
    s = reduce(add, [exp(entry) for entry in z]).named("s")
    full = cross_entropy_with_logits(z, y).named("L")
    delta, slope = (p - y).named(r"\delta"), gradients(full, [z])[z]
    differences = numerical_gradient(full, z)
    margins = [relu(z[k] - z[target] + 1.0) for k in range(len(logits)) if k != target]
    return ByHand(
        z, y, target, exp(z), s, p,
        loss=(-log(p[target])).named("L"), short=(log(s) - z[target]).named("L"), delta=delta,
        differences=differences, worst_error=float(relative_error(slope.value, differences).max()),
        agrees=bool(np.allclose(slope.value, delta.value, rtol=1e-12, atol=1e-15)), hinge=reduce(add,
        margins).named("L"),
    )  # fmt: skip
