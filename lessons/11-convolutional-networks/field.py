"""What a number of a deep map could depend on, and what it does depend on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, convolve, effective_receptive_field, spatial_spread

DEPTHS = (1, 2, 3, 5, 10)
MIDDLE = 7  # pixels on a side of the square in the middle


@dataclass(frozen=True)
class Field:
    """Layers of equal 3 x 3 kernels.

    depths    how many layers
    field     pixels on a side that can change the middle number
    spread    standard deviation of their influence along an axis, measured from gradients
    promised  the same by the formula
    influence (21, 21) of the deepest
    """

    depths: np.ndarray
    field: np.ndarray
    spread: np.ndarray
    promised: np.ndarray
    influence: np.ndarray

    @property
    def chart(self) -> dict[str, np.ndarray]:
        return {"receptive field": self.field, "two spreads": 2 * self.spread}

    @property
    def table(self) -> list[list[object]]:
        return [list(row) for row in zip(self.depths.tolist(), self.field.tolist(), self.spread.tolist())]

    @property
    def middle_share(self) -> float:
        """Share of the influence that comes from the square in the middle."""
        cut = (len(self.influence) - MIDDLE) // 2
        return float(self.influence[cut:-cut, cut:-cut].sum() / self.influence.sum())

    @property
    def middle_area(self) -> float:
        """Share of the receptive field's pixels that this square has."""
        return MIDDLE**2 / self.influence.size

    @property
    def middle(self) -> int:
        return MIDDLE

    @property
    def corner_times(self) -> float:
        """How many times more the pixel in the middle counts than one in the corner."""
        return float(self.influence.max() / self.influence[0, 0])


def field() -> Field:
    """Each depth on an image that its field just fills."""
    kernel = np.full((1, 1, 3, 3), 1 / 9)
    found = [
        effective_receptive_field(lambda x, n=n: _through(x, kernel, n), np.zeros((2 * n + 1,) * 2)) for n in DEPTHS
    ]
    depths = np.array(DEPTHS)
    return Field(
        depths, np.array([len(f) for f in found]), np.array([spatial_spread(f) for f in found]),
        np.sqrt(2 * depths / 3), found[-1],
    )  # fmt: skip


def _through(x: Tensor, kernel: np.ndarray, layers: int) -> Tensor:
    for _ in range(layers):
        x = convolve(x, kernel)
    return x
