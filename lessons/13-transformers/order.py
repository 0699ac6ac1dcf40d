"""Attention does not know the order of its tokens; positions are put in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, multi_head_attention, rotary, sinusoidal

PLACES, WIDTH, SHOWN = 20, 24, 4


@dataclass(frozen=True)
class Order:
    """Tokens shuffled, positions as waves and as turns.

    difference  the largest difference between attention on shuffled tokens and attention shuffled afterward
    waves       (PLACES, WIDTH) sinusoidal positions
    products    (PLACES, PLACES) their dot products
    crooked     how far products of the same distance differ, at most
    turned      a query at four places, turned by its place
    turned_dot  the product of neighbors, the same everywhere
    toy         position 1 with four numbers: the paper's formula, and tensor2tensor's order and spacing
    """

    difference: float
    waves: np.ndarray
    products: np.ndarray
    crooked: float
    turned: np.ndarray
    turned_dots: tuple[float, ...]
    turned_dot: float
    lengths: tuple[float, ...]
    toy: np.ndarray
    toy_concatenated: np.ndarray

    @property
    def hands(self) -> dict[str, list[tuple[float, float]]]:
        """The turned query as hands of a clock, from the origin."""
        return {f"at {t}": [(0.0, 0.0), (float(x), float(y))] for t, (x, y) in enumerate(self.turned)}

    @staticmethod
    def inside(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Minus the length of these vectors: larger inside of a circle than outside."""
        return -np.hypot(x, y)

    @property
    def by_distance(self) -> np.ndarray:
        """The product of two positions against their distance."""
        return self.products[0]


def order(seed: int) -> Order:
    """Measure all of it."""
    waves = sinusoidal(PLACES, WIDTH)
    products = waves @ waves.T
    turned = rotary(np.tile([1.0, 2.0], (SHOWN, 1))).value
    dots = tuple(float(a @ b) for a, b in zip(turned, turned[1:]))
    return Order(
        shuffled(seed), waves, products,
        max(float(np.ptp(np.diagonal(products, k))) for k in range(PLACES)),
        turned, dots, 5 * float(np.cos(1.0)), tuple(float(np.linalg.norm(x)) for x in turned),
        sinusoidal(2, 4)[1], concatenated(1, 4),
    )  # fmt: skip


def shuffled(seed: int) -> float:
    """How far attention of shuffled tokens is from shuffled attention."""
    rng = np.random.default_rng([seed, 31])
    layer, x = multi_head_attention(8, 2, rng=rng), rng.standard_normal((6, 8))
    by = rng.permutation(6)
    return float(np.abs(layer(Tensor(x[by])).value - layer(Tensor(x)).value[by]).max())


def concatenated(t: int, D: int) -> np.ndarray:
    """All sines, then all cosines; the frequencies end at exactly 1/10000, as in tensor2tensor."""
    omega = 10_000.0 ** (-np.arange(D // 2) / (D // 2 - 1))
    return np.concatenate([np.sin(t * omega), np.cos(t * omega)])
