"""A loss surface from above, behind the trails of whatever walks on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import VGroup, VMobject

from deckwright.figures.level_sets import LevelSets
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
    areas = VGroup()
    for rings in LevelSets(xs, ys, np.asarray(surface, dtype=float)).areas(low, high):
        area = VMobject(**look)
        for ring in rings:
            corners = [axes.at(x, y) for x, y in ring]
            area.start_new_path(corners[0])
            area.add_points_as_corners(corners[1:])
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
        heights = LevelSets(xs, ys, z)
        self.levels = np.quantile(z, np.linspace(0, 1, levels + 2)[1:-1]).tolist()
        share = 1 - (1 - DEEPEST) ** (1 / levels)
        areas = []
        for level in reversed(self.levels):
            for rings in heights.areas(-np.inf, level + TOUCHING):
                area = VMobject(
                    stroke_color=axes.ink("line"),
                    stroke_width=1.0,
                    stroke_opacity=0.6,
                    fill_color=axes.ink(role),
                    fill_opacity=share,
                )
                areas.append(area.set_points_as_corners([axes.at(x, y) for ring in rings for x, y in ring]))
        super().__init__(*areas)
