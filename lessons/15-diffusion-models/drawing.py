"""Digits drawn by a network that guesses noise in 64 pixels: are they copies, and what the clipping is for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import ddim_sample, ddpm_sample, train_diffusion
from dlcore.datasets import digits

from bumps import schedule  # isort: skip

STEPS, HIDDEN, T = 3000, 192, 100
SHOWN, MEASURED = 12, 200
FEW = (5, 20)


@dataclass(frozen=True)
class Way:
    """What a way of drawing gives: least and largest number, and the median distance to the nearest real digit."""

    name: str
    low: float
    high: float
    near: float


@dataclass(frozen=True)
class Drawing:
    """
    drawn, nearest  (SHOWN, 8, 8) pixels from 0 to 1: drawn digits, and the real digit nearest to each
    ways            with and without clipping
    real            the median distance of a real digit to the nearest other one
    """

    drawn: np.ndarray
    nearest: np.ndarray
    ways: tuple[Way, ...]
    real: float
    low: float
    high: float
    parameters: int
    steps: int = STEPS
    T: int = T
    measured: int = MEASURED

    @property
    def pairs(self) -> list[tuple[Way, Way]]:
        """Each way without clipping and with it."""
        half = len(self.ways) // 2
        return list(zip(self.ways[:half], self.ways[half:]))

    @property
    def rows(self) -> list[tuple[str, str, str, str]]:
        """Of the table: the way, its pixels, and how far its digits are off without clipping and with it."""
        return [
            (free.name, f"{free.low:.1f} to {free.high:.1f}".replace("-", "−"), f"{free.near:.2f}", f"{held.near:.2f}")
            for free, held in self.pairs
        ]

    @property
    def near(self) -> float:
        """Of the digits that are shown, and of as many more as are measured."""
        return self.ways[-1].near

    @property
    def pixels(self) -> int:
        """Of an image."""
        return self.drawn[0].size


def drawing(seed: int) -> Drawing:
    """Train once, draw in six ways."""
    images = digits()[0].reshape(-1, 64)
    middle, spread = images.mean(), images.std()
    x = (images - middle) / spread
    limits = (float(x.min()), float(x.max()))
    run = train_diffusion(x, schedule("linear", T), steps=STEPS, hidden=HIDDEN, rng=np.random.default_rng([seed, 10]))

    def draw(calls: int, clip: tuple[float, float] | None) -> np.ndarray:
        rng, shape = np.random.default_rng([seed, 11]), (MEASURED, 64)
        if calls == T:
            return ddpm_sample(run.schedule, run.model, shape, rng=rng, clip=clip)[-1]
        return ddim_sample(run.schedule, run.model, shape, steps=calls, rng=rng, clip=clip)[-1]

    made = {
        f"{'DDPM' if calls == T else 'DDIM'}, {calls} calls{', clipped' if clip else ''}": draw(calls, clip)
        for clip in (None, limits)
        for calls in (*FEW, T)
    }
    best = made[f"DDPM, {T} calls, clipped"][:SHOWN]
    nearest = apart(best, x).argmin(axis=1)
    others = apart(x[:MEASURED], x)
    others[np.arange(MEASURED), np.arange(MEASURED)] = np.inf
    return Drawing(
        (best * spread + middle).reshape(-1, 8, 8).clip(0, 1), images[nearest].reshape(-1, 8, 8),
        tuple(
            Way(name, float(d.min()), float(d.max()), float(np.median(apart(d, x).min(axis=1))))
            for name, d in made.items()
        ),
        float(np.median(others.min(axis=1))), *limits, run.model.parameter_count,
    )  # fmt: skip


def apart(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Root mean squared difference of each pair of images, (len(a), len(b))."""
    squares = (a**2).mean(axis=1)[:, None] + (b**2).mean(axis=1) - 2 * a @ b.T / a.shape[1]
    return np.sqrt(squares.clip(0))
