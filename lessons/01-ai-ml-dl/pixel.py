"""One pixel decides: by a person's threshold, or by one that is learned from examples."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np
from data import SHOWN, SIXTEENTHS, SPLITS, apart_by_evenness, evenness, part

from dlcore import DecisionStump, decision_stump

PLACE = (5, 2)  # row and column, counted from zero: where zeros, sixes and eights are round
CUTS = range(SIXTEENTHS + 1)


@dataclass(frozen=True)
class Pixel:
    """The ink of one pixel, in sixteenths, and what a threshold on it is good for.

    ink, even        (10,) of the images that are shown
    few, many        the threshold learned from those ten, and from all training images of the first split
    curves           (17,) mistakes in percent of the ten and of all, by threshold
    by_ink           (17,) training images for each amount of ink, by answer
    says_even        for each digit the share of all images with more ink than the person's threshold, in percent
    rule, learned    (splits,) accuracy of the person's threshold and of the learned one
    """

    threshold: int
    ink: np.ndarray
    labels: np.ndarray
    even: np.ndarray
    few: DecisionStump
    many: DecisionStump
    training: int
    curves: dict[str, np.ndarray]
    by_ink: dict[str, np.ndarray]
    says_even: np.ndarray
    rule: np.ndarray
    learned: np.ndarray
    thresholds: np.ndarray

    @property
    def ten(self) -> list[list[object]]:
        """A row for each image: its digit, its ink, whether it is even."""
        return [[int(d), int(i), "yes" if e else "no"] for d, i, e in zip(self.labels, self.ink, self.even)]

    @property
    def inked(self) -> dict[str, np.ndarray]:
        """Percent of each digit's images that the rule calls even, rounded; even digits and odd ones apart."""
        return apart_by_evenness(self.says_even)

    @property
    def steps(self) -> list[list[object]]:
        """Thresholds in runs of equally many mistakes, and these."""
        runs = groupby(zip(self.few.cuts.astype(int), self.few.mistakes), key=lambda pair: pair[1])
        return [[spoken([t for t, _ in run]), int(mistakes)] for mistakes, run in runs]

    @property
    def best(self) -> str:
        """The best thresholds for the ten images, in words for a sentence."""
        return spoken(self.few.best.astype(int).tolist())

    @property
    def least(self) -> int:
        """The fewest mistakes on the ten images."""
        return int(self.few.mistakes.min())

    @property
    def least_of_many(self) -> int:
        """The fewest mistakes on all training images."""
        return int(self.many.mistakes.min())

    @property
    def gain(self) -> float:
        """What learning adds to the person's threshold: difference of the medians."""
        return float(np.median(self.learned) - np.median(self.rule))

    @property
    def better(self) -> int:
        """In how many splits the learned threshold is right more often."""
        return int((self.learned > self.rule).sum())

    @property
    def worse(self) -> int:
        """In how many splits it is right less often."""
        return int((self.learned < self.rule).sum())


def spoken(numbers: list[int]) -> str:
    """Whole numbers in order, neighbors as a range: "3, 6 to 8"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def ink_of(x: np.ndarray) -> np.ndarray:
    """The ink of the pixel in rows of 64 numbers, in sixteenths."""
    row, column = PLACE
    return SIXTEENTHS * x.reshape(-1, 8, 8)[:, row, column]


@dataclass(frozen=True)
class Searched:
    """A rule for one pixel found by trying all pixels and thresholds.

    reported  its accuracy on the images that it was chosen by, all of them
    honest    the median accuracy on held-out images of rules that training images chose
    """

    reported: float
    honest: float


def searched(seed: int) -> Searched:
    """The number that a student reports, and the one that holds."""
    parts = [part(seed, k) for k in range(SPLITS)]
    first = parts[0]
    x, y = np.concatenate([first.x, first.x_held_out]), evenness(np.concatenate([first.y, first.y_held_out]))
    chosen = [(p, best_pixel(p.x, evenness(p.y))) for p in parts]
    honest = [np.mean((p.x_held_out[:, n] > t) == evenness(p.y_held_out)) for p, (n, t) in chosen]
    n, t = best_pixel(x, y)
    return Searched(float(np.mean((x[:, n] > t) == y)), float(np.median(honest)))


def best_pixel(x: np.ndarray, y: np.ndarray) -> tuple[int, float]:
    """The pixel and the threshold with the fewest mistakes."""
    stumps = [decision_stump(x[:, n], y, cuts=np.arange(SIXTEENTHS + 1) / SIXTEENTHS) for n in range(x.shape[1])]
    n = int(np.argmin([stump.mistakes.min() for stump in stumps]))
    return n, stumps[n].threshold


def pixel(threshold: int, seed: int) -> Pixel:
    """Both ways on all splits."""
    parts = [part(seed, k) for k in range(SPLITS)]
    stumps = [decision_stump(ink_of(p.x), evenness(p.y), cuts=CUTS) for p in parts]
    first = parts[0]
    ink, even = ink_of(first.x), evenness(first.y)
    rule = [np.mean((ink_of(p.x_held_out) > threshold) == evenness(p.y_held_out)) for p in parts]
    learned = [np.mean(s.predict(ink_of(p.x_held_out)) == evenness(p.y_held_out)) for s, p in zip(stumps, parts)]
    counts = [np.bincount(ink[even == answer].astype(int), minlength=SIXTEENTHS + 1) for answer in (1, 0)]
    all_ink, all_labels = (
        ink_of(np.concatenate([first.x, first.x_held_out])),
        np.concatenate([first.y, first.y_held_out]),
    )
    few, many = decision_stump(ink[:SHOWN], even[:SHOWN], cuts=CUTS), stumps[0]
    return Pixel(
        threshold=threshold, ink=ink[:SHOWN], labels=first.y[:SHOWN], even=even[:SHOWN],
        few=few, many=many, training=len(ink),
        curves={
            "ten images": 100 * few.mistakes / SHOWN, "all training images": 100 * many.mistakes / len(ink),
        },
        by_ink=dict(zip(("even", "odd"), counts)),
        says_even=np.array([100 * np.mean(all_ink[all_labels == d] > threshold) for d in range(10)]),
        rule=np.array(rule), learned=np.array(learned), thresholds=np.array([s.threshold for s in stumps]),
    )  # fmt: skip
