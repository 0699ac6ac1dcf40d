"""All products of pixels by hand: they are enough for a line, and there are too many of them for a photograph."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
from players import Player, Splits, errors, targets_of
from race import NEXT

from dlcore import Tensor
from dlcore.datasets import digits

PHOTO = (224, 224, 3)  # the images of AlexNet and its successors
DEGREE = 2
LEARNERS = 3  # so many of the runs are enough: each learns from thousands of columns


@dataclass(frozen=True)
class Products:
    """How many products there are, and what a line does with those of the small images."""

    pixels: int
    pairs: Tensor  # of the small image, worked out
    features: int
    errors: np.ndarray  # percent, for a few runs
    photo_inputs: int
    photo_features: int
    inputs: np.ndarray  # for the chart: numbers of inputs
    counts: dict[str, np.ndarray]  # and of products up to degree two and three

    learners: int = LEARNERS
    side: int = PHOTO[0]

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        return {name: (self.inputs, count) for name, count in self.counts.items()}

    @property
    def median(self) -> float:
        return round(float(np.median(self.errors)), 1)


def products(parts: Splits, seed: int) -> Products:
    """Squares included: x_i x_j with i up to j."""
    images = digits()[0].reshape(len(digits()[0]), -1)
    pixels = images.shape[1]
    i, j = np.triu_indices(pixels)
    player = Player("all products", np.column_stack([images, images[:, i] * images[:, j]]))
    some = [Splits(parts.train[[k]], parts.held[[k]]) for k in range(LEARNERS)]
    wrong = np.concatenate([errors(player, targets_of("even"), one, NEXT, seed) for one in some])
    photo = int(np.prod(PHOTO))
    n = Tensor(float(pixels), "D")
    inputs = 2 ** np.arange(1, 18)
    counts = {
        {2: "up to two", 3: "up to three"}[d]: np.array([float(monomials(int(D), d)) for D in inputs]) for d in (2, 3)
    }
    return Products(pixels, (n * (n + 1) / 2).named("P"), player.features.shape[1], wrong, photo,
                    monomials(photo, DEGREE), inputs, counts)  # fmt: skip


def monomials(inputs: int, degree: int) -> int:
    r"""Products of up to so many of D inputs, repetitions allowed, the empty one left out: \binom{D + d}{d} - 1.

    >>> monomials(2, 2)  # a, b, aa, ab, bb
    5
    """
    return comb(inputs + degree, degree) - 1
