"""The same images, other questions: where a hidden layer helps, and where a line is nearly enough."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from players import QUESTIONS, Player, Splits, errors, targets_of
from race import LINE, NETWORK, NEXT, Race

from dlcore.datasets import digits


@dataclass(frozen=True)
class Question:
    """One question: errors of the line and the network in percent, for each run."""

    name: str
    line: np.ndarray
    network: np.ndarray
    templates: int  # digits that share an answer, in the largest class

    @property
    def gain(self) -> float:
        """Points that the network saves, median against median."""
        return self.medians[0] - self.medians[1]

    @property
    def medians(self) -> tuple[float, float]:
        """Of the line and of the network, to a tenth."""
        return round(float(np.median(self.line)), 1), round(float(np.median(self.network)), 1)

    @property
    def ahead(self) -> int:
        """In how many runs the network makes fewer mistakes."""
        return int((self.network < self.line).sum())

    @property
    def row(self) -> list[object]:
        """Name, medians, and in how many runs the network is ahead."""
        return [self.name, *self.medians, self.ahead]


@dataclass(frozen=True)
class Questions:
    """All questions, on the same splits."""

    all: tuple[Question, ...]

    def __getitem__(self, name: str) -> Question:
        return next(q for q in self.all if q.name == name)

    @property
    def table(self) -> list[list[object]]:
        return [q.row for q in self.all]

    @property
    def chart(self) -> dict[str, list[float]]:
        """Medians by question."""
        return {"line on pixels": [q.medians[0] for q in self.all], "network": [q.medians[1] for q in self.all]}

    @property
    def by_gain(self) -> list[Question]:
        """From the least gain to the greatest."""
        return sorted(self.all, key=lambda q: q.gain)

    @property
    def names(self) -> list[str]:
        return [f"{q.name}?" for q in self.all]


def questions(run: Race, parts: Splits, hidden: int, seed: int) -> Questions:
    """The first question is the race's; the others are measured in the same way."""
    images = digits()[0].reshape(len(digits()[0]), -1)
    made = []
    for name in QUESTIONS:
        y = targets_of(name)
        if name == "even":
            line, network = (run.curves[p].errors[-1] for p in (LINE, NETWORK))
        else:
            line, network = (errors(Player(name, images, h), y, parts, NEXT, seed) for h in ((), (hidden,)))
        made.append(Question(name, line, network, most_shared(y)))
    return Questions(tuple(made))


def most_shared(y: np.ndarray) -> int:
    """How many digits share the answer that most of them share."""
    answer_of = [set(y[digits()[1] == digit].tolist()) for digit in range(10)]
    return max(sum(answer == {value} for answer in answer_of) for value in set(y.tolist()))
