"""Is it a zero? One image in ten is: a network that first has to learn its bias, and one that is given it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import images

from dlcore import MLP, GradientDescent, Linear, Tensor, binary_cross_entropy_with_logits, fit, log, mlp

STEPS, LR, SMALL = 40, 0.05, 0.1
FRAUDS, GENUINE = 492.0, 284_315.0  # of the published example


@dataclass(frozen=True)
class Published:
    """A tutorial's expected first loss, and what its own bias gives."""

    bias: Tensor
    share: Tensor
    loss: Tensor  # entropy of the share
    rounded: Tensor  # entropy of the share as the tutorial rounds it


@dataclass(frozen=True)
class Bias:
    """Two runs from the same weights."""

    share: Tensor
    bias: Tensor
    entropy: Tensor
    zero: np.ndarray
    given: np.ndarray
    published: Published

    @property
    def chart(self) -> dict[str, np.ndarray]:
        """Losses before each step."""
        return {"bias zero": self.zero, "bias from the share": self.given}

    @property
    def caught_up(self) -> int:
        """Steps that the first run takes to get where the second begins."""
        below = np.flatnonzero(self.zero <= self.given[0])
        return int(below[0]) if len(below) else len(self.zero)


def bias(seed: int, hidden: int) -> Bias:
    """Full-batch gradient descent on "is it a zero?"."""
    parts = images(seed, 1)
    y = (parts.y == 0).astype(float)[:, None]
    positive, negative = Tensor(float(y.sum()), "N_1"), Tensor(float((1 - y).sum()), "N_0")
    share = (positive / (positive + negative)).named("p")
    wanted = log(positive / negative).named("b")
    entropy = binary_entropy(share).named("H")
    first = mlp([64, hidden, 1], rng=seed)
    zero, given = (losses(with_bias(first, b), parts.x, y) for b in (0.0, wanted.item()))
    return Bias(share, wanted, entropy, zero, given, published())


def with_bias(network: MLP, b: float) -> MLP:
    """The same network with a small last layer and a bias of choice."""
    *before, last = network.layers
    return MLP((*before, Linear(Tensor(SMALL * last.W.value, last.W.name), Tensor([b], "b"))))


def losses(network: MLP, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Before each step."""
    run = fit(network, binary_cross_entropy_with_logits, x, y, optimizer=GradientDescent(LR), epochs=STEPS)
    return run.history.losses


def binary_entropy(p: Tensor) -> Tensor:
    """What it costs to say the share each time."""
    return -p * log(p) - (1.0 - p) * log(1.0 - p)


def published() -> Published:
    """The example of frauds, and of a share that was rounded to four decimals."""
    frauds, genuine = Tensor(FRAUDS, "N_1"), Tensor(GENUINE, "N_0")
    share = (frauds / (frauds + genuine)).named("p")
    rounded = Tensor(0.0018, "p")
    return Published(
        log(frauds / genuine).named("b"), share, binary_entropy(share).named("H"), binary_entropy(rounded).named("H")
    )
