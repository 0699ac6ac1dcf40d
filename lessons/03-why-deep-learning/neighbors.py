"""How much structure an image has: a pixel predicted from its four neighbors, and from four pixels anywhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.datasets import digits, split

SIDE, HELD_OUT = 8, 360


@dataclass(frozen=True)
class Neighbors:
    """The share of the variance of inner pixels, on held-out images, that a line from four others explains."""

    beside: float
    anywhere: np.ndarray  # for several draws of the four
    pictures: np.ndarray  # a digit, and the same with its pixels shuffled
    labels: tuple[str, str] = ("an image", "its pixels shuffled")

    @property
    def least(self) -> float:
        return float(self.anywhere.min())

    @property
    def most(self) -> float:
        return float(self.anywhere.max())

    @property
    def bars(self) -> dict[str, float]:
        """In percent, whole ones: more digits than that change with the split."""
        return {
            "its four neighbors": round(100 * self.beside),
            "four pixels anywhere": round(100 * float(np.median(self.anywhere))),
        }


def neighbors(draws: int, seed: int) -> Neighbors:
    """All 36 inner pixels together."""
    images = digits()[0]
    rng = np.random.default_rng([seed, 1])
    parts = split(images, np.arange(len(images)), held_out=HELD_OUT, rng=rng)
    order = rng.permutation(SIDE * SIDE)
    picture = parts.x_held_out[0]
    shuffled = picture.reshape(-1)[order].reshape(SIDE, SIDE)
    beside = explained(parts.x, parts.x_held_out, {place: around(place) for place in inner()})
    anywhere = [explained(parts.x, parts.x_held_out, {p: four_others(p, rng) for p in inner()}) for _ in range(draws)]
    return Neighbors(beside, np.array(anywhere), np.stack([picture, shuffled]))


def inner() -> list[tuple[int, int]]:
    """Pixels that have four neighbors."""
    return [(i, j) for i in range(1, SIDE - 1) for j in range(1, SIDE - 1)]


def around(place: tuple[int, int]) -> list[tuple[int, int]]:
    """Above, below, left and right."""
    i, j = place
    return [(i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)]


def four_others(place: tuple[int, int], rng: np.random.Generator) -> list[tuple[int, int]]:
    """Four different pixels anywhere, but not the pixel itself."""
    others = [(i, j) for i in range(SIDE) for j in range(SIDE) if (i, j) != place]
    return [others[k] for k in rng.choice(len(others), 4, replace=False)]


def explained(seen: np.ndarray, fresh: np.ndarray, pick: dict[tuple[int, int], list[tuple[int, int]]]) -> float:
    """R² of a line of least squares for each pixel, over all of them."""
    left = whole = 0.0
    for place, others in pick.items():
        a, b = (np.column_stack([np.ones(len(x)), *(x[:, i, j] for i, j in others)]) for x in (seen, fresh))
        target, asked = seen[:, place[0], place[1]], fresh[:, place[0], place[1]]
        weights = np.linalg.lstsq(a, target, rcond=None)[0]
        left += float(((asked - b @ weights) ** 2).sum())
        whole += float(((asked - target.mean()) ** 2).sum())
    return 1 - left / whole
