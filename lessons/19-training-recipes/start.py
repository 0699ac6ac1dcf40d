"""The loss before any training: ln K, and half the variance of the logits on top."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import images

from dlcore import Tensor, cross_entropy_with_logits, exp, log, mlp

KNOWN = {"yes or no": 2, "digits": 10, "letters and a blank": 27, "GPT-2’s tokens": 50_257}
TIMES = (0.1, 0.5, 1.0, 10.0)  # what the last layer's weights are multiplied by
LOGITS = (2.0, 0.0, 1.0)


@dataclass(frozen=True)
class ByHand:
    """One example with three logits: the start loss by the approximation, and the mean over its possible targets."""

    variance: Tensor
    expected: Tensor  # ln K + variance / 2
    exact: Tensor  # ln sum e^z - mean z


@dataclass(frozen=True)
class Start:
    """First losses of fresh networks, over several seeds.

    known      what ignorance costs, by the number of classes
    measured   by factor of the last layer's weights, (runs,)
    predicted  ln K + half the mean variance of an example's logits, likewise
    """

    classes: int
    known: dict[str, tuple[int, float]]
    measured: dict[float, np.ndarray]
    predicted: dict[float, np.ndarray]
    by_hand: ByHand

    @property
    def ignorance(self) -> float:
        """ln K."""
        return float(np.log(self.classes))

    @property
    def low(self) -> float:
        """Where a chart's axis begins: a multiple of one half below ln K."""
        return float(np.floor(2 * self.ignorance - 0.1) / 2)

    @property
    def rows(self) -> list[list[object]]:
        """Name, classes, ln K."""
        return [[name, *pair] for name, pair in self.known.items()]

    @property
    def boxes(self) -> dict[str, np.ndarray]:
        """Measured first losses for a chart."""
        return {f"× {factor:g}": self.measured[factor] for factor in (0.1, 0.5, 1.0)}

    @property
    def points(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Predicted against measured, and the line on which both are equal."""
        low, high = self.ignorance, max(self.measured[1.0].max(), self.predicted[1.0].max())
        made = {f"× {factor:g}": (self.predicted[factor], self.measured[factor]) for factor in (0.1, 0.5, 1.0)}
        return {**made, "equal": (np.array([low, high]), np.array([low, high]))}

    def miss(self, factor: float) -> float:
        """How far the approximation is off: the median."""
        return float(np.median(np.abs(self.predicted[factor] - self.measured[factor])))

    def median(self, factor: float) -> float:
        """Of the measured first losses."""
        return float(np.median(self.measured[factor]))


def start(seed: int, classes: int, hidden: int, runs: int) -> Start:
    """Fresh networks, never trained."""
    known = {name: (k, float(np.log(k))) for name, k in KNOWN.items()}
    logits = [first_logits(seed + k, classes, hidden) for k in range(runs)]
    measured = {t: np.array([cross_entropy_with_logits(t * z, y).item() for z, y in logits]) for t in TIMES}
    predicted = {t: np.array([np.log(classes) + (t * z).var(axis=1).mean() / 2 for z, _ in logits]) for t in TIMES}
    return Start(classes, known, measured, predicted, by_hand())


def first_logits(seed: int, classes: int, hidden: int) -> tuple[np.ndarray, np.ndarray]:
    """Logits and targets of a fresh network with two hidden layers, He's start."""
    parts = images(seed, 1, classes)
    return mlp([64, hidden, hidden, classes], rng=seed)(parts.x).value, parts.y


def by_hand() -> ByHand:
    """The numbers of the board."""
    logits = [Tensor(z, f"z_{k}") for k, z in enumerate(LOGITS, start=1)]
    center = Tensor(sum(LOGITS) / len(LOGITS), r"\bar{z}")
    squares = [(z - center) ** 2 for z in logits]
    variance = ((squares[0] + squares[1] + squares[2]) / 3.0).named("v")
    ignorance = log(Tensor(float(len(LOGITS)), "K"))
    expected = (ignorance + variance / 2.0).named(r"L_{\text{start}}")
    powers = [exp(z) for z in logits]
    exact = (log(powers[0] + powers[1] + powers[2]) - center).named(r"L_{\text{mean}}")
    return ByHand(variance, expected, exact)
