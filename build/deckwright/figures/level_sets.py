"""A surface cut at heights: the areas between two of them, and the lines at one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

import contourpy
import numpy as np


class LevelSets:
    """The level sets of a surface, given by its values z on the grid of xs and ys, rows along y."""

    def __init__(self, xs: Any, ys: Any, z: Any):
        self._generator = contourpy.contour_generator(xs, ys, z, fill_type="OuterOffset", line_type="Separate")

    # What contourpy returns is of the two types asked for above, which its own annotations don't tell from others.

    def areas(self, low: float, high: float) -> Iterator[list[np.ndarray]]:
        """The rings of each area between two heights, each of shape (n, 2): its outline, then its holes."""
        areas, offsets = cast("tuple[list[np.ndarray], list[np.ndarray]]", self._generator.filled(low, high))
        for points, cuts in zip(areas, offsets):
            yield [points[start:end] for start, end in pairwise(cuts)]

    def lines(self, height: float) -> list[np.ndarray]:
        """The lines at a height, each of shape (n, 2)."""
        return cast("list[np.ndarray]", self._generator.lines(height))
