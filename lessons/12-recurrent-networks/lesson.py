"""Networks that read: why gradients fade through time, what a cell with gates changes, and who remembers in the end."""

from __future__ import annotations

import inspect
import math
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from by_hand import backward, lstm_step, read
from cell import BIASES, WEIGHTS, Cell, Keeping, cell, keeping
from characters import Writers, writers
from fading import Fading, fading
from gated import Gated, gated
from opened import Opened, opened
from recalling import BATCH, LR, SOLVED, WINNER, Recalling, recalling
from unrolled import Unrolled, unrolled

from deckwright.lesson import Range
from dlcore import Tensor, chrono_bias, half_life, log, sigmoid, softmax

SHORT = 20  # the shorter of the two lags
SCORES, NEXT = {"h": 1.0, "e": 2.2, "l": -3.0, "o": 4.1}, "e"  # after "h" of "hello", in Karpathy's figure


@dataclass(frozen=True)
class Rule:
    """The bias that keeps a number for T steps, and the gate that it gives."""

    T: Tensor
    bias: Tensor
    gate: Tensor
    wanted: Tensor


@dataclass(frozen=True)
class Hour:
    """The rule for as many steps as an hour has seconds."""

    bias: float
    gate: float
    half_life: float


@dataclass(frozen=True)
class Hello:
    """A published step of a character model: scores, the probability of the right letter, its loss."""

    scores: dict[str, float]
    probs: Tensor
    p: float
    loss: float
    best: str


@dataclass(frozen=True)
class Code:
    """The programs on the slides, and what they give."""

    read: str
    reads: bool
    lstm: str
    lstm_agrees: bool
    slip: str
    slip_dU: float


@dataclass(frozen=True)
class RecurrentNetworks:
    """Everything the lecture shows."""

    hand: Unrolled
    fading: Fading
    cell: Cell
    keeping: Keeping
    rule: Rule
    short: Recalling
    long: Recalling
    winner: str
    solved_below: float
    batch: int
    lr: float
    opened: Opened
    gru: Gated
    text: Writers
    hello: Hello
    hour: Hour
    code: Code


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    lag: Annotated[int, Range(30, 60)] = 50,
    runs: Annotated[int, Range(2, 20)] = 8,
    steps: Annotated[int, Range(50, 400)] = 150,
    text_runs: Annotated[int, Range(2, 6)] = 3,
) -> RecurrentNetworks:
    """Sequences of ``lag`` steps, ``runs`` starts of each network, at most ``steps`` steps of training."""
    far = recalling(lag, steps, runs, seed)
    hand, unit = unrolled(), cell()
    return RecurrentNetworks(
        hand=hand, fading=fading(seed), cell=unit, keeping=keeping(lag, chrono_bias(lag)), rule=rule(lag),
        short=recalling(SHORT, steps, runs, seed), long=far, winner=WINNER, solved_below=SOLVED, batch=BATCH, lr=LR,
        opened=opened(far, seed), gru=gated(), text=writers(text_runs, seed), hello=hello(), hour=hour(),
        code=code(hand, unit),
    )  # fmt: skip


def rule(lag: int) -> Rule:
    """b = ln(T - 1) and f = 1 - 1/T."""
    T = Tensor(float(lag), "T")
    bias = log(T - 1.0).named("b")
    return Rule(T, bias, sigmoid(bias).named("f"), (1.0 - 1.0 / T).named("f"))


def hour(T: int = 60 * 60) -> Hour:
    """b = ln(T - 1), f = 1 - 1/T, and the half-life."""
    gate = 1 - 1 / T
    return Hour(chrono_bias(T), gate, half_life(gate).item())


def hello() -> Hello:
    """The step after "h", when "e" is to come."""
    letters, scores = list(SCORES), Tensor(list(SCORES.values()), "z")
    probs = softmax(scores).named("p")
    p = float(probs.value[letters.index(NEXT)])
    return Hello(SCORES, probs, p, -math.log(p), letters[int(probs.value.argmax())])


def code(hand: Unrolled, unit: Cell) -> Code:
    """Run the programs on the numbers of the board."""
    x, states = np.array([[t.item()] for t in hand.x]), np.array([[t.item()] for t in hand.h])
    W, U = np.array([[hand.W.item()]]), np.array([[hand.U.item()]])
    reads = np.allclose(read(x, W, U, np.zeros(1)), states, rtol=1e-12)
    h = c = np.zeros(1)
    weights, biases = np.array([[WEIGHTS[g]] for g in "ifgo"]), np.array([BIASES[g] for g in "ifgo"])
    for value in unit.x:
        h, c = lstm_step(np.array([value]), h, c, weights, np.zeros((4, 1)), biases)
    agrees = np.allclose([h[0], c[0]], [unit.steps[-1].h.item(), unit.steps[-1].c.item()], rtol=1e-12)
    slip = backward(np.array([hand.dh.item()]), states, U)
    return Code(
        inspect.getsource(read), bool(reads), inspect.getsource(lstm_step), bool(agrees), inspect.getsource(backward),
        float(slip[0, 0]),
    )  # fmt: skip
