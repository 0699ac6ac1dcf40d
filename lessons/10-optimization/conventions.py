"""Momentum's three conventions on one steady gradient: the same two numbers, not the same walk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ravine import walk

from dlcore import Momentum
from dlcore.schedules import StepDecay

LR, STEPS = 0.1, 4


@dataclass(frozen=True)
class Convention:
    """How far one convention has gone after each step, against a gradient of 1."""

    name: str
    rule: str
    gone: np.ndarray


@dataclass(frozen=True)
class Conventions:
    """The three with equal numbers, the averaged one with its rate mended, and what a halved rate does."""

    rows: tuple[Convention, ...]
    mended_lr: float
    halved: dict[str, np.ndarray]
    lr: float = LR

    def table(self, steps: int) -> list[list[object]]:
        """Name, rule and how far each has gone after its first steps."""
        return [[row.name, row.rule, *row.gone[:steps].tolist()] for row in self.rows]


def compare(momentum: float) -> Conventions:
    """Walk with each convention."""
    mended = LR / (1 - momentum)
    rules = {
        "accumulated": r"$v = \mu v + g,\; \theta = \theta - \eta v$",
        "classical": r"$v = \mu v - \eta g,\; \theta = \theta + v$",
        "averaged": r"$v = \mu v + (1 - \mu) g,\; \theta = \theta - \eta v$",
    }
    rows = [Convention(name, rule, gone(Momentum(LR, momentum, convention=name))) for name, rule in rules.items()]
    rows.append(
        Convention(
            "averaged, mended",
            r"the same with $\eta / (1 - \mu)$",
            gone(Momentum(mended, momentum, convention="averaged")),
        )
    )
    halving = StepDecay(LR, every=2, factor=0.5)
    halved = {name: gone(Momentum(halving, momentum, convention=name)) for name in ("accumulated", "classical")}
    return Conventions(tuple(rows), mended, halved)


def gone(optimizer: Momentum) -> np.ndarray:
    """How far it has gone after each step against a steady gradient of 1."""
    return -walk(optimizer, np.ones_like, 0.0, STEPS)[1:]
