"""Many small networks trained at once, one for each split of the data: ten runs for the price of two."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore import Adam, Run, Tensor, Watch, cross_entropy_with_logits, fit, permute, relu
from dlcore.initializers import he_normal
from dlcore.layer import Layer

BATCH = 64


@dataclass(frozen=True)
class Networks(Layer):
    """S networks of the same widths; an axis counts them. Without a hidden layer each is a line.

    W  (S, D_in, D_out) of each layer, b (S, 1, D_out); x (N, S, D) -> logits (N, S, C)
    """

    W: tuple[Tensor, ...]
    b: tuple[Tensor, ...]

    def __call__(self, x: object) -> Tensor:
        a = permute(Tensor(x), (1, 0, 2))  # (S, N, D)
        for l, (W, b) in enumerate(zip(self.W, self.b), start=1):
            z = a @ W + b
            a = relu(z) if l < len(self.W) else z
        return permute(a, (1, 0, 2))  # (N, S, C)

    @property
    def learned(self) -> int:
        """The numbers that one of them learns."""
        return self.parameter_count // self.W[0].shape[0]


def networks(count: int, sizes: tuple[int, ...], rng: np.random.Generator) -> Networks:
    """First weights by He's rule, drawn for each network alone; biases of zero."""
    pairs = list(zip(sizes, sizes[1:]))
    W = [np.stack([he_normal((o, i), rng).T for _ in range(count)]) for i, o in pairs]
    return Networks(
        tuple(Tensor(w, f"W^{{({l})}}") for l, w in enumerate(W, 1)),
        tuple(Tensor(np.zeros((count, 1, o)), f"b^{{({l})}}") for l, (_, o) in enumerate(pairs, 1)),
    )


def trained(
    first: Networks,
    x: np.ndarray,
    y: np.ndarray,
    steps: int,
    rng: np.random.Generator,
    lr: float = 0.01,
    loss: Callable = cross_entropy_with_logits,
    watch: Watch | None = None,
) -> Run[Networks]:
    """All of them after about so many steps of Adam on minibatches of 64, whole epochs of them.

    x  (S, N, D), y (S, N) classes or (S, N, 1) numbers: each network has its own examples

    The loss is the sum of the networks' losses. Each parameter meets the loss of its own network only, and Adam treats
    every number by itself, so this is the same as to train each alone.
    """
    count, size = len(x), x.shape[1]
    return fit(
        first, lambda prediction, target: count * loss(prediction, target), np.swapaxes(x, 0, 1), np.swapaxes(y, 0, 1),
        optimizer=Adam(lr=lr), epochs=math.ceil(steps / math.ceil(size / BATCH)), batch_size=BATCH, rng=rng,
        watch=watch or Watch(),
    )  # fmt: skip


def answers(models: Networks, x: np.ndarray) -> np.ndarray:
    """The class that each network gives its own examples: x (S, N, D) -> (S, N)."""
    return models(np.swapaxes(x, 0, 1)).value.argmax(axis=-1).T
