"""The race: four programs with more and more images, and a power law that predicts the last point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from players import NAMES, STEPS, Player, Splits, errors, hand_made, learned_by, rule_errors, targets_of

from dlcore import LearningCurve, PowerLaw, Tensor, power_law
from dlcore.datasets import digits

SIZES = (10, 20, 50, 100, 400, 1400)
FROM, TO, NEXT = 50, 400, 1400  # the law goes through two of them and predicts the third
RULE, HAND, LINE, NETWORK = NAMES


@dataclass(frozen=True)
class Race:
    """Held-out error of each program, in percent, by the number of training images."""

    curves: dict[str, LearningCurve]
    learned: dict[str, int]
    runs: int
    law: PowerLaw  # through the network's medians at FROM and TO
    predicted: Tensor
    wanted: float  # the error of the extrapolation
    line_law: PowerLaw  # the same law for the line on pixels
    hand_slope: float  # and the slope of the hand-made features
    all_images: int
    pictures: np.ndarray  # the training images of the first split, for the scene
    law_sizes: tuple[int, int] = (FROM, TO)
    sizes: tuple[int, ...] = SIZES
    steps: int = STEPS

    def median(self, name: str, size: int) -> float:
        """In percent, to a tenth, as the slides show it."""
        return at(self.curves[name], size)

    def spread(self, name: str, size: int) -> tuple[float, float]:
        """The least and the greatest of the runs, to a tenth."""
        curve, k = self.curves[name], SIZES.index(size)
        return round(float(curve.low[k]), 1), round(float(curve.high[k]), 1)

    def ahead(self, name: str, of: str, size: int) -> int:
        """In how many runs a program makes fewer mistakes than another one with so many images."""
        k = SIZES.index(size)
        return int((self.curves[name].errors[k] < self.curves[of].errors[k]).sum())

    def first(self, size: int) -> str:
        """The program with the lowest median."""
        return min(self.curves, key=lambda name: self.curves[name].median[SIZES.index(size)])

    def clear(self, name: str, of: str, size: int) -> bool:
        """Whether it is ahead in at least four of five runs; else it is a draw, or behind."""
        return self.ahead(name, of, size) >= 0.8 * self.runs

    @property
    def leads_from(self) -> int:
        """The number of images from which on the network is clearly ahead of all others."""
        others = [name for name in self.curves if name != NETWORK]
        ahead = [all(self.clear(NETWORK, other, size) for other in others) for size in SIZES]
        return next((size for k, size in enumerate(SIZES) if all(ahead[k:])), SIZES[-1])

    @property
    def measured(self) -> float:
        """The network's error at the predicted point."""
        return self.median(NETWORK, NEXT)

    @property
    def within(self) -> bool:
        """Whether the prediction lies within the runs' range."""
        low, high = self.spread(NETWORK, NEXT)
        return low <= self.predicted.item() <= high

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The medians, for a chart."""
        return {name: (curve.sizes, curve.median) for name, curve in self.curves.items()}

    @property
    def so_far(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The medians up to the last size before the prediction."""
        known = SIZES.index(TO) + 1
        return {name: (n[:known], e[:known]) for name, (n, e) in self.chart.items()}

    @property
    def bars(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The range of the network's runs; a run without a mistake has no place on a logarithmic axis."""
        curve = self.curves[NETWORK]
        return {NETWORK: (np.maximum(curve.low, self.limits[0]), curve.high)}

    @property
    def limits(self) -> tuple[float, float]:
        """Of the error's axis: the next power of two below all that is shown, and 50."""
        least = min(
            self.predicted.item(), *(float(curve.low.min()) for curve in self.curves.values() if curve.low.min() > 0)
        )
        return float(2.0 ** np.floor(np.log2(least))), 50.0

    @property
    def table(self) -> list[list[object]]:
        """Median errors by program and number of images."""
        return [[name, *(self.median(name, size) for size in SIZES)] for name in self.curves]

    @property
    def line(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The law through two points up to the third, and what was measured so far."""
        n = np.array([FROM, TO, NEXT], dtype=float)
        law = np.array([self.median(NETWORK, FROM), self.median(NETWORK, TO), self.predicted.item()])
        return {"power law": (n, law), "network, measured": self.so_far[NETWORK]}

    @property
    def law_errors(self) -> tuple[float, float]:
        """The network's errors at the two points of the law."""
        return self.median(NETWORK, FROM), self.median(NETWORK, TO)

    @property
    def straight(self) -> float:
        """What a straight line on plain axes would predict, in percent."""
        before, after = self.median(NETWORK, FROM), self.median(NETWORK, TO)
        return after + (after - before) * (NEXT - TO) / (TO - FROM)

    @property
    def needed(self) -> Tensor:
        """The number of images at which the law promises the wanted error."""
        ratio = Tensor(self.median(NETWORK, TO), f"e_{{{TO}}}") / Tensor(self.wanted, r"e")
        return (Tensor(float(TO), f"N_{{{TO}}}") * ratio ** (1.0 / self.law.alpha)).named("N")


def race(parts: Splits, hidden: int, seed: int, wanted: float = 0.5) -> Race:
    """All programs on the same splits."""
    images, _ = digits()
    even, pixels = targets_of("even"), images.reshape(len(images), -1)
    players = [
        Player(HAND, hand_made(images), standardized=True),
        Player(LINE, pixels),
        Player(NETWORK, pixels, (hidden,)),
    ]
    sizes, runs = np.array(SIZES), len(parts.train)
    curves = {RULE: LearningCurve(sizes, np.tile(rule_errors(parts), (len(sizes), 1)))} | {
        p.name: LearningCurve(sizes, np.stack([errors(p, even, parts, size, seed) for size in SIZES])) for p in players
    }
    learned = {RULE: 0} | {p.name: learned_by(p, even) for p in players}
    law, line_law, hand_law = (law_of(curves[name]) for name in (NETWORK, LINE, HAND))
    start = Tensor(at(curves[NETWORK], TO), "e_2")
    predicted = (start * (Tensor(float(NEXT), "N") / Tensor(float(TO), "N_2")) ** -law.alpha).named("e")
    slope = hand_law.alpha.item()
    return Race(curves, learned, runs, law, predicted, wanted, line_law, slope, len(images),
                images[parts.train[0, :NEXT]])  # fmt: skip


def law_of(curve: LearningCurve) -> PowerLaw:
    """The power law through the medians at FROM and TO, as they are shown."""
    return power_law([float(FROM), float(TO)], [at(curve, FROM), at(curve, TO)])


def at(curve: LearningCurve, size: int) -> float:
    """The median in percent, to a tenth, as the slides show it."""
    return round(float(curve.median[SIZES.index(size)]), 1)
