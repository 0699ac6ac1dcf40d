"""How often training finds a network for XOR: many starts, several widths and two activations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import ACTIVATIONS, Adam, Tensor, binary_cross_entropy_with_logits, fit
from dlcore.datasets import xor
from dlcore.initializers import glorot_normal, he_normal
from dlcore.layer import Layer

WIDTHS = (2, 3, 4, 8, 16)
LR, STEPS = 0.05, 400
INIT = {"relu": he_normal, "tanh": glorot_normal}


@dataclass(frozen=True)
class Networks(Layer):
    """Many networks 2-H-1 side by side: an axis in front counts them.

    W (S, 2, H), b_1 (S, 1, H), v (S, H, 1), b_2 (S, 1, 1); x (N, 2) -> logits (S, N, 1)
    """

    W: Tensor
    b_1: Tensor
    v: Tensor
    b_2: Tensor
    activation: str

    def __call__(self, x: object) -> Tensor:
        h = ACTIVATIONS[self.activation](Tensor(x) @ self.W + self.b_1)  # (S, N, H)
        return h @ self.v + self.b_2  # (S, N, 1)


def networks(starts: int, width: int, activation: str, rng: np.random.Generator) -> Networks:
    """First weights, drawn for each network alone; biases of zero."""
    init = INIT[activation]
    W = np.stack([init((width, 2), rng).T for _ in range(starts)])
    v = np.stack([init((1, width), rng).T for _ in range(starts)])
    return Networks(
        Tensor(W, "W"),
        Tensor(np.zeros((starts, 1, width)), "b_1"),
        Tensor(v, "v"),
        Tensor(np.zeros((starts, 1, 1)), "b_2"),
        activation,
    )


def trained(first: Networks, steps: int = STEPS) -> Networks:
    """All of them after training.

    The loss is summed over the networks. Each parameter meets the loss of its own network only, and Adam treats every
    number by itself, so this is the same as to train each alone.
    """
    x, y = xor()
    starts = len(first.W)
    target = np.broadcast_to(y[:, None].astype(float), (starts, 4, 1))
    inputs = np.broadcast_to(x, (starts, 4, 2))
    return fit(first, total_loss, inputs, target, optimizer=Adam(lr=LR), epochs=steps).model


def total_loss(logits: Tensor, y: Tensor) -> Tensor:
    """The sum of the networks' losses, each the mean over its four examples."""
    return binary_cross_entropy_with_logits(logits, y, reduction="sum") / 4.0


def solved(starts: int, width: int, activation: str, rng: np.random.Generator) -> int:
    """How many of them answer all four inputs right after training."""
    x, y = xor()
    answers = trained(networks(starts, width, activation, rng))(x).value[..., 0] > 0  # (S, N)
    return int((answers == (y == 1)).all(axis=1).sum())


@dataclass(frozen=True)
class Starts:
    """The share of starts from which training finds XOR, by width, for two activations."""

    starts: int
    widths: tuple[int, ...]
    solved: dict[str, tuple[int, ...]]

    def share(self, activation: str, width: int) -> float:
        """The share that found it."""
        return self.solved[activation][self.widths.index(width)] / self.starts

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """In percent of the starts, by the number of hidden units."""
        names = {"relu": "ReLU", "tanh": "tanh"}
        return {names[a]: (np.array(self.widths), 100 * np.array(n) / self.starts) for a, n in self.solved.items()}

    @property
    def errors(self) -> dict[str, np.ndarray]:
        """Standard errors of the shares, in percent."""
        return {name: np.sqrt(y * (100 - y) / self.starts) for name, (_, y) in self.chart.items()}

    @property
    def table(self) -> list[list[int]]:
        """Units, parameters, and how many starts solved it with each activation."""
        return [[w, 4 * w + 1, *(n[k] for n in self.solved.values())] for k, w in enumerate(self.widths)]


def many_starts(starts: int, seed: int) -> Starts:
    """All widths with both activations."""
    generators = {a: [np.random.default_rng([seed, w, k]) for w in WIDTHS] for k, a in enumerate(INIT)}
    found = {a: tuple(solved(starts, w, a, rng) for w, rng in zip(WIDTHS, generators[a])) for a in INIT}
    return Starts(starts, WIDTHS, found)
