"""Paths of shapes in Cairo's form, kept while a shape stays as it is, moves or grows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cairo
import numpy as np

NEAR = 1e-6  # units of the scene; a pixel is 0.004 to 0.017 of them
FINE = 2.0**18  # Cairo rounds a path to 1/256; made so much larger, it can be drawn anywhere without a trace of that
MOST_GROWTH = 100.0


@dataclass(frozen=True, slots=True)
class KnownPath:
    """The path of a shape, and the points that it was made from.

    first, last  numbers of the points that are farthest apart along an axis
    """

    shape: Any
    points: np.ndarray
    path: Any
    first: int
    last: int
    axis: int

    @staticmethod
    def of(shape: Any, points: np.ndarray, ctx: cairo.Context) -> KnownPath:
        """Make the path of a shape from its points."""
        across = points.max(axis=0) - points.min(axis=0)
        axis = int(across.argmax())
        first, last = int(points[:, axis].argmin()), int(points[:, axis].argmax())
        return KnownPath(shape, points.copy(), _path(shape, points, ctx), first, last, axis)

    def moved(self, points: np.ndarray) -> tuple[float, np.ndarray] | None:
        """The scale and the shift that bring the path to these points; None where its form has changed."""
        if points.shape != self.points.shape:
            return None
        size, was_size = (p[self.last, self.axis] - p[self.first, self.axis] for p in (points, self.points))
        if not 0 < size < MOST_GROWTH * was_size:
            return None
        scale = size / was_size
        shift = points[self.first] - scale * self.points[self.first]
        return None if np.abs(scale * self.points + shift - points).max() > NEAR else (scale, shift)

    def put(self, ctx: cairo.Context, scale: float = 1.0, shift: Any = (0.0, 0.0, 0.0)) -> None:
        """Put the path into a context."""
        ctx.save()
        ctx.translate(shift[0], shift[1])
        ctx.scale(scale, scale)
        ctx.new_path()
        ctx.append_path(self.path)
        ctx.restore()


def _path(shape: Any, points: np.ndarray, ctx: cairo.Context) -> Any:
    """As Manim makes it, but from plain numbers, which Cairo takes quicker than NumPy's."""
    flat = points[:, :2].ravel().tolist()
    ctx.save()
    ctx.set_matrix(cairo.Matrix(xx=FINE, yy=FINE))
    ctx.new_path()
    for start, end in shape.get_subpath_split_indices_from_points(points, n_dims=2).tolist():
        ctx.move_to(*flat[2 * start : 2 * start + 2])
        for k in range(2 * start + 2, 2 * end - 5, 8):
            ctx.curve_to(*flat[k : k + 6])
        if shape.consider_points_equals_2d(points[start], points[end - 1]):
            ctx.close_path()
    path = ctx.copy_path()
    ctx.restore()
    return path
