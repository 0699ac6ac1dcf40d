"""Polylines and polygons as DrawingML freeforms."""

from __future__ import annotations

from collections.abc import Sequence

from deckwright.pptx.connector import frame
from deckwright.pptx.xml import Element, element

Point = tuple[float, float]


def freeform(lines: Sequence[Sequence[Point]], closed: bool) -> tuple[Element, Element]:
    """``a:xfrm`` and ``a:custGeom`` of polylines whose points are in EMU on the slide."""
    xs = [x for line in lines for x, _ in line]
    ys = [y for line in lines for _, y in line]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    path = element("a:path", {"w": round(width), "h": round(height)} | ({} if closed else {"fill": "none"}))
    for line in lines:
        for i, (x, y) in enumerate(line):
            point = element("a:pt", {"x": round(x - left), "y": round(y - top)})
            path.append(element("a:lnTo" if i else "a:moveTo", None, point))
        if closed:
            path.append(element("a:close"))
    empty = [element(tag) for tag in ("a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst")]
    bounds = element("a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"})
    geometry = element("a:custGeom", None, *empty, bounds, element("a:pathLst", None, path))
    return frame(left, top, width, height), geometry
