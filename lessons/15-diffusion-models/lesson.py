"""A network that only guesses noise draws new data: the way there, the way back, and how good it could be at best."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import by_hand
import numpy as np
from bumps import bumps, distance, schedule
from cloud import Cloud, cloud
from dissolving import Dissolving, Schedules, dissolving, schedules
from drawing import Drawing, drawing
from guess import Guess, guess
from hand import Hand, hand
from paths import Paths, paths
from trained import Trained, trained
from walking import Slips, Walking, slips, walking

from deckwright.lesson import Range
from dlcore import Mixture, NoiseSchedule, OptimalPredictor


@dataclass(frozen=True)
class Code:
    """The programs on the slides, and how far what they draw is from the data; clean: without fresh noise."""

    example: str
    draw: str
    off: float
    clean: str
    clean_spread: float
    clean_off: float


@dataclass(frozen=True)
class DiffusionModels:
    """Everything the lecture shows."""

    cloud: Cloud
    forth: Dissolving
    schedules: Schedules
    hand: Hand
    guess: Guess
    networks: Trained
    back: Walking
    slips: Slips
    paths: Paths
    digits: Drawing
    code: Code
    T: int
    steps: int
    hidden: int
    narrow: float
    runs: int


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    T: Annotated[int, Range(40, 200)] = 100,
    steps: Annotated[int, Range(300, 4000)] = 2000,
    hidden: Annotated[int, Range(16, 64)] = 32,
    runs: Annotated[int, Range(2, 10)] = 10,
    narrow: Annotated[float, Range(0.08, 0.3)] = 0.15,
    noise: Annotated[float, Range(-2.0, 2.0)] = -0.5,
) -> DiffusionModels:
    """Bumps on a line, one ``narrow``, ``T`` steps of noise, ``runs`` networks; ``noise`` of the example by hand."""
    data, plan = bumps(narrow), schedule("linear", T)
    networks = trained(data, plan, steps, hidden, runs, seed)
    return DiffusionModels(
        cloud=cloud(seed), forth=dissolving(data, plan, seed), schedules=schedules(), hand=hand(noise),
        guess=guess(data, plan), networks=networks, back=walking(data, networks, seed),
        slips=slips(data, plan, seed), paths=paths(data, plan, seed), digits=drawing(seed),
        code=code(data, plan, seed), T=T, steps=steps, hidden=hidden, narrow=narrow, runs=runs,
    )  # fmt: skip


def code(data: Mixture, plan: NoiseSchedule, seed: int) -> Code:
    """Run the programs with the best guess."""
    best = OptimalPredictor(data, plan)
    drawn, clean = (
        program(best, plan.alpha_bar, 4000, np.random.default_rng([seed, 14]))
        for program in (by_hand.draw, by_hand.draw_clean)
    )
    return Code(
        inspect.getsource(by_hand.example), inspect.getsource(by_hand.draw), distance(drawn, data),
        inspect.getsource(by_hand.draw_clean), float(clean.std()), distance(clean, data),
    )  # fmt: skip
