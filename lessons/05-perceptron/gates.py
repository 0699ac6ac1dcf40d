"""AND, OR and NAND, learned from mistakes: every correction, the bound on their number, and other orders and rates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import NovikoffBound, PerceptronHistory, Tensor, novikoff_bound, perceptron, widest_margin
from dlcore.datasets.xor import CORNERS
from dlcore.perceptron import Presentation

TARGETS = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0)}
ORDERS = 200
FRAME = (-0.5, 1.5)  # limits of the plane in which lines are drawn


@dataclass(frozen=True)
class Gate:
    """One gate: how it was learned, and what was promised beforehand.

    margin    the separator that keeps the greatest distance, scaled so that its closest examples have z = 1 or -1
    counter   0 up to the number of corrections
    orders    corrections with the examples shuffled in each round, once for each seed
    """

    name: str
    targets: tuple[int, ...]
    learned: PerceptronHistory
    bound: NovikoffBound
    margin: np.ndarray
    orders: np.ndarray
    counter: np.ndarray

    @property
    def updates(self) -> tuple[Presentation, ...]:
        """The presentations at which something was learned."""
        return self.learned.updates

    @property
    def corrections(self) -> int:
        """How many mistakes it made until it stopped."""
        return len(self.learned.updates)

    @property
    def rounds(self) -> int:
        """How many rounds it took, the last one without a mistake."""
        return len(self.learned.mistakes)

    @property
    def by_hand(self) -> list[list[object]]:
        """A row for each correction: round, example, z, answer, target, weights and bias afterward."""
        return [correction_row(p) for p in self.updates]

    @property
    def last_round(self) -> list[float]:
        """z of the four examples at the end."""
        return [float(z) for z in CORNERS @ self.learned.w + self.learned.b]

    @property
    def weights(self) -> str:
        """What was learned, as (w_1, w_2; b)."""
        return triple(self.learned.w, self.learned.b)

    @property
    def widest(self) -> str:
        """The separator with the widest margin, as (w_1, w_2; b)."""
        return triple(self.margin[:2], self.margin[2])

    @property
    def length_squared(self) -> float:
        """Of the learned weights with the bias."""
        return float(self.learned.w @ self.learned.w + self.learned.b**2)

    @property
    def radius_squared(self) -> float:
        """The squared length of the longest example with its one."""
        return float(np.round(self.bound.radius.item() ** 2, 9))

    @property
    def histogram(self) -> dict[str, int]:
        """How many orders took each number of corrections."""
        return {str(n): int((self.orders == n).sum()) for n in range(self.orders.min(), self.orders.max() + 1)}

    def classify(self, x: np.ndarray) -> np.ndarray:
        """The learned answers, for a picture of the plane."""
        return self.learned.predict(x)

    @property
    def points(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The four examples by target, for a chart."""
        return by_target(self.targets)


def gate(name: str) -> Gate:
    """Learn a gate from zero weights at a rate of 1, in the order 00, 01, 10, 11."""
    targets = TARGETS[name]
    line = widest_margin(CORNERS, targets)
    scale = np.abs(np.column_stack([CORNERS, np.ones(4)]) @ line).min()
    history = perceptron(CORNERS, targets)
    return Gate(
        name=name,
        targets=targets,
        learned=history,
        counter=np.arange(len(history.updates) + 1),
        bound=novikoff_bound(CORNERS, targets, line),
        margin=np.round(line / scale, 9),
        orders=np.array([shuffled(targets, seed) for seed in range(ORDERS)]),
    )


def shuffled(targets: tuple[int, ...], seed: int) -> int:
    """Corrections until it stops, in an order of its own."""
    return int(perceptron(CORNERS, targets, rng=seed, record=False).mistakes.sum())


def correction_row(p: Presentation) -> list[object]:
    """A correction as a row of the table."""
    x = f"${p.x.value[0]:.0f}, {p.x.value[1]:.0f}$"
    return [p.epoch + 1, x, p.z.item(), int(p.y_hat.item()), int(p.y.item()), *p.w.value.tolist(), p.b.item()]


def triple(w: np.ndarray, b: float) -> str:
    """Weights and bias as they are told: (2, 1; -2)."""
    numbers = [f"{value:g}".replace("-", "−") for value in (*w, b)]
    return f"({numbers[0]}, {numbers[1]}; {numbers[2]})"


def by_target(targets: tuple[int, ...], x: np.ndarray = CORNERS) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Points by their target, for a chart."""
    y = np.array(targets)
    return {name: (x[y == k, 0], x[y == k, 1]) for k, name in enumerate(("no", "yes"))}


def line_in(frame: tuple[float, float], w: np.ndarray, b: float) -> tuple[list[float], list[float]]:
    """The two ends of w·x + b = 0 in a square frame; empty if the line does not cross it."""
    low, high = frame
    ends: list[tuple[float, float]] = []
    for a in (low, high):
        if w[1]:
            ends.append((a, -(w[0] * a + b) / w[1]))
        if w[0]:
            ends.append((-(w[1] * a + b) / w[0], a))
    inside = sorted({(round(p, 9), round(q, 9)) for p, q in ends if low <= p <= high and low <= q <= high})
    return [p for p, _ in inside], [q for _, q in inside]


@dataclass(frozen=True)
class Rate:
    """The same gate at another learning rate."""

    rate: float
    corrections: int
    w: Tensor

    @property
    def row(self) -> list[float]:
        """Rate, corrections, weights and bias."""
        return [self.rate, self.corrections, *self.w.value.tolist()]


@dataclass(frozen=True)
class Rates:
    """What the learning rate changes from zero weights: nothing but the scale, but for rounding."""

    runs: tuple[Rate, ...]
    same: bool  # the same number of corrections for all
    ratio: float  # of the weights at the last rate to those at the first

    @property
    def table(self) -> list[list[float]]:
        return [run.row for run in self.runs]


def rates(targets: tuple[int, ...], lr: float) -> Rates:
    """At 1, at half of it and at the given rate."""
    runs = tuple(at_rate(targets, rate) for rate in (1.0, 0.5, lr))
    largest = [float(np.abs(run.w.value).max()) for run in runs]
    return Rates(runs, len({run.corrections for run in runs}) == 1, largest[-1] / largest[0])


def at_rate(targets: tuple[int, ...], rate: float) -> Rate:
    """Learn at a rate."""
    learned = perceptron(CORNERS, targets, lr=rate, record=False)
    return Rate(rate, int(learned.mistakes.sum()), Tensor([*learned.w, learned.b], "w"))
