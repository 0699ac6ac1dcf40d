"""Numbers as symptoms: what a loss should be, what each mistake does to it, how sure a result is, and a recipe."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import by_hand
import numpy as np
from ablation import Ablation, ablation
from bias import Bias, bias
from curves import Curves, curves
from data import TRAINED_ON
from dial import Turn, dial
from floors import Floors, floors
from rates import Rates, rates
from search import Search, search
from seeds import Seeds, seeds
from sixteen import Sixteen, sixteen
from start import Start, start
from wires import Wires, wires

from deckwright.lesson import Range


@dataclass(frozen=True)
class Code:
    """The programs on the slides, and what they give."""

    checks: str
    total: str
    half: float


@dataclass(frozen=True)
class Recipes:
    """Everything the lecture shows."""

    start: Start
    bias: Bias
    floors: Floors
    wires: Wires
    curves: Curves
    rates: Rates
    dial: tuple[Turn, ...]
    seeds: Seeds
    ablation: Ablation
    search: Search
    sixteen: Sixteen
    code: Code
    images: int
    hidden: int
    held_out: int


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    classes: Annotated[int, Range(5, 10)] = 10,
    hidden: Annotated[int, Range(48, 128)] = 64,
    lr: Annotated[float, Range(0.05, 0.2)] = 0.1,
    epochs: Annotated[int, Range(10, 20)] = 15,
    runs: Annotated[int, Range(10, 40)] = 20,
    held_out: Annotated[int, Range(200, 600)] = 397,
    ablation_runs: Annotated[int, Range(5, 10)] = 8,
) -> Recipes:
    """``classes`` of the digits, ``hidden`` units; curves at ``lr``; ``runs`` seeds measured on ``held_out`` images."""
    return Recipes(
        start=start(seed, classes, hidden, runs), bias=bias(seed, hidden), floors=floors(seed, classes, hidden, 200),
        wires=wires(seed, hidden), curves=curves(seed, hidden, lr, epochs, held_out),
        rates=rates(seed, hidden, held_out), dial=dial(seed, hidden), seeds=seeds(seed, hidden, runs, held_out),
        ablation=ablation(seed, ablation_runs, 1797 - TRAINED_ON), search=search(seed), sixteen=sixteen(seed, hidden),
        code=code(), images=TRAINED_ON, hidden=hidden, held_out=held_out,
    )  # fmt: skip


def code() -> Code:
    """The programs, and the sum that the second one finds."""
    return Code(
        inspect.getsource(by_hand.checks),
        inspect.getsource(by_hand.total),
        float(by_hand.total(0.001, 10_000, np.float16)),
    )
