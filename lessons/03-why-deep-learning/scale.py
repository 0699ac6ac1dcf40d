"""Scale in counts: parameters and multiply-adds of networks, and the errors of a contest's winners as published."""

from __future__ import annotations

from dataclasses import dataclass

from dlcore import alexnet, lenet5, multilayer_perceptron
from dlcore.architectures import alexnet_2012

WINNERS = {2010: 28.2, 2011: 25.8, 2012: 16.4, 2013: 11.7, 2014: 6.7, 2015: 3.57, 2016: 2.99, 2017: 2.25}
DEEP_FROM = 2012
HUMAN = 5.1


@dataclass(frozen=True)
class Scale:
    """Counts by dlcore, and the contest's numbers."""

    counts: tuple[tuple[str, int, int], ...]  # network, parameters, multiply-adds for an answer
    alexnet_2012: int
    winners: tuple[tuple[int, float], ...] = tuple(WINNERS.items())
    human: float = HUMAN
    with_supplied: float = 16.4
    with_extra: float = 15.3
    runner_up: float = 26.2

    @property
    def chart(self) -> dict[str, tuple[list[int], list[float]]]:
        """Errors before and since the first deep network."""
        before = [w for w in self.winners if w[0] < DEEP_FROM]
        since = [w for w in self.winners if w[0] >= DEEP_FROM]
        return {
            "features by hand": ([y for y, _ in before], [e for _, e in before]),
            "deep networks": ([y for y, _ in since], [e for _, e in since]),
        }

    @property
    def entries(self) -> list[list[object]]:
        """Three entries of 2012, as the results page lists them."""
        return [
            ["SuperVision (AlexNet)", self.with_extra, "extra images, too"],
            ["SuperVision (AlexNet)", self.with_supplied, "the supplied data"],
            ["ISI", self.runner_up, "the supplied data"],
        ]

    @property
    def table(self) -> list[list[object]]:
        return [list(row) for row in self.counts]

    @property
    def times(self) -> float:
        """How many times as many multiply-adds an answer of AlexNet takes as one of ours."""
        return self.counts[-1][2] / self.counts[0][2]


def scale(hidden: int) -> Scale:
    """Ours first."""
    ours = multilayer_perceptron((64, hidden, 2))
    tables = [(f"ours, 64-{hidden}-2", ours), ("LeNet-5", lenet5()), ("AlexNet, as used today", alexnet())]
    return Scale(tuple((name, t.parameters, t.multiply_adds) for name, t in tables), alexnet_2012().parameters)
