"""What one neuron learns from its mistakes, what it never can, and how a hidden layer folds the plane."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from circle import Circle, Reach, circle, reach
from clouds import Clouds, Promise, clouds
from counts import Counts, counts
from even import HIDDEN, Even, even
from fold import Fold, ThreeSteps, fold, three_steps
from gates import FRAME, TARGETS, Gate, Rates, line_in, rates
from gates import gate as learned
from joints import Sine, sine
from random_layer import RandomXor, random_xor
from rule import learn, learn_without_bias
from starts import STEPS, Starts, many_starts

from deckwright.lesson import Range
from dlcore import Tensor
from dlcore.datasets.xor import CORNERS


@dataclass(frozen=True)
class Lines:
    """What weights and bias do to the line w·x + b = 0: ends of lines by name, for the charts."""

    frame: tuple[float, float]
    turned: dict[str, tuple[list[float], list[float]]]
    shifted: dict[str, tuple[list[float], list[float]]]


@dataclass(frozen=True)
class Forgotten:
    """The rule with one line left out: mistakes in the last of many rounds, for OR and for AND."""

    code: str
    rounds: int
    on_or: int
    on_and: int


@dataclass(frozen=True)
class Perceptron:
    """Everything the lecture shows."""

    lines: Lines
    no_line: Callable[[np.ndarray], np.ndarray]
    gate: Gate
    gates: tuple[Gate, ...]
    rates: Rates
    lr: float
    chain: dict[str, Tensor]
    promise: Promise
    clouds: tuple[Clouds, ...]
    circle: Circle
    reach: tuple[Reach, ...]
    reach_shares: dict[str, float]
    steps: ThreeSteps
    fold: Fold
    starts: Starts
    training_steps: int
    random_xor: RandomXor
    even: Even
    hidden: int
    counts: Counts
    sine: Sine
    rule: str
    rule_agrees: bool
    forgotten: Forgotten


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    gate: Literal["AND", "OR", "NAND"] = "AND",
    lr: Annotated[float, Range(0.1, 20.0)] = 10.0,
    gap: Annotated[float, Range(0.8, 1.6)] = 1.0,
    starts: Annotated[int, Range(20, 400)] = 100,
    random_units: Annotated[int, Range(2, 512)] = 512,
    pieces: Annotated[int, Range(4, 32)] = 8,
) -> Perceptron:
    """A ``gate`` learned; clouds ``gap`` apart; ``starts`` networks for XOR; a perceptron behind ``random_units``."""
    gates = {name: learned(name) for name in ("AND", "OR", "NAND")}
    shown, functions = gates[gate], reach()
    return Perceptron(
        lines=lines(), no_line=no_line, gate=shown, gates=tuple(gates.values()), rates=rates(shown.targets, lr), lr=lr,
        chain=dict(shown.bound.chain([*shown.learned.w, shown.learned.b], shown.corrections)), promise=promise(shown),
        clouds=tuple(clouds(distance, seed) for distance in (gap, gap + 0.4)), circle=circle(),
        reach=functions, reach_shares={str(r.inputs): 100 * r.share for r in functions},
        steps=three_steps(), fold=fold(), starts=many_starts(starts, seed), training_steps=STEPS,
        random_xor=random_xor(seed), even=even(random_units, seed), hidden=HIDDEN, counts=counts(), sine=sine(pieces),
        rule=inspect.getsource(learn), rule_agrees=agrees(shown), forgotten=forgotten(),
    )  # fmt: skip


def lines() -> Lines:
    """Three directions of w with one bias, lines that all pass (0, 1); and three biases with one direction."""
    directions = {"$w = (1, 1)$": (1.0, 1.0), "$w = (0.5, 1)$": (0.5, 1.0), "$w = (0, 1)$": (0.0, 1.0)}
    biases = {"$b = -0.5$": -0.5, "$b = -1$": -1.0, "$b = -1.5$": -1.5}
    frame = (-1.0, FRAME[1])  # wide enough for all lines to end at the right, where their names stand
    return Lines(
        frame,
        {name: line_in(frame, np.array(w), -1.0) for name, w in directions.items()},
        {name: line_in(frame, np.array([1.0, 1.0]), b) for name, b in biases.items()},
    )


def no_line(x: np.ndarray) -> np.ndarray:
    """The answers before any line is drawn: no everywhere, for pictures of examples alone."""
    return np.zeros(len(x), dtype=int)


def promise(shown: Gate) -> Promise:
    """The two bounds on the way to where they cross."""
    margin, radius, most = shown.bound.margin.item(), shown.bound.radius.item(), shown.bound.bound.item()
    k = np.linspace(0.0, 10 * np.ceil(0.125 * most), 61)
    return Promise(k, k * margin, np.sqrt(k) * radius)


def agrees(shown: Gate) -> bool:
    """Whether the lines of NumPy on the slide learn the same weights."""
    w, b = learn(CORNERS, np.array(shown.targets, dtype=float))
    return bool((w == shown.learned.w).all() and b == shown.learned.b)


def forgotten(rounds: int = 100) -> Forgotten:
    """The rule that never learns its bias, on two gates."""
    on = {g: learn_without_bias(CORNERS, np.array(TARGETS[g], dtype=float), rounds)[1] for g in ("OR", "AND")}
    return Forgotten(inspect.getsource(learn_without_bias), rounds, on["OR"], on["AND"])
