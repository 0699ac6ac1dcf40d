"""Softmax by hand, moved by a constant, overflowing, cooled and heated, and differentiated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, gradients, softmax
from dlcore.ops.elementary import exp


@dataclass(frozen=True)
class Overflow:
    """The same three logits a large constant higher: what the plain formula gives in floating point."""

    logits: tuple[float, ...]
    powers: tuple[str, ...]
    plain: tuple[str, ...]
    shifted: tuple[float, ...]
    safe: tuple[float, ...]

    @property
    def table(self) -> list[list[object]]:
        """One row for each logit."""
        return [list(row) for row in zip(self.logits, self.powers, self.plain, self.shifted, self.safe)]


@dataclass(frozen=True)
class Temperature:
    """Probabilities at many temperatures, from cold to hot."""

    values: np.ndarray  # (n,)
    powers: np.ndarray  # (n, C): e to the logits, divided by the temperature
    totals: np.ndarray  # (n,)
    probs: np.ndarray  # (n, C)


@dataclass(frozen=True)
class Softmaxes:
    """Everything about softmax that the lecture shows."""

    z: Tensor
    powers: Tensor
    total: Tensor
    p: Tensor
    highest: int
    jacobian: Tensor
    row_sums: np.ndarray
    overflow: Overflow
    temperature: Temperature
    largest: Tensor  # float64's largest power of e that is finite

    @property
    def table(self) -> list[list[object]]:
        """Logit, power, probability."""
        return [[self.z[k], self.powers[k], self.p[k]] for k in range(len(self.z))]

    @property
    def names(self) -> list[str]:
        """Names of the classes for a chart."""
        return [f"class {k + 1}" for k in range(len(self.z))]


def softmaxes(logits: tuple[float, ...], shift: float) -> Softmaxes:
    """Softmax of a few logits."""
    z = Tensor(logits, "z")
    powers = exp(z).named("e^{z}")
    p = softmax(z).named("p")
    jacobian = np.stack([gradients(p[i], [z])[z].value for i in range(len(z))])
    limit = np.floor(np.log(np.finfo(np.float64).max) * 10) / 10
    return Softmaxes(
        z, powers, Tensor(powers.value.sum(), "s"), p, int(np.argmax(logits)),
        Tensor(jacobian, "J"), jacobian.sum(axis=1),
        overflow(z.value, shift), temperature(z.value), Tensor(limit),
    )  # fmt: skip


def overflow(z: np.ndarray, shift: float) -> Overflow:
    """e to large numbers is infinite in floating point, and infinite by infinite is not a number."""
    high = z + shift
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(high)
        plain = powers / powers.sum()
    return Overflow(
        tuple(map(float, high)), tuple(map(in_words, powers)), tuple(map(in_words, plain)),
        tuple(map(float, high - high.max())), tuple(map(float, softmax(high).value)),
    )  # fmt: skip


def in_words(number: float) -> str:
    """A number as Python prints it: inf and nan are what a student sees."""
    return str(float(number))


def temperature(z: np.ndarray, coldest: float = 0.2, hottest: float = 5.0, count: int = 121) -> Temperature:
    """From cold to hot in equal steps of the logarithm."""
    values = np.geomspace(coldest, hottest, count)
    probs = np.stack([softmax(z, temperature=float(t)).value for t in values])
    powers = np.stack([np.exp(z / t) for t in values])
    return Temperature(values, powers, powers.sum(axis=1), probs)
