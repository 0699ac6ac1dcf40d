"""Regularization: what pulls the weights, what shakes them, what each cure is worth, and why a peak comes and goes."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import by_hand
import numpy as np
from bowl import Bowl, Gap, bowl, gap
from cures import (
    BATCH,
    CLEAR,
    DECAY,
    L1,
    LR,
    MEMBERS,
    PATIENCE,
    SMOOTHING,
    TIMES,
    Cures,
    cures,
)
from descent import Descent, Waves, descent, waves
from fan import TIMES as MORE
from fan import ByHand, Fan, fan
from fan import by_hand as shrunk_mean
from forgotten import Forgotten, forgotten
from masks import Masks, masks
from sparse import Sparse, sparse

from deckwright.lesson import Range
from dlcore import EarlyStopping, l2_shrinkage, soft_threshold
from pictures import Pictures, pictures


@dataclass(frozen=True)
class Settings:
    """What the captions say about the trainings."""

    lr: float
    batch: int
    epochs: int
    strength: float
    strong: float
    times: int
    l1: float
    decay: float
    rate: float
    smoothing: float
    patience: int
    members: int
    clear: float
    runs: int


@dataclass(frozen=True)
class Code:
    """The programs on the slides, and whether they give what they should."""

    step: str
    steps_agree: bool
    slip: str
    stop: str
    stops_agree: bool


@dataclass(frozen=True)
class Shapes:
    """One weight with curvature one: what each penalty makes of it."""

    w: np.ndarray
    curves: dict[str, np.ndarray]


@dataclass(frozen=True)
class Patience:
    """One row of held-out losses, and where two patiences stop; epochs count from one."""

    told: str
    short: int
    short_end: int
    short_best: int
    short_loss: float
    long: int
    long_end: int
    long_best: int
    long_loss: float


@dataclass(frozen=True)
class Conventions:
    """One number under four conventions: what is left of a weight after a step with no gradient."""

    number: float
    lr: float
    examples: int
    rows: list[tuple[str, float]]


@dataclass(frozen=True)
class Regularization:
    """Everything the lecture shows."""

    settings: Settings
    fan: Fan
    more: Fan
    shrunk: ByHand
    bowl: Bowl
    gap: Gap
    shapes: Shapes
    sparse: Sparse
    masks: Masks
    forgotten: Forgotten
    pictures: Pictures
    cures: Cures
    descent: Descent
    waves: Waves
    conventions: Conventions
    patience: Patience
    code: Code


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    noise: Annotated[float, Range(0.2, 0.6)] = 0.4,
    alpha: Annotated[float, Range(0.25, 4.0)] = 1.0,
    steps: Annotated[int, Range(5, 20)] = 10,
    examples: Annotated[int, Range(60, 150)] = 100,
    hidden: Annotated[int, Range(16, 128)] = 64,
    epochs: Annotated[int, Range(80, 200)] = 100,
    strength: Annotated[float, Range(0.0005, 0.01)] = 0.003,
    rate: Annotated[float, Range(0.1, 0.8)] = 0.5,
    runs: Annotated[int, Range(3, 20)] = 10,
) -> Regularization:
    """A bowl with a penalty ``alpha``; ``runs`` draws of ``examples`` digits, each with every cure."""
    return Regularization(
        settings=Settings(
            LR, BATCH, epochs, strength, TIMES * strength, TIMES, L1, DECAY, rate, SMOOTHING, PATIENCE, MEMBERS, CLEAR,
            runs,
        ),
        fan=fan(12, noise, seed), more=fan(MORE * 12, noise, seed), shrunk=shrunk_mean(),
        bowl=bowl(alpha, steps), gap=gap(), shapes=shapes(), sparse=sparse(examples, hidden, epochs, seed),
        masks=masks(), forgotten=forgotten(examples, hidden, epochs, rate, seed), pictures=pictures(seed),
        cures=cures(examples, hidden, epochs, strength, rate, runs, seed), descent=descent(seed), waves=waves(seed),
        conventions=conventions(), patience=patience(), code=code(),
    )  # fmt: skip


def conventions(number: float = 0.01, lr: float = 0.1, examples: int = 100) -> Conventions:
    """What a weight of 1 becomes in one step of gradient descent whose loss says nothing."""
    return Conventions(
        number, lr, examples,
        [
            (r"$\tfrac{\lambda}{2} \sum w^2$ in the loss", 1 - lr * number),
            (r"$\lambda \sum w^2$ in the loss", 1 - 2 * lr * number),
            (r"$\tfrac{\lambda}{2N} \sum w^2$ in the loss", 1 - lr * number / examples),
            (r"decay, $w \leftarrow w - \eta \lambda w$", 1 - lr * number),
            (r"decay, $w \leftarrow w - \lambda w$", 1 - number),
        ],
    )  # fmt: skip


def shapes(strength: float = 1.0) -> Shapes:
    """L2 leaves a share, L1 subtracts."""
    w = np.linspace(-3.0, 3.0, 61)
    share = l2_shrinkage([1.0], strength).value
    return Shapes(w, {"no penalty": w, "L2": share * w, "L1": soft_threshold(w, strength).value})


LOSSES = (0.9, 0.5, 0.6, 0.55, 0.4, 0.7, 0.8, 0.9)


def patience(short: int = 2, long: int = 3) -> Patience:
    """Both on the same losses."""
    found = []
    for wait in (short, long):
        rule = EarlyStopping(patience=wait)
        end = rule.stops_at(list(LOSSES))
        assert end is not None
        best = rule.best(list(LOSSES[: end + 1]))
        found += [wait, end + 1, best + 1, LOSSES[best]]
    return Patience(", ".join(f"{loss:g}" for loss in LOSSES), *found)


def code(seed: int = 1) -> Code:
    """Run the programs beside dlcore."""
    rng = np.random.default_rng(seed)
    W, x = rng.normal(size=(2, 5)), rng.normal(size=5)
    seen = []

    def gradient(W: np.ndarray, x: np.ndarray) -> np.ndarray:
        seen.append(x)
        return np.outer(W @ x, x)

    stepped = by_hand.step(W, x, gradient, 0.1, 0.01, 0.5, np.random.default_rng(seed))
    mask = np.random.default_rng(seed).random(5) >= 0.5
    agree = np.allclose(seen[0], 2 * x * mask) and np.allclose(
        stepped, W * (1 - 0.1 * 0.01) - 0.1 * np.outer(W @ seen[0], seen[0])
    )
    losses, rule = list(LOSSES), EarlyStopping(patience=3)
    best, end = by_hand.stop_early(losses, 3)
    stops = end == rule.stops_at(losses) and best == rule.best(losses[: end + 1])
    return Code(
        inspect.getsource(by_hand.step), bool(agree), inspect.getsource(by_hand.dropout),
        inspect.getsource(by_hand.stop_early), bool(stops),
    )  # fmt: skip
