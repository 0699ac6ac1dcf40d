"""A record with the fields that BlameFlow reads, made in a few lines: a stand-in for the lesson's own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, gradients, half_squared_error, sigmoid


@dataclass(frozen=True)
class BlameRecord:
    """The 4-4-1 network on one example: forward, backward, one update, forward again."""

    x: Tensor
    y: Tensor
    W1: Tensor
    b1: Tensor
    z1: Tensor
    a1: Tensor
    W2: Tensor
    b2: Tensor
    z2: Tensor
    a2: Tensor
    loss: Tensor
    delta1: Tensor
    delta2: Tensor
    dW1: Tensor
    dW2: Tensor
    W1_new: Tensor
    W2_new: Tensor
    a1_new: Tensor
    a2_new: Tensor
    loss_new: Tensor
    lr: float


def _forward(x, y, W1, b1, W2, b2):
    z1 = (W1 @ x + b1).named("z^{(1)}")
    a1 = sigmoid(z1).named("a^{(1)}")
    z2 = (W2 @ a1 + b2).named("z^{(2)}")
    a2 = sigmoid(z2).named("a^{(2)}")
    return z1, a1, z2, a2, half_squared_error(a2, y).named("L")


def blame_record(seed: int = 1, lr: float = 0.5) -> BlameRecord:
    """Compute the record."""
    rng = np.random.default_rng(seed)
    x, y = Tensor([0.05, 0.1, 0.9, 0.4], "x"), Tensor([0.95], "y")
    W1, b1 = Tensor(rng.normal(0, 0.6, (4, 4)), "W^{(1)}"), Tensor(rng.normal(0, 0.1, 4), "b^{(1)}")
    W2, b2 = Tensor(rng.normal(0, 0.8, (1, 4)), "W^{(2)}"), Tensor(rng.normal(0, 0.1, 1), "b^{(2)}")
    z1, a1, z2, a2, loss = _forward(x, y, W1, b1, W2, b2)
    g = gradients(loss, [W1, b1, W2, b2, z1, z2])
    new = [(w - lr * g[w]).named(f"{w.name[:-1]},new}}") for w in (W1, b1, W2, b2)]
    _, a1_new, _, a2_new, loss_new = _forward(x, y, *new)
    return BlameRecord(x, y, W1, b1, z1, a1, W2, b2, z2, a2, loss, g[z1], g[z2], g[W1], g[W2], new[0], new[2], a1_new, a2_new,
                       loss_new, lr)
