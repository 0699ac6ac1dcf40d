"""The task of the lecture: is the digit even? Images, splits, and the first ten images that everybody looks at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor
from dlcore.datasets import Split, digits, split
from dlcore.ops.elementary import log

HELD_OUT, SPLITS, SHOWN = 360, 10, 10
SIXTEENTHS = 16  # a pixel is the ink of a block of so many dots: 0, 1, ..., 16


def evenness(labels: np.ndarray) -> np.ndarray:
    """1 for an even digit, 0 for an odd one."""
    return (labels % 2 == 0).astype(np.int64)


def apart_by_evenness(values: np.ndarray) -> dict[str, np.ndarray]:
    """Ten values by digit, rounded, as the parts of a stacked chart: zero where the digit is of the other kind."""
    shares, even = np.rint(values), evenness(np.arange(10)) == 1
    return {"even": np.where(even, shares, 0), "odd": np.where(even, 0, shares)}


def part(seed: int, k: int) -> Split:
    """The k-th split into training and held-out images; rows of 64 numbers, labels the digits 0 to 9."""
    images, labels = digits()
    return split(images.reshape(len(images), -1), labels, held_out=HELD_OUT, rng=np.random.default_rng([seed, k]))


@dataclass(frozen=True)
class Task:
    """What all programs get.

    images   (10, 8, 8) the first training images of the first split, and their digits
    numbers  (8, 8) the first of them in sixteenths
    digits   the number of possible images as a power of ten
    """

    images: np.ndarray
    labels: np.ndarray
    numbers: np.ndarray
    all: int
    even: int
    training: int
    held_out: int
    splits: int
    digits: Tensor

    @property
    def names(self) -> list[str]:
        return [str(label) for label in self.labels]

    @property
    def sums(self) -> dict[str, np.ndarray]:
        """The mean ink of each row and of each column of the first image, in sixteenths."""
        return {"rows": self.numbers.mean(axis=1), "columns": self.numbers.mean(axis=0)}

    @property
    def places(self) -> list[str]:
        """Names of rows and columns, counted from one."""
        return [str(place) for place in range(1, 9)]

    @property
    def digit_names(self) -> list[str]:
        """The ten digits."""
        return [str(digit) for digit in range(10)]

    @property
    def digit_count(self) -> int:
        """How many digits the number of possible images has."""
        return int(np.floor(self.digits.item())) + 1

    @property
    def odd_share(self) -> float:
        """How often the answer "odd" is right without looking."""
        return 1 - self.even / self.all


def task(seed: int) -> Task:
    """The images of the first split."""
    first = part(seed, 0)
    images = first.x[:SHOWN].reshape(-1, 8, 8)
    labels = digits()[1]
    pixels, values = Tensor(first.x.shape[1], "D"), Tensor(SIXTEENTHS + 1, "V")
    return Task(
        images=images, labels=first.y[:SHOWN], numbers=SIXTEENTHS * images[0], all=len(labels),
        even=int(evenness(labels).sum()), training=len(first.y), held_out=HELD_OUT, splits=SPLITS,
        digits=(pixels * log(values) / log(Tensor(10))).named(r"\log_{10} V^D"),
    )  # fmt: skip
