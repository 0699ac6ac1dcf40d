"""Does it learn? The share of wrong answers against the number of examples, as Mitchell's definition asks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import SPLITS, evenness, part
from pixel import Pixel
from programs import trained

from dlcore import LearningCurve, accuracy, learning_curve

SIZES, STEPS, BATCH = (10, 30, 100, 400, 1400), 300, 64


@dataclass(frozen=True)
class Experience:
    """Wrong answers on held-out images, in percent, for so many examples: medians and range."""

    sizes: np.ndarray
    steps: int
    line: LearningCurve
    network: LearningCurve
    rule: np.ndarray

    @property
    def chart(self) -> dict[str, np.ndarray]:
        """Medians in percent."""
        rule = np.full(len(self.sizes), 100 * np.median(self.rule))
        return {"rule": rule, "pixels": 100 * self.line.median, "one layer": 100 * self.network.median}

    @property
    def few_worse(self) -> bool:
        """Whether both that learn are worse than the rule with the fewest examples, in the median."""
        rule, *learners = (curve[0] for curve in self.chart.values())
        return min(learners) > rule

    @property
    def bands(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Ranges in percent."""
        return {"one layer": (100 * self.network.low, 100 * self.network.high)}

    @property
    def table(self) -> list[list[object]]:
        """A row for each number of examples."""
        rows = zip(self.sizes.tolist(), *self.chart.values())
        return [list(row) for row in rows]


def experience(pixel: Pixel, hidden: int, seed: int) -> Experience:
    """Always the same number of steps, so that few examples aren't few steps as well."""
    line, network = curve([], seed), curve([hidden], seed)
    return Experience(np.array(SIZES), STEPS, line, network, 1 - pixel.rule)


def curve(widths: list[int], seed: int) -> LearningCurve:
    """For a program with such hidden layers."""
    return learning_curve(lambda n, k: wrong(widths, n, seed, k), SIZES, seeds=range(SPLITS))


def wrong(widths: list[int], n: int, seed: int, k: int) -> float:
    """The share of held-out images that a program gets wrong after n examples."""
    parts = part(seed, k)
    rng = np.random.default_rng([seed, k, 4, n])
    a_round = -(-n // BATCH)  # steps in a round through the examples
    sizes = [parts.x.shape[1], *widths, 2]
    model = trained(sizes, parts.x[:n], evenness(parts.y[:n]), rng, epochs=max(1, STEPS // a_round))
    return 1 - accuracy(model(parts.x_held_out), evenness(parts.y_held_out))
