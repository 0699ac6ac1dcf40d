"""The lecture's numbers for a calculator: one unit, four numbers that are normalized, a schedule, a gradient cut."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from dlcore import (
    BatchNorm,
    ClipByNorm,
    ClipByValue,
    Tensor,
    WarmUp,
    add_all,
    glorot_normal,
    gradients,
    he_normal,
    layer_norm,
    rms_norm,
    sqrt,
    standardize,
    total,
    warmup_cosine,
)

WEIGHTS = (0.5, -0.5, 0.25, 0.25)
LAYERS = 10  # equal to that unit's
FOUR, BLAME = (1.0, 3.0, 3.0, 9.0), (1.0, 0.0, 0.0, 0.0)
KERAS = 0.01  # of the minibatch that counts by default: 1 - momentum
BATCH = [[1.0, 2.0, 3.0, 6.0], [3.0, 2.0, 9.0, 2.0], [5.0, 8.0, 3.0, 4.0]]
RATE, WARM, STEPS = 0.1, 5, 25
CUT = (3.0, 4.0)


@dataclass(frozen=True)
class Unit:
    """What one unit does to the variance, and ten layers of such units."""

    variance: Tensor
    halved: Tensor
    left: Tensor
    layers: int = LAYERS


@dataclass(frozen=True)
class Stds:
    """He's and Glorot's standard deviation for a layer with 64 inputs and 10 outputs."""

    he: Tensor
    glorot: Tensor


@dataclass(frozen=True)
class Normed:
    """Four numbers through batch norm, and a blame back through it."""

    z: tuple[Tensor, ...]
    mean: Tensor
    variance: Tensor
    std: Tensor
    hat: tuple[Tensor, ...]
    unbiased: float
    g: tuple[Tensor, ...]
    mean_g: Tensor
    along: Tensor
    back: tuple[Tensor, ...]
    checked: bool
    running_mean: Tensor
    running_variance: Tensor
    keras: float
    alone: dict[str, float]
    keras_momentum: float = 1 - KERAS


@dataclass(frozen=True)
class Axes:
    """One batch normalized three ways."""

    batch: np.ndarray
    by_batch: np.ndarray
    by_layer: np.ndarray
    by_rms: np.ndarray
    examples: tuple[str, ...] = ("1", "2", "3")
    units: tuple[str, ...] = ("$z_1$", "$z_2$", "$z_3$", "$z_4$")


@dataclass(frozen=True)
class Plan:
    """A warm-up and half a cosine."""

    rates: np.ndarray
    rise: Tensor
    middle: Tensor
    lr: float = RATE
    warm: int = WARM
    steps: int = STEPS


@dataclass(frozen=True)
class Cut:
    """A gradient of two numbers, shortened and clamped."""

    norm: Tensor
    short: tuple[Tensor, ...]
    rows: list[tuple[str, float, float, float]]


@dataclass(frozen=True)
class Hand:
    """All of it."""

    unit: Unit
    stds: Stds
    norm: Normed
    axes: Axes
    plan: Plan
    cut: Cut


def hand() -> Hand:
    """The examples."""
    return Hand(unit(), stds(), normed(), axes(), plan(), cut())


def unit() -> Unit:
    """Var z of independent inputs of variance 1, half of it after ReLU, and that ten times."""
    w = [Tensor(value, f"w_{k}") for k, value in enumerate(WEIGHTS, start=1)]
    variance = (w[0] ** 2 + w[1] ** 2 + w[2] ** 2 + w[3] ** 2).named(r"\text{Var}\, z")
    halved = (variance / 2.0).named(r"\mathbb{E}\, a^2")
    factor = Tensor(halved.item(), r"\mathbb{E}\, a^2")
    return Unit(variance, halved, (factor**LAYERS).named(r"\mathbb{E}\, a_{10}^2"))


def stds() -> Stds:
    """For a weight (10, 64)."""
    return Stds(he_normal.tensor((10, 64)), glorot_normal.tensor((10, 64)))


def normed() -> Normed:
    """Forward, back, and the running statistics."""
    z = [Tensor(value, f"z_{k}") for k, value in enumerate(FOUR, start=1)]
    g = [Tensor(value, f"g_{k}") for k, value in enumerate(BLAME, start=1)]
    n = float(len(z))
    mu = (add_all(z) / n).named(r"\mu")
    known = Tensor(mu.item(), r"\mu")
    variance = (add_all([(number - known) ** 2 for number in z]) / n).named(r"\sigma^2")
    std = sqrt(Tensor(variance.item(), r"\sigma^2")).named(r"\sigma")
    sigma = Tensor(std.item(), r"\sigma")
    hat = [((number - known) / sigma).named(rf"\hat{{z}}_{k}") for k, number in enumerate(z, start=1)]
    kept = [Tensor(number.item(), number.name) for number in hat]
    mean_g = (add_all(g) / n).named(r"\overline{g}")
    along = (add_all([a * b for a, b in zip(g, kept)]) / n).named(r"\overline{g\hat{z}}")
    bar, c = Tensor(mean_g.item(), r"\overline{g}"), Tensor(along.item(), r"\overline{g\hat{z}}")
    back = [
        ((a - bar - b * c) / sigma).named(rf"\frac{{\partial L}}{{\partial z_{k}}}")
        for k, (a, b) in enumerate(zip(g, kept), start=1)
    ]
    leaf = Tensor(FOUR, "z")
    auto = gradients(total(standardize(leaf, 0, eps=0.0) * Tensor(BLAME)), [leaf])[leaf].value
    seen = BatchNorm.of(1).seen(np.array(FOUR)[:, None])
    momentum = Tensor(seen.momentum, "m")
    unbiased = Tensor(float(np.var(FOUR, ddof=1)), "s^2")
    running_mean = ((1.0 - momentum) * Tensor(0.0, r"\mu_{\text{old}}") + momentum * Tensor(mu.item(), r"\mu")).named(
        r"\mu_{\text{new}}"
    )
    running_variance = ((1.0 - momentum) * Tensor(1.0, r"\sigma^2_{\text{old}}") + momentum * unbiased).named(
        r"\sigma^2_{\text{new}}"
    )
    agrees = np.allclose(auto, [part.item() for part in back]) and np.allclose(
        [seen.mean.value.item(), seen.variance.value.item()], [running_mean.item(), running_variance.item()]
    )
    return Normed(
        tuple(z), mu, variance, std, tuple(hat), unbiased.item(), tuple(g), mean_g, along, tuple(back), bool(agrees),
        running_mean, running_variance, KERAS * mu.item(), alone(),
    )  # fmt: skip


def alone(number: float = 3.0) -> dict[str, float]:
    """What becomes of one number in three minibatches."""
    batches = ((1.0, 3.0, 3.0, 9.0), (3.0, 5.0), (3.0, 1.0))
    return {
        ", ".join(f"{v:g}" for v in batch): float(standardize(batch, 0, eps=0.0).value[batch.index(number)])
        for batch in batches
    }


def axes() -> Axes:
    """Without eps, so that a calculator agrees."""
    batch = np.array(BATCH)
    return Axes(
        batch, standardize(batch, 0, eps=0.0).value, layer_norm(batch, eps=0.0).value, rms_norm(batch, eps=0.0).value
    )


def plan() -> Plan:
    """The rate over time, a step of the rise and one of the fall."""
    schedule: WarmUp = warmup_cosine(RATE, warmup=WARM, steps=STEPS)
    return Plan(schedule.over(STEPS + 1), schedule.tensor(1), schedule.tensor(15))


def cut() -> Cut:
    """To length 1, and each number to at most 1."""
    g = [Tensor(value, f"g_{k}") for k, value in enumerate(CUT, start=1)]
    short = ClipByNorm(1.0)(g)
    kinds = {"as it is": g, "by norm": short, "by value": ClipByValue(1.0)(g)}
    rows = [
        (name, *pair, math.degrees(math.atan2(pair[1], pair[0])))
        for name, pair in ((name, tuple(part.item() for part in found)) for name, found in kinds.items())
    ]
    norm = sqrt(g[0] ** 2 + g[1] ** 2).named(r"\lVert g \rVert")
    return Cut(norm, tuple(s.named(rf"\tilde{{g}}_{k}") for k, s in enumerate(short, 1)), rows)
