"""Generative adversarial networks: make, criticize, what the critic's loss is worth, and why two players turn."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import by_hand
import numpy as np
from circling import Circling, circling
from four_bars import FourBars, four_bars
from games import Games, games
from normals import Normals, normals
from slips import Published, published
from stuck import FAR, HEAD_START, RATE, ROUNDS, Slopes, Stuck, slopes, stuck

from deckwright.lesson import Range
from dlcore import GAN_LOSSES, Tensor

REAL, FAKE = np.array([2.0, 0.5]), np.array([-1.0, 0.3])  # scores, for the program on the slide


@dataclass(frozen=True)
class Code:
    """The programs on the slides, and what they give for some scores."""

    losses: str
    agrees: bool
    slip: str
    slip_pulls: bool


@dataclass(frozen=True)
class Far:
    """The setting of the game in which the generator is stuck."""

    apart: float
    head_start: int
    rounds: int
    rate: float


@dataclass(frozen=True)
class GenerativeAdversarialNetworks:
    """Everything the lecture shows."""

    bars: FourBars
    normals: Normals
    slopes: Slopes
    stuck: Stuck
    far: Far
    circling: Circling
    games: Games
    published: Published
    code: Code
    quarter_log: float
    log2: float


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    modes: Annotated[float, Range(1.5, 3.0)] = 2.0,
    rounds: Annotated[int, Range(60, 300)] = 120,
    generator_steps: Annotated[int, Range(5, 20)] = 15,
    runs: Annotated[int, Range(2, 20)] = 10,
    rate: Annotated[float, Range(0.1, 0.8)] = 0.5,
    small: Annotated[float, Range(0.05, 0.15)] = 0.1,
    gamma: Annotated[float, Range(0.3, 2.0)] = 1.0,
) -> GenerativeAdversarialNetworks:
    """Modes at minus and plus ``modes``; ``runs`` games of ``rounds``; by hand at ``rate``; R1 with ``gamma``."""
    return GenerativeAdversarialNetworks(
        bars=four_bars(), normals=normals(seed), slopes=slopes(), stuck=stuck(runs, seed),
        far=Far(FAR, HEAD_START, ROUNDS, RATE), circling=circling(rate, small, gamma),
        games=games(modes, rounds, generator_steps, runs, seed), published=published(), code=code(),
        quarter_log=float(np.log(4.0)), log2=float(np.log(2.0)),
    )  # fmt: skip


def code() -> Code:
    """Run the programs beside dlcore's losses."""
    rules = GAN_LOSSES["non-saturating"]
    ours = [rules.discriminator(Tensor(REAL), Tensor(FAKE)).item(), rules.generator(Tensor(FAKE)).item()]
    lower = by_hand.mixed_up(REAL, FAKE + 1.0)[0] < by_hand.mixed_up(REAL, FAKE)[0]
    return Code(
        "\n\n".join(inspect.getsource(f).rstrip() for f in (by_hand.softplus, by_hand.losses)),
        bool(np.allclose(by_hand.losses(REAL, FAKE), ours, rtol=1e-12)), inspect.getsource(by_hand.mixed_up),
        bool(lower),
    )  # fmt: skip
