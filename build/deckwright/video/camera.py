"""Manim's camera, which remembers the outlines of what doesn't move, and draws nothing that can't be seen."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim.camera.camera import Camera


class SteadyCamera(Camera):
    """Keeps the path of each shape that it drew, and makes it anew only when the shape's points have changed.

    Handing points to Cairo one by one is what takes most of a frame's time; of the shapes that must be drawn
    again in a frame, because something under them moves, most stand still.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._paths: dict[int, tuple[Any, np.ndarray, Any]] = {}

    def display_vectorized(self, vmobject: Any, ctx: Any) -> SteadyCamera:
        """Draw a shape; one that is fully transparent costs nothing."""
        halo, fill, stroke = (
            vmobject.get_stroke_width(True) > 0 and _visible(vmobject.get_stroke_rgbas(True)),
            _visible(vmobject.get_fill_rgbas()),
            vmobject.get_stroke_width(False) > 0 and _visible(vmobject.get_stroke_rgbas(False)),
        )
        if halo or fill or stroke:
            self.set_cairo_context_path(ctx, vmobject)
        if halo:
            self.apply_stroke(ctx, vmobject, background=True)
        if fill:
            self.apply_fill(ctx, vmobject)
        if stroke:
            self.apply_stroke(ctx, vmobject)
        return self

    def set_cairo_context_path(self, ctx: Any, vmobject: Any) -> SteadyCamera:
        """Put the shape's path into the context."""
        known, points = self._paths.get(id(vmobject)), vmobject.points
        if known is not None and known[0] is vmobject and np.array_equal(known[1], points):
            ctx.new_path()
            ctx.append_path(known[2])
            return self
        super().set_cairo_context_path(ctx, vmobject)
        self._paths[id(vmobject)] = vmobject, points.copy(), ctx.copy_path()
        return self


def _visible(rgbas: np.ndarray) -> bool:
    return bool((rgbas[:, 3] > 0).any())
