"""A tiny decoder trained by Adam with and without a warm-up, with its norms after the sum or before the branch."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from dlcore import (
    Adam,
    Alphabet,
    Cosine,
    Decoder,
    NonFiniteError,
    Schedule,
    Tensor,
    TrainingStep,
    cross_entropy_with_logits,
    decoder,
    text,
    warmup_cosine,
)

CHARACTERS, WINDOW, BATCH = 8_000, 24, 8
WIDTH, HEADS, BLOCKS = 24, 2, 2
SMALL, LARGE = 0.003, 0.03
LAST = 10  # the losses of so many last minibatches are averaged


@dataclass(frozen=True)
class Losses:
    """Mean losses of the last minibatches, one for each start."""

    norm: str
    lr: float
    without: np.ndarray
    warm: np.ndarray

    @property
    def helped(self) -> int:
        """In how many starts the warm-up gave the lower loss."""
        return int((self.warm < self.without).sum())


def fresh(V: int, pre_norm: bool, seed: int) -> Decoder:
    """A new decoder."""
    model = decoder(V=V, D=WIDTH, num_heads=HEADS, blocks=BLOCKS, longest=WINDOW, rng=seed)
    return replace(model, blocks=tuple(replace(block, pre_norm=pre_norm) for block in model.blocks))


def train(first: Decoder, codes: np.ndarray, schedule: Schedule, steps: int, seed: int) -> np.ndarray:
    """The loss of each minibatch before its step; after an overflow that of a guess."""
    rng = np.random.default_rng([seed, 161])

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        return cross_entropy_with_logits(first.with_parameters(parameters)(x), y)

    step, losses = (
        TrainingStep(objective, first.parameters, Adam(schedule)),
        np.full(steps, np.log(len(first.tokens.E))),
    )
    with suppress(NonFiniteError):  # it has burst: the losses from here on stay that of a guess
        for k in range(steps):
            starts = rng.integers(len(codes) - WINDOW, size=BATCH)
            windows = codes[starts[:, None] + np.arange(WINDOW + 1)]
            losses[k] = step(windows[:, :-1], windows[:, 1:])
    return losses


@dataclass(frozen=True)
class WarmUps:
    """Trainings with each norm and rate."""

    rows: tuple[Losses, ...]
    steps: int
    warm: int
    runs: int
    curves: dict[str, np.ndarray]
    schedules: dict[str, np.ndarray]
    guessing: float
    width: int = WIDTH
    blocks: int = BLOCKS

    def of(self, norm: str, lr: float) -> Losses:
        """One row."""
        return next(row for row in self.rows if (row.norm, row.lr) == (norm, lr))

    @property
    def table(self) -> list[list[object]]:
        """Norm, rate, median and range without and with, and who is ahead."""
        return [
            [row.norm, f"{row.lr:g}", spread(row.without), spread(row.warm), f"{row.helped} of {self.runs}"]
            for row in self.rows
        ]

    @property
    def large(self) -> Losses:
        """Post-norm at the large rate."""
        return self.of("post-norm", LARGE)

    @property
    def small(self) -> Losses:
        """Post-norm at the small rate."""
        return self.of("post-norm", SMALL)


def spread(losses: np.ndarray) -> str:
    """Median, least and most."""
    return f"{np.median(losses):.1f} ({losses.min():.1f}–{losses.max():.1f})"


def warmups(steps: int, warm: int, runs: int, seed: int) -> WarmUps:
    """Cosine alone against warm-up and cosine, of the same number of steps."""
    words = text(CHARACTERS, rng=seed)
    alphabet = Alphabet.of(words)
    codes = alphabet.encode(words)
    rows, curves = [], {}
    for name, pre in (("post-norm", False), ("pre-norm", True)):
        for lr in (SMALL, LARGE):
            found = []
            for schedule in (Cosine(lr, steps), warmup_cosine(lr, warmup=warm, steps=steps)):
                found.append(
                    [train(fresh(len(alphabet), pre, seed + k), codes, schedule, steps, seed + k) for k in range(runs)]
                )
            without, with_it = (np.array([losses[-LAST:].mean() for losses in group]) for group in found)
            rows.append(Losses(name, lr, without, with_it))
            if (name, lr) == ("post-norm", LARGE):
                curves = {"cosine alone": found[0][0], "warm-up, cosine": found[1][0]}
    schedules = {
        "cosine alone": Cosine(LARGE, steps).over(steps + 1),
        "warm-up, cosine": warmup_cosine(LARGE, warmup=warm, steps=steps).over(steps + 1),
    }
    return WarmUps(tuple(rows), steps, warm, runs, curves, schedules, float(np.log(len(alphabet))))
