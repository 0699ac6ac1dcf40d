"""When learned features beat hand-made ones, what more data buys, and four cases in which to bet against a network."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import forward
import numpy as np
from causes import Causes, causes
from neighbors import Neighbors, neighbors
from players import HELD_OUT, splits
from products import Products, products
from questions import Questions, questions
from race import Race, race
from reasons import Reasons, reasons
from scale import Scale, scale
from seen import Seen, seen
from spiral import Spiral, spiral
from tables import Tables, tables

from deckwright.lesson import Range


@dataclass(frozen=True)
class WhyDeepLearning:
    """Everything the lecture shows."""

    seen: Seen
    race: Race
    causes: Causes
    questions: Questions
    products: Products
    reasons: Reasons
    spiral: Spiral
    neighbors: Neighbors
    tables: Tables
    scale: Scale
    hidden: int
    held_out: int
    code: str
    code_agrees: bool


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    runs: Annotated[int, Range(10, 20)] = 10,
    hidden: Annotated[int, Range(16, 64)] = 32,
    turns: Annotated[float, Range(0.3, 1.0)] = 0.64,
    useless: Annotated[int, Range(2, 20)] = 10,
) -> WhyDeepLearning:
    """``runs`` splits or draws each; networks with ``hidden`` units; arms of so many ``turns``; ``useless`` columns."""
    parts = splits(seed, runs)
    run = race(parts, hidden, seed)
    arms = spiral(turns, hidden, runs, seed)
    return WhyDeepLearning(
        seen=seen(parts, hidden, seed), race=run, causes=causes(run, parts, hidden, seed),
        questions=questions(run, parts, hidden, seed), products=products(parts, seed),
        reasons=reasons(parts, hidden, seed), spiral=arms, neighbors=neighbors(runs, seed),
        tables=tables(useless, runs, seed), scale=scale(hidden), hidden=hidden, held_out=HELD_OUT,
        code="\n\n".join(inspect.getsource(f).rstrip() for f in (forward.line, forward.hidden_layer)),
        code_agrees=agrees(arms),
    )  # fmt: skip


def agrees(arms: Spiral) -> bool:
    """Whether the lines of NumPy on the slide give what dlcore's networks give."""
    W, b = (p.value for p in arms.line.parameters)
    W1, b1, W2, b2 = (p.value for p in arms.network.parameters)
    one, two = forward.line(arms.points, W.T, b), forward.hidden_layer(arms.points, W1.T, b1, W2.T, b2)
    return bool(np.allclose(one, arms.line(arms.points).value) and np.allclose(two, arms.network(arms.points).value))
