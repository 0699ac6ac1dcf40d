"""Is one accuracy more than another, or could it be chance? The standard error, by formula and in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from data import HELD_OUT
from programs import Program, Programs

from deckwright.figures import fixed, percent
from dlcore import Tensor, standard_error
from dlcore.ops.elementary import sqrt

DIFFERENCE = 0.005  # half a percentage point


@dataclass(frozen=True)
class Apart:
    """Two accuracies on as many images: their difference in standard errors of a difference."""

    less: Program
    more: Program
    first: Tensor
    second: Tensor
    error: Tensor
    ratio: Tensor

    @property
    def told(self) -> bool:
        """Whether the images tell them apart: two standard errors or more."""
        return abs(self.ratio.item()) >= 2

    @property
    def row(self) -> list[object]:
        """For a table: which two, difference, its standard error, and how many of those it is."""
        difference = self.more.median - self.less.median
        return [
            f"{self.less.name}, {self.more.name}", percent(difference, 2), percent(self.error.item(), 2),
            fixed(self.ratio.item(), 1),
        ]  # fmt: skip


@dataclass(frozen=True)
class Chance:
    """The comparisons of the lecture, and how many images would tell half a percentage point.

    for_exercise  the same number of images for a program that is right nine times in ten, to tell one point
    """

    line_network: Apart
    network_deep: Apart
    needed: Tensor
    difference: float
    for_exercise: Tensor

    @property
    def rows(self) -> list[list[object]]:
        return [self.line_network.row, self.network_deep.row]


def apart(less: Program, more: Program) -> Apart:
    """The cautious comparison, as if each program had images of its own."""
    p, q = Tensor(less.median, "p"), Tensor(more.median, "q")
    first, second = (standard_error.tensor(t.item(), HELD_OUT) for t in (p, q))
    error = sqrt(first.named(r"\text{SE}_p") ** 2 + second.named(r"\text{SE}_q") ** 2).named(r"\text{SE}")
    return Apart(less, more, first, second, error, ((q - p) / error).named("r"))


def chance(programs: Programs) -> Chance:
    """The three programs on pixels."""
    return Chance(
        apart(programs.pixels, programs.hidden), apart(programs.hidden, programs.deep),
        needed(programs.hidden.median, DIFFERENCE), DIFFERENCE, needed(0.9, 0.01),
    )  # fmt: skip


def needed(p: float, difference: float) -> Tensor:
    """Images that make a difference two of its standard errors: 2 sqrt(2 p (1 - p) / N) = d, solved for N."""
    share, d = Tensor(p, "p"), Tensor(difference, "d")
    return (8.0 * share * (1.0 - share) / d**2).named("N")
