"""One sigmoid neuron that starts badly wrong, and learns with the squared error and with cross-entropy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, binary_cross_entropy_with_logits, gradients, sigmoid

MOST_STEPS = 200_000


@dataclass(frozen=True)
class Learner:
    """One loss: the course of the output and of the loss, before each step and after the last."""

    outputs: np.ndarray
    losses: np.ndarray
    half: int  # steps until the loss is at most half of what it was
    across: int  # steps until the output is at most one half

    @property
    def relative(self) -> np.ndarray:
        """The losses as a share of the first."""
        return self.losses / self.losses[0]


@dataclass(frozen=True)
class Saturated:
    """The neuron, both deltas at its start, and both learners."""

    x: Tensor
    y: Tensor
    w: Tensor
    b: Tensor
    z: Tensor
    a: Tensor
    slope: Tensor
    squared_delta: Tensor
    entropy_delta: Tensor
    agrees: bool  # both deltas are what differentiating the losses gives
    squared: Learner
    entropy: Learner
    lr: float
    frames: tuple[int, ...]  # steps that a scene passes through

    @property
    def times_longer(self) -> float:
        """How many times as many steps the squared error takes to half of its loss."""
        return self.squared.half / self.entropy.half

    @property
    def chart(self) -> dict[str, np.ndarray]:
        """Both losses as shares of their first."""
        return {"squared error": self.squared.relative, "cross-entropy": self.entropy.relative}


def saturated(start: float, lr: float) -> Saturated:
    """The neuron of Nielsen's chapter 3: input 1, target 0, weight and bias both ``start``."""
    x, y, w, b = Tensor(1.0, "x"), Tensor(0.0, "y"), Tensor(start, "w"), Tensor(start, "b")
    z = (w * x + b).named("z")
    a = sigmoid(z).named("a")
    slope = (a * (1 - a)).named(r"\sigma'(z)")
    squared_delta = (2 * (a - y) * slope).named(r"\delta")
    entropy_delta = (a - y).named(r"\delta")
    squares, entropies = (a - y) ** 2, binary_cross_entropy_with_logits(z, y)
    agrees = all(
        np.isclose(gradients(loss, [z])[z].item(), delta.item(), rtol=1e-9)
        for loss, delta in ((squares, squared_delta), (entropies, entropy_delta))
    )
    needed = steps_needed(start, lr)
    squared, entropy = (learn(start, lr, needed, loss) for loss in ("squared", "entropy"))
    frames = tuple(int(k) for k in np.linspace(0, needed, 61).round())
    return Saturated(x, y, w, b, z, a, slope, squared_delta, entropy_delta, agrees, squared, entropy, lr, frames)


def steps_needed(start: float, lr: float) -> int:
    """Half as many again as the squared error takes to half of its loss."""
    z = 2 * start
    a = first = 1 / (1 + np.exp(-z))
    steps = 0
    while a * a > first * first / 2 and steps < MOST_STEPS:
        z -= 4 * lr * a * a * (1 - a)  # dL/dz is 2 a · a (1 - a); w and b have the same gradient, since x is 1
        a = 1 / (1 + np.exp(-z))
        steps += 1
    return 3 * steps // 2 + 2


def learn(start: float, lr: float, steps: int, loss: str) -> Learner:
    """Plain gradient descent on the one example."""
    w = b = start
    outputs = np.empty(steps + 1)
    for k in range(steps + 1):
        outputs[k] = a = 1 / (1 + np.exp(-(w + b)))
        delta = 2 * a * a * (1 - a) if loss == "squared" else a
        w, b = w - lr * delta, b - lr * delta
    losses = outputs**2 if loss == "squared" else -np.log1p(-outputs)
    return Learner(outputs, losses, int(np.argmax(losses <= losses[0] / 2)), int(np.argmax(outputs <= 0.5)))
