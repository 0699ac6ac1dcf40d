"""What softmax makes of dot products as the vectors get longer, with the scale and without."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import softmax

WIDTHS, KEYS, DRAWS = (4, 16, 64, 256, 1024), 16, 400


@dataclass(frozen=True)
class Row:
    """Means over many queries for one width: variance of q.k, then largest weight and sum of slopes a(1 - a)."""

    d: int
    variance: float
    largest: float
    slopes: float
    scaled_largest: float
    scaled_slopes: float


@dataclass(frozen=True)
class Scale:
    """A row for each width, with independent standard normal queries and keys."""

    rows: tuple[Row, ...]
    keys: int = KEYS
    draws: int = DRAWS

    @property
    def last(self) -> Row:
        """The widest."""
        return self.rows[-1]

    @property
    def widths(self) -> list[int]:
        """d of each row."""
        return [row.d for row in self.rows]

    @property
    def chart(self) -> dict[str, list[float]]:
        """The largest weight of a row against d."""
        return {
            "not scaled": [row.largest for row in self.rows],
            "scaled": [row.scaled_largest for row in self.rows],
        }


def scale(seed: int) -> Scale:
    """Draw queries and keys, and look at the weights."""
    return Scale(tuple(measured(d, np.random.default_rng([seed, d])) for d in WIDTHS))


def measured(d: int, rng: np.random.Generator) -> Row:
    """One width."""
    q, K = rng.standard_normal((DRAWS, d)), rng.standard_normal((DRAWS, KEYS, d))
    products = np.einsum("nd,nkd->nk", q, K)
    plain, scaled = softmax(products).value, softmax(products / np.sqrt(d)).value
    return Row(d, float(products.var()), *looks(plain), *looks(scaled))


def looks(weights: np.ndarray) -> tuple[float, float]:
    """Mean largest weight, and mean sum of a(1 - a)."""
    return float(weights.max(axis=-1).mean()), float((weights * (1 - weights)).sum(axis=-1).mean())
