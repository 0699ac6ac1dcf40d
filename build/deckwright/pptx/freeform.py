"""Polylines and polygons as DrawingML freeforms."""

from __future__ import annotations

from collections.abc import Sequence

from deckwright.pptx.connector import frame
from deckwright.pptx.xml import Element, element

Point = tuple[float, float]


def freeform(lines: Sequence[Sequence[Point]], closed: bool, apart: bool = False) -> tuple[Element, Element]:
    """``a:xfrm`` and ``a:custGeom`` of polylines whose points are in EMU on the slide.

    Lines of one ``a:path`` make holes in one another; those that are apart get one each.
    """
    xs = [x for line in lines for x, _ in line]
    ys = [y for line in lines for _, y in line]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    size = {"w": round(width), "h": round(height)} | ({} if closed else {"fill": "none"})
    steps = [_steps(line, left, top, closed) for line in lines]
    paths = [element("a:path", size, *line) for line in steps] if apart else [element("a:path", size, *sum(steps, []))]
    empty = [element(tag) for tag in ("a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst")]
    bounds = element("a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"})
    geometry = element("a:custGeom", None, *empty, bounds, element("a:pathLst", None, *paths))
    return frame(left, top, width, height), geometry


def _steps(line: Sequence[Point], left: float, top: float, closed: bool) -> list[Element]:
    points = [element("a:pt", {"x": round(x - left), "y": round(y - top)}) for x, y in line]
    steps = [element("a:lnTo" if i else "a:moveTo", None, point) for i, point in enumerate(points)]
    return [*steps, element("a:close")] if closed else steps
