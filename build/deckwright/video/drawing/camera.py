"""Manim's camera, made quicker: what stands still is drawn once, and what can't be seen is not drawn at all."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import cairo
import numpy as np
from manim.camera.moving_camera import MovingCamera

from deckwright.video.drawing.cairo_path import KnownPath

ENOUGH = 4  # still shapes in a row that are worth a layer of their own
MOST_LAYERS = 8
MOST_KNOWN = 2000


class SteadyCamera(MovingCamera):
    """Remembers how each shape looked in the last frame.

    Manim draws anew, in every frame, each shape that lies above the first one that moves, and hands all its points
    to Cairo one by one. Here a row of shapes that look as they did in the last frame becomes a layer, painted as one
    picture; of the others the path is kept, and moved along while a shape keeps its form. When the frame moves, all of
    that is seen from another place, and the layers are made anew.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._looks: dict[int, tuple[Any, ...]] = {}
        self._paths: dict[int, KnownPath] = {}
        self._layers: dict[tuple[int, ...], cairo.ImageSurface | None] = {}
        self._seen: tuple[float, ...] = ()  # where the frame was when these were made

    def display_multiple_non_background_colored_vmobjects(
        self, vmobjects: Iterable[Any], pixel_array: np.ndarray
    ) -> None:
        """Draw shapes in their order, rows of still ones as layers."""
        seen = (self.frame_width, *self.frame_center)
        if seen != self._seen:
            self._seen = seen
            self._layers.clear()
        ctx = self.get_cairo_context(pixel_array)
        for still, row in groupby(list(vmobjects), key=self._still):
            shapes = list(row)
            if not (still and len(shapes) >= ENOUGH and self._paint_layer(shapes, ctx)):
                for shape in shapes:
                    self.display_vectorized(shape, ctx)

    def _still(self, shape: Any) -> bool:
        """Whether a shape looks as it did when it was drawn last."""
        parts = shape.points, shape.fill_rgbas, shape.stroke_rgbas, shape.background_stroke_rgbas
        look = (shape, shape.stroke_width, shape.background_stroke_width, *(part.tobytes() for part in parts))
        if self._looks.get(id(shape)) == look:
            return True
        _remember(self._looks, id(shape), look)
        for key in [key for key in self._layers if id(shape) in key]:
            del self._layers[key]  # it shows the shape as it was
        return False

    def _paint_layer(self, shapes: list[Any], ctx: cairo.Context) -> bool:
        """Paint the layer of some still shapes; it is made when they were together in the frame before, too."""
        key = tuple(map(id, shapes))
        if key not in self._layers:
            self._layers[key] = None
            while len(self._layers) > MOST_LAYERS:
                del self._layers[next(iter(self._layers))]
            return False
        layer = self._layers.pop(key) or self._drawn(shapes, ctx)
        self._layers[key] = layer  # the ones painted last stay longest
        ctx.save()
        ctx.identity_matrix()
        ctx.set_source_surface(layer)
        ctx.paint()
        ctx.restore()
        return True

    def _drawn(self, shapes: list[Any], ctx: cairo.Context) -> cairo.ImageSurface:
        layer = cairo.ImageSurface(cairo.FORMAT_ARGB32, self.pixel_width, self.pixel_height)
        own = cairo.Context(layer)
        own.set_matrix(ctx.get_matrix())
        for shape in shapes:
            self.display_vectorized(shape, own)
        return layer

    def display_vectorized(self, vmobject: Any, ctx: cairo.Context) -> SteadyCamera:
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

    def set_cairo_context_path(self, ctx: cairo.Context, vmobject: Any) -> SteadyCamera:
        """Put the shape's path into the context: the one known, where the shape is now, or a new one."""
        points = self.transform_points_pre_display(vmobject, vmobject.points)
        known = self._paths.get(id(vmobject))
        way = known.moved(points) if known is not None and known.shape is vmobject else None
        if way is None:
            known, way = KnownPath.of(vmobject, points, ctx), ()
            _remember(self._paths, id(vmobject), known)
        known.put(ctx, *way)
        return self


def _remember(known: dict[int, Any], key: int, thing: Any) -> None:
    """Put a thing by; the oldest are forgotten, for a scene that draws anew in every frame has no end of shapes."""
    known.pop(key, None)
    known[key] = thing
    if len(known) > MOST_KNOWN:
        del known[next(iter(known))]


def _visible(rgbas: np.ndarray) -> bool:
    return bool((rgbas[:, 3] > 0).any())
