"""What batch norm does to the blame at the start, and to the rates that a network bears."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from eighteen import BATCH, LAST, data

from dlcore import (
    GradientDescent,
    NonFiniteError,
    Tensor,
    TrainingStep,
    cross_entropy_with_logits,
    deep_mlp,
    gradients,
    total,
)

WIDTH, DEPTH, SEEDS = 200, 30, 10
RATES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
SHALLOW, SHALLOW_WIDTH, STEPS = 8, 32, 100
FACTOR = math.sqrt(math.pi / (math.pi - 1.0))  # of the blame for each layer back, at infinite width and batch


@dataclass(frozen=True)
class Explosion:
    """Root mean squares of the blame at each layer (depth,), as shares of the one at the last hidden layer."""

    layers: np.ndarray
    plain: np.ndarray
    normed: np.ndarray
    predicted: float = FACTOR
    width: int = WIDTH
    networks: int = SEEDS

    @property
    def factor(self) -> float:
        """By what the blame grows for each layer back, with batch norm."""
        return float((self.normed[0] / self.normed[-1]) ** (1 / (len(self.normed) - 1)))

    @property
    def plain_factor(self) -> float:
        """The same without."""
        return float((self.plain[0] / self.plain[-1]) ** (1 / (len(self.plain) - 1)))

    @property
    def chart(self) -> dict[str, np.ndarray]:
        """Both curves."""
        return {"batch norm": self.normed, "without norm": self.plain}


def explosion(seed: int) -> Explosion:
    """Networks of DEPTH layers with He's start; the logits are weighed by normal numbers; geometric mean of SEEDS."""
    plain, normed = (
        np.exp(np.mean([np.log(blame(norm, seed + k)) for k in range(SEEDS)], axis=0)) for norm in (None, "batch")
    )
    return Explosion(np.arange(1, DEPTH), plain / plain[-1], normed / normed[-1])


def blame(norm: str | None, seed: int) -> np.ndarray:
    """(DEPTH - 1,) root mean squares of the gradient at z^(l), l from 1."""
    rng = np.random.default_rng([seed, 163])
    network = deep_mlp(WIDTH, WIDTH, WIDTH, depth=DEPTH, rng=rng, norm=norm)
    z = network.forward(rng.standard_normal((WIDTH, WIDTH))).z
    found = gradients(total(z[-1] * Tensor(rng.standard_normal(z[-1].shape))), z[:-1])
    return np.array([np.sqrt((found[layer].value ** 2).mean()) for layer in z[:-1]])


@dataclass(frozen=True)
class Sweep:
    """Mean losses of the last minibatches by rate, one for each start; None after an overflow."""

    rates: tuple[float, ...]
    plain: list[list[float | None]]
    normed: list[list[float | None]]
    steps: int = STEPS
    depth: int = SHALLOW
    width: int = SHALLOW_WIDTH

    @property
    def starts(self) -> int:
        """Trainings at each rate."""
        return len(self.plain[0])

    @property
    def chart(self) -> dict[str, list[float | None]]:
        """Medians; None where most runs overflowed."""
        return {
            name: [_median(runs) for runs in found]
            for name, found in (("batch norm", self.normed), ("without norm", self.plain))
        }

    @property
    def verdict(self) -> str:
        """Where batch norm is ahead or behind in words; where the runs of both overlap it is a draw."""
        found: dict[str, list[str]] = {"behind": [], "a draw": [], "ahead": []}
        for lr, plain, normed in zip(self.rates, self.plain, self.normed):
            a, b = ([float("inf") if loss is None else loss for loss in runs] for runs in (plain, normed))
            kind = "ahead" if max(b) < min(a) else "behind" if max(a) < min(b) else "a draw"
            found[kind].append(f"{lr:g}")
        words = "; ".join(
            f"{'' if kind == 'a draw' else 'batch norm is '}{kind} at {', '.join(rates)}"
            for kind, rates in found.items()
            if rates
        )
        return f"{words[0].upper()}{words[1:]}."


def _median(runs: list[float | None]) -> float | None:
    known = [loss for loss in runs if loss is not None]
    return float(np.median(known)) if 2 * len(known) > len(runs) else None


def sweep(runs: int, seed: int) -> Sweep:
    """Plain gradient descent on minibatches with each rate, with and without batch norm."""
    plain, normed = ([[last(lr, norm, seed + k) for k in range(runs)] for lr in RATES] for norm in (None, "batch"))
    return Sweep(RATES, plain, normed)


def last(lr: float, norm: str | None, seed: int) -> float | None:
    """The mean loss of the last minibatches of one training."""
    parts, rng = data(seed), np.random.default_rng([seed, 164])
    first = deep_mlp(64, SHALLOW_WIDTH, 10, depth=SHALLOW, rng=seed, norm=norm)

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        return cross_entropy_with_logits(first.with_parameters(parameters)(x), y)

    step, losses = TrainingStep(objective, first.parameters, GradientDescent(lr)), []
    try:
        for _ in range(STEPS):
            rows = rng.choice(len(parts.x), BATCH, replace=False)
            losses.append(step(parts.x[rows], parts.y[rows]))
    except NonFiniteError:
        return None
    return float(np.mean(losses[-LAST:]))
