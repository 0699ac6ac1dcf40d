"""A loss surface from above, behind the trails of whatever walks on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import contourpy
import numpy as np
from manim import VGroup, VMobject

from deckwright.scenes.axes import Axes

DEEPEST = 0.45  # opacity of the lowest area
TOUCHING = 1e-9


def filled(
    axes: Axes, xs: Sequence[float], ys: Sequence[float], surface: Any, low: float, high: float, **look: Any
) -> VGroup:
    """The areas in which a surface lies between two heights, with their holes.

    surface  values on the grid of xs and ys; rows along y
    look     colors and widths of each area, as VMobject takes them
    """
    generator = contourpy.contour_generator(xs, ys, np.asarray(surface, dtype=float), fill_type="OuterOffset")
    areas = VGroup()
    for polygon, cuts in zip(*generator.filled(low, high)):
        area = VMobject(**look)
        for start, end in pairwise(cuts):
            ring = [axes.at(x, y) for x, y in polygon[start:end]]
            area.start_new_path(ring[0])
            area.add_points_as_corners(ring[1:])
        areas.add(area)
    return areas


class Contours(VGroup):
    """Areas below each level of a surface, one over the other: the darker, the lower.

    surface  values on a grid over the axes' box, rows along y from low to high
    levels   how many, with bands of equal area
    """

    def __init__(self, axes: Axes, surface: Any, levels: int = 9, role: str = "input"):
        z = np.asarray(surface, dtype=float)
        self.axes = axes
        xs, ys = np.linspace(*axes.x, z.shape[1]), np.linspace(*axes.y, z.shape[0])
        generator = contourpy.contour_generator(xs, ys, z, fill_type="OuterCode")
        self.levels = np.quantile(z, np.linspace(0, 1, levels + 2)[1:-1]).tolist()
        share = 1 - (1 - DEEPEST) ** (1 / levels)
        areas = []
        for level in reversed(self.levels):
            polygons, _ = generator.filled(-np.inf, level + TOUCHING)
            for polygon in polygons:
                area = VMobject(
                    stroke_color=axes.ink("line"),
                    stroke_width=1.0,
                    stroke_opacity=0.6,
                    fill_color=axes.ink(role),
                    fill_opacity=share,
                )
                areas.append(area.set_points_as_corners([axes.at(x, y) for x, y in polygon]))
        super().__init__(*areas)
