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
from floors import LR, Floors, eight, floors
from rates import Rates, rates
from search import Search, search
from seeds import Seeds, seeds
from sixteen import Sixteen, sixteen
from start import Start, start
from wires import Wires, wires

from deckwright.lesson import Range
from dlcore import Adam, TrainingStep, cross_entropy_with_logits


@dataclass(frozen=True)
class Code:
    """The programs on the slides, and what they give."""

    checks: str
    expected: float
    first: float
    last: float
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
    lr: Annotated[float, Range(0.03, 0.05)] = 0.04,
    epochs: Annotated[int, Range(12, 20)] = 15,
    runs: Annotated[int, Range(10, 40)] = 20,
    held_out: Annotated[int, Range(200, 600)] = 397,
    ablation_runs: Annotated[int, Range(5, 10)] = 8,
) -> Recipes:
    """``classes`` of the digits, ``hidden`` units; curves at ``lr``; ``runs`` seeds measured on ``held_out`` images."""
    return Recipes(
        start=start(seed, classes, hidden, runs), bias=bias(seed, hidden), floors=floors(seed, classes, hidden, 200),
        wires=wires(seed, hidden), curves=curves(seed, hidden, lr, epochs, held_out),
        rates=rates(seed, hidden, held_out), dial=dial(seed, hidden), seeds=seeds(seed, hidden, runs, held_out),
        ablation=ablation(seed, ablation_runs), search=search(seed), sixteen=sixteen(seed, hidden),
        code=code(seed, classes, hidden), images=TRAINED_ON, hidden=hidden, held_out=held_out,
    )  # fmt: skip


def code(seed: int, classes: int, hidden: int) -> Code:
    """Run the programs: the checks on the eight digits, and the sum in float16."""
    network, x, y = eight(seed, classes, hidden)

    def objective(parameters, x, y):
        return cross_entropy_with_logits(network.with_parameters(parameters)(x), y)

    step = TrainingStep(objective, network.parameters, Adam(LR))
    expected, first, last = (float(v) for v in by_hand.checks(lambda x: network(x).value, step, x, y))
    half = float(by_hand.total(0.001, 10_000, np.float16))
    return Code(
        inspect.getsource(by_hand.checks), expected, first, last, inspect.getsource(by_hand.total), half
    )  # fmt: skip
