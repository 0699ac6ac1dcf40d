"""Polynomials refitted to the same places with new noise: a fan of curves, and the three parts of their error."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.polynomial import legendre

from dlcore import Tensor, bias_variance, ridge
from dlcore.datasets.curves import CURVES

CURVE, REFITS, DEGREES = "sine", 400, tuple(range(10))
SHOWN, DRAWN = (1, 9), 12  # degrees with a picture, beside the best one, and refits in each
GRID = np.linspace(-1.0, 1.0, 33)  # a chart takes all points of DRAWN refits in one line
TIMES = 4  # more examples, for the question


@dataclass(frozen=True)
class Fan:
    """The refits of every degree.

    points    training examples of each refit, evenly spaced
    fans      by degree (REFITS, P) what the refits predict on the grid: the degrees shown, and the best one
    parts     by name (degrees,): noise, bias squared and variance at the examples' places
    promised  (degrees,) the variance by the formula σ² p / N
    """

    points: int
    noise: float
    grid: np.ndarray
    truth: np.ndarray
    fans: dict[int, np.ndarray]
    parts: dict[str, np.ndarray]
    promised: np.ndarray

    @property
    def degrees(self) -> list[str]:
        return [str(d) for d in DEGREES]

    @property
    def error(self) -> np.ndarray:
        """(degrees,) the sum of the parts."""
        return sum(self.parts.values(), np.zeros(len(DEGREES)))

    @property
    def best(self) -> int:
        """The degree of the least error."""
        return DEGREES[int(self.error.argmin())]

    def lines(self, degree: int) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Some refits of a degree, drawn in one go, there and back; and the truth, for a chart.

        Programs don't agree on which line lies on top, so the truth is marked: marks are seen in any case.
        """
        made = self.fans[degree][:DRAWN]
        ways = [(self.grid, y) if k % 2 == 0 else (self.grid[::-1], y[::-1]) for k, y in enumerate(made)]
        x, y = (np.concatenate(parts) for parts in zip(*ways))
        return {"refits": (x, y), "truth": (self.grid[::2], self.truth[::2])}


def fan(points: int, noise: float, seed: int) -> Fan:
    """The same noise for all degrees."""
    x = np.linspace(-1.0, 1.0, points)
    truth_here, truth = CURVES[CURVE](x), CURVES[CURVE](GRID)
    y = truth_here + noise * np.random.default_rng([seed, points]).standard_normal((REFITS, points))
    made = {d: refits(x, y, d) for d in DEGREES}
    split = [bias_variance(here, truth_here, noise) for here, _ in made.values()]
    parts = {name: np.array([getattr(s, name).item() for s in split]) for name in ("noise", "bias", "variance")}
    promised = noise**2 * (np.array(DEGREES) + 1) / points
    found = Fan(points, noise, GRID, truth, {}, parts, promised)
    return replace(found, fans={d: made[d][1] for d in sorted({*SHOWN, found.best})})


def refits(x: np.ndarray, y: np.ndarray, degree: int) -> tuple[np.ndarray, np.ndarray]:
    """Least-squares polynomials at the examples' places (REFITS, N) and on the grid (REFITS, P)."""
    here, there = legendre.legvander(x, degree), legendre.legvander(GRID, degree)
    w = np.array([ridge(here, row) for row in y])  # (REFITS, degree + 1)
    return w @ here.T, w @ there.T


@dataclass(frozen=True)
class ByHand:
    """The simplest fit, the mean of N numbers, shrunk by a factor: bias squared, variance and their sum."""

    shrink: Tensor
    numbers: Tensor
    bias: Tensor
    variance: Tensor
    error: Tensor
    unshrunk: Tensor
    best_shrink: Tensor
    best: Tensor


def by_hand() -> ByHand:
    """True mean 2, standard deviation 4, four numbers: the plain mean and one shrunk to three quarters."""
    mu, sigma, N, c = Tensor(2.0, r"\mu"), Tensor(4.0, r"\sigma"), Tensor(4.0, "N"), Tensor(0.75, "c")
    bias, variance = ((1.0 - c) * mu) ** 2, c**2 * (sigma**2 / N)
    best = (mu**2 / (mu**2 + sigma**2 / N)).named("c^*")
    parts = Tensor(bias.item(), r"\text{bias}^2") + Tensor(variance.item(), r"\text{var}")
    error = (((1.0 - best) * mu) ** 2 + best**2 * (sigma**2 / N)).named("e")
    return ByHand(
        c, N, bias.named(r"\text{bias}^2"), variance.named(r"\text{var}"), parts.named("e"),
        (sigma**2 / N).named(r"\text{var}"), best, error,
    )  # fmt: skip
