"""Two heaps of one width: the best discriminator is a logistic regression, and the divergence goes flat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import (
    Adam,
    Cosine,
    Mixture,
    Tensor,
    TrainingStep,
    discriminator_loss,
    exp,
    game_value,
    gradients,
    jensen_shannon,
    mlp,
    optimal_discriminator,
    wasserstein_of_densities,
)

APART, STEPS, BATCH = 2.0, 400, 512
GRID = np.linspace(-8.0, 16.0, 2401)
DX = float(GRID[1] - GRID[0])
DISTANCES = np.linspace(0.0, 8.0, 33)
SHOWN = (0.0, 1.0, 2.0, 4.0, 8.0)


@dataclass(frozen=True)
class Learned:
    """A logistic regression trained to tell the heaps apart, beside the exact answer.

    slope, shift  of its score slope x + shift
    """

    slope: float
    shift: float
    exact_slope: float
    exact_shift: float
    value: float
    exact_value: float


@dataclass(frozen=True)
class Flat:
    """Divergence, its slope, and the Wasserstein distance of heaps so far apart."""

    apart: float
    divergence: float
    slope: float
    W1: float


@dataclass(frozen=True)
class Normals:
    """Both heaps, what was learned, and the distances."""

    x: np.ndarray
    curves: dict[str, np.ndarray]
    steps: int
    batch: int
    learned: Learned
    rows: tuple[Flat, ...]
    distances: np.ndarray
    divergence: np.ndarray
    W1: np.ndarray
    slope: np.ndarray
    ceiling: float

    @property
    def at(self) -> dict[float, Flat]:
        """Rows by how far apart."""
        return {row.apart: row for row in self.rows}


def normals(seed: int) -> Normals:
    """Data around zero, made samples around two."""
    x = np.linspace(-3.0, 5.0, 81)
    p, q = density(x, 0.0), density(x, APART)
    curves = {"data": p, "made": q, "$D^*$": optimal_discriminator(p, q).value}
    measured = [flat(m) for m in DISTANCES]
    return Normals(
        x, curves, STEPS, BATCH, learned(seed), tuple(flat(m) for m in SHOWN), DISTANCES,
        np.array([row.divergence for row in measured]), np.array([row.W1 for row in measured]),
        np.array([row.slope for row in measured]), float(np.log(2.0)),
    )  # fmt: skip


def density(x: np.ndarray, mean: float) -> np.ndarray:
    """A unit normal."""
    return Mixture((mean,), (1.0,)).density(x)


def learned(seed: int) -> Learned:
    """Train one neuron with the labels that we make ourselves."""
    rng = np.random.default_rng([seed, 14])
    neuron = mlp([1, 1], rng=rng)

    def cost(parameters: tuple[Tensor, ...], real: Tensor, made: Tensor) -> Tensor:
        return discriminator_loss(neuron.with_parameters(parameters), real, made, 0.0)

    step = TrainingStep(cost, neuron.parameters, Adam(Cosine(0.1, steps=STEPS)))
    for _ in range(STEPS):
        step(rng.standard_normal((BATCH, 1)), APART + rng.standard_normal((BATCH, 1)))
    (slope,), shift = step.parameters[0].value[0], step.parameters[1].value[0]
    p, q = density(GRID, 0.0), density(GRID, APART)
    answers = 1.0 / (1.0 + np.exp(-(slope * GRID + shift)))
    best = game_value(p, q, optimal_discriminator(p, q), DX).item()
    return Learned(
        float(slope), float(shift), -APART, APART**2 / 2, game_value(p, q, answers, DX).item(), best
    )  # fmt: skip


def flat(apart: float) -> Flat:
    """The divergence and its slope with respect to the distance."""
    m = Tensor(float(apart), "m")
    p = density(GRID, 0.0)
    q = exp(-((Tensor(GRID) - m) ** 2) / 2.0) * (1.0 / np.sqrt(2.0 * np.pi))
    divergence = jensen_shannon(p, q, DX)
    slope = gradients(divergence, [m])[m].item()
    return Flat(float(apart), max(divergence.item(), 0.0), slope, wasserstein_of_densities(p, q, DX).item())
