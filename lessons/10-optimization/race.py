"""The race: six optimizers down the ravine, at one rate for all and each at the best rate of a grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from ravine import Ravine, steps_to, walk

from dlcore import AdaGrad, Adam, GradientDescent, Momentum, Nesterov, Optimizer, RMSProp
from dlcore.schedules import Schedule

SHARE = 0.001  # the finish: the loss stays below this share of the first one
CAP = 500
STARTS = 12
GRID = 10.0 ** np.arange(-2, 1.01, 0.125)  # and the rate that all have in the first round
FLOOR = 1e-6  # a run's chart ends where its loss has become this small


@dataclass(frozen=True)
class Racer:
    """One optimizer's results; steps are None where it is not there within CAP steps."""

    name: str
    slots: int
    equal_steps: int | None
    best_lr: float
    best_steps: int | None
    turned_lr: float
    turned_steps: int | None
    equal_path: np.ndarray
    best_path: np.ndarray
    turned_path: np.ndarray
    equal_losses: np.ndarray
    best_losses: np.ndarray
    turned_losses: np.ndarray


@dataclass(frozen=True)
class Race:
    """All racers, in the order of the lecture, and how the race was held."""

    racers: tuple[Racer, ...]
    lr: float
    share: float = SHARE
    cap: int = CAP
    starts: int = STARTS
    rates: int = len(GRID) + 1
    lowest: float = float(GRID[0])
    highest: float = float(GRID[-1])

    def __getitem__(self, name: str) -> Racer:
        return next(racer for racer in self.racers if racer.name == name)

    @property
    def table(self) -> list[list[object]]:
        """Name, steps at the equal rate, best rate and its steps, and those on the turned ravine; a dash for
        not there.
        """
        return [
            [r.name, r.equal_steps or "–", r.best_lr, r.best_steps or "–", r.turned_lr, r.turned_steps or "–"]
            for r in self.racers
        ]

    def chart(self, field: str) -> dict[str, np.ndarray]:
        """The losses of all racers, for one chart."""
        return {racer.name: getattr(racer, field) for racer in self.racers}

    def ranked(self, field: str) -> list[Racer]:
        """The racers that arrived, the fastest first."""
        there = [racer for racer in self.racers if getattr(racer, field) is not None]
        return sorted(there, key=lambda racer: getattr(racer, field))


def field_of(momentum: float, betas: tuple[float, float]) -> dict[str, Callable[[float], Optimizer]]:
    """The racers by name, waiting for their rate."""
    return {
        "gradient descent": GradientDescent,
        "momentum": partial(Momentum, momentum=momentum),
        "Nesterov": partial(Nesterov, momentum=momentum),
        "AdaGrad": AdaGrad,
        "RMSProp": RMSProp,
        "Adam": partial(Adam, betas=betas),
    }


def hold(ravine: Ravine, turned: Ravine, start: tuple[float, float], lr: float, makers, shown: int) -> Race:
    """Race on both ravines; ``shown`` is how many steps the charts show."""
    return Race(tuple(enter(name, make, ravine, turned, start, lr, shown) for name, make in makers.items()), lr)


def enter(name: str, make, ravine: Ravine, turned: Ravine, start, lr: float, shown: int) -> Racer:
    """One racer's results on both ravines."""
    rates = (*GRID.tolist(), lr)
    best_lr, best_steps = tuned(make, ravine, start, rates)
    turned_lr, turned_steps = tuned(make, turned, start, rates)
    paths = [
        walk(make(rate), surface.gradient, surface.axes @ start, shown)
        for rate, surface in ((lr, ravine), (best_lr, ravine), (turned_lr, turned))
    ]
    losses = [until_floor(surface.loss(path)) for path, surface in zip(paths, (ravine, ravine, turned))]
    equal_steps = needed(make(lr), ravine, start)
    return Racer(name, len(make(lr).slots), equal_steps, best_lr, best_steps, turned_lr, turned_steps, *paths, *losses)


def starts_around(ravine: Ravine, start) -> np.ndarray:
    """STARTS points around the minimum, on the ellipse through the start's coordinates along the axes; shape (STARTS,
    2).
    """
    angles = 2 * np.pi * (np.arange(STARTS) + 0.5) / STARTS
    return np.stack([start[0] * np.cos(angles), start[1] * np.sin(angles)], axis=1) @ ravine.axes.T


@dataclass(frozen=True)
class EachOf(Schedule):
    """Several rates, one for each row of what is walked: all of them walk at once."""

    rates: tuple[float, ...]

    def __call__(self, step: int) -> np.ndarray:
        return np.array(self.rates)[:, None, None]


def losses_from_all(optimizer: Optimizer, ravine: Ravine, start, rows: int, cap: int = CAP) -> np.ndarray:
    """The losses on the way from all starts, for each row of rates; shape (cap + 1, rows, STARTS)."""
    starts = np.repeat(starts_around(ravine, start)[None], rows, axis=0)
    with np.errstate(over="ignore", invalid="ignore"):
        return ravine.loss(walk(optimizer, ravine.gradient, starts, cap))


def needed(optimizer: Optimizer, ravine: Ravine, start, cap: int = CAP) -> int | None:
    """Steps until the runs from all starts are there for good: the finishing rule of the whole lecture."""
    return steps_to(losses_from_all(optimizer, ravine, start, 1, cap), SHARE)


def tuned(make, ravine: Ravine, start, rates: tuple[float, ...]) -> tuple[float, int | None]:
    """The rate that needs the fewest steps; if none arrives, the one with the lowest mean loss in the end."""
    losses = losses_from_all(make(EachOf(rates)), ravine, start, len(rates))
    steps = [steps_to(losses[:, k], SHARE) for k in range(len(rates))]
    arrived = [k for k, needed in enumerate(steps) if needed is not None]
    last = np.nan_to_num(losses[-1].mean(axis=-1), nan=np.inf)
    best = min(arrived, key=lambda k: steps[k] or 0) if arrived else int(last.argmin())
    return rates[best], steps[best]


def until_floor(losses: np.ndarray) -> np.ndarray:
    """The losses up to the first that counts as zero."""
    there = np.flatnonzero(losses < FLOOR)
    return losses[: there[0] + 1] if len(there) else losses
