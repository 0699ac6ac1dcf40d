"""Attention and Transformers: look it up instead of remembering it, what that costs, and what it draws by itself."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import by_hand
import numpy as np
from costs import Costs, costs
from hand import Hand, hand
from order import Order, order
from reversing import BATCH, RATES, SOLVED, Reversing, reversing
from scale import Scale, scale
from slips import Norms, norms
from writing import Writing, writing

from deckwright.lesson import Range

NORM_RUNS = 10


@dataclass(frozen=True)
class Code:
    """The programs on the slides, and what they give."""

    attention: str
    agrees: bool
    slip: str
    slip_row: np.ndarray
    slip_sum: float
    slip_agrees_on_equal: bool


@dataclass(frozen=True)
class Transformers:
    """Everything the lecture shows."""

    task: Reversing
    hand: Hand
    scale: Scale
    order: Order
    costs: Costs
    writing: Writing
    norms: Norms
    code: Code
    solved_below: float
    batch: int
    rates: dict[str, float]
    norm_runs: int
    temperature: float


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    letters: Annotated[int, Range(4, 12)] = 8,
    length: Annotated[int, Range(6, 16)] = 16,
    steps: Annotated[int, Range(50, 400)] = 120,
    runs: Annotated[int, Range(2, 10)] = 10,
    text_steps: Annotated[int, Range(20, 400)] = 200,
    text_runs: Annotated[int, Range(2, 6)] = 5,
    temperature: Annotated[float, Range(0.1, 0.9)] = 0.5,
) -> Transformers:
    """Words of ``length`` out of ``letters`` letters, ``runs`` starts; text for ``text_steps`` steps."""
    example = hand()
    return Transformers(
        task=reversing(letters, length, steps, runs, seed), hand=example, scale=scale(seed), order=order(seed),
        costs=costs(seed, NORM_RUNS), writing=writing(text_steps, text_runs, temperature, seed), norms=norms(),
        code=code(example), solved_below=SOLVED, batch=BATCH, rates=RATES, norm_runs=NORM_RUNS,
        temperature=temperature,
    )  # fmt: skip


def code(example: Hand) -> Code:
    """Run the programs on the numbers of the board."""
    Q, K, V = example.Q.value, example.K.value, example.V.value
    agrees = np.allclose(by_hand.attention(Q, K, V), example.look.output.value, rtol=1e-12)
    wrong = by_hand.mixed_up(Q, K, V)
    scores = example.look.scores.value
    grown = np.exp(scores)
    weights = grown / grown.sum(axis=0, keepdims=True)
    alike = np.array([[1.0, 0.0], [0.0, 1.0]])
    same = np.allclose(by_hand.mixed_up(alike, alike, alike), by_hand.attention(alike, alike, alike))
    return Code(
        inspect.getsource(by_hand.attention), bool(agrees), inspect.getsource(by_hand.mixed_up), wrong[1],
        float(weights[1].sum()), bool(same),
    )  # fmt: skip
