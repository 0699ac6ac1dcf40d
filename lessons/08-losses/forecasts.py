"""Two weather forecasters and a few days: how probable each of them made what really happened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import mul

import numpy as np

from dlcore import Tensor, binary_cross_entropy

DAYS = 6
NAMES = ("bold", "careful")


@dataclass(frozen=True)
class Forecaster:
    """One of them: the probability of rain on each day, and what that means for the days that came."""

    name: str
    p: Tensor  # of rain
    q: Tensor  # of what happened: p on a day with rain, 1 - p on a dry one
    likelihood: Tensor
    loss: Tensor  # binary cross-entropy, the mean over the days
    right: int  # days on which more than half of the probability stood on what happened


@dataclass(frozen=True)
class Forecasts:
    """The days and both forecasters."""

    y: Tensor
    bold: Forecaster
    careful: Forecaster
    bad: int  # the day on which both were wrong, counted from 0
    days_to_lose: int  # after so many average days the careful one's likelihood leaves the range of double precision

    @property
    def better(self) -> Forecaster:
        """The one that made the days more probable."""
        return max(self.bold, self.careful, key=lambda f: f.likelihood.item())

    @property
    def worse(self) -> Forecaster:
        """The other one."""
        return self.bold if self.better is self.careful else self.careful

    @property
    def table(self) -> list[list[object]]:
        """Day, weather, and both forecasts."""
        return [[k + 1, self.weather[k], self.bold.p[k], self.careful.p[k]] for k in range(DAYS)]

    @property
    def chances(self) -> list[list[object]]:
        """Day, weather, and what each had given to it."""
        return [[k + 1, self.weather[k], self.bold.q[k], self.careful.q[k]] for k in range(DAYS)]

    @property
    def weather(self) -> list[str]:
        """What came."""
        return ["rain" if rained else "dry" for rained in self.y.value]

    @property
    def surprises(self) -> dict[str, np.ndarray]:
        """-ln q of each day for a chart."""
        return {f.name: -np.log(f.q.value) for f in (self.bold, self.careful)}


def forecasts(slip: float, rng: np.random.Generator) -> Forecasts:
    """Days drawn until both kinds of weather came twice; on one day both are wrong, and the bold one gave it only
    ``slip``.
    """
    while True:
        y = rng.integers(0, 2, DAYS)
        if 2 <= y.sum() <= DAYS - 2:
            break
    bad = int(rng.integers(DAYS))
    given = {"bold": rng.integers(90, 99, DAYS) / 100, "careful": rng.integers(62, 81, DAYS) / 100}
    given["bold"][bad], given["careful"][bad] = slip, rng.integers(35, 46) / 100
    target = Tensor(y, "y")
    bold, careful = (forecaster(name, given[name], target) for name in NAMES)
    return Forecasts(target, bold, careful, bad, days_until_lost(careful.q.value))


def forecaster(name: str, chances: np.ndarray, y: Tensor) -> Forecaster:
    """From the probabilities of what happened back to those of rain, and on to likelihood and loss."""
    p = Tensor(np.where(y.value == 1, chances, np.round(1 - chances, 10)), "p")
    q = Tensor(chances, "q")
    likelihood = reduce(mul, list(q)).named(rf"\text{{likelihood}}_{{\text{{{name}}}}}")
    return Forecaster(name, p, q, likelihood, binary_cross_entropy(p, y).named("L"), int((chances > 0.5).sum()))


def days_until_lost(chances: np.ndarray) -> int:
    """How many days with the same mean surprise make the product too small for double precision with all its digits."""
    mean_surprise = float(-np.log(chances).mean())
    return int(np.ceil(-np.log(np.finfo(np.float64).tiny) / mean_surprise))
