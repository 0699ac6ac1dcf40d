"""Outline -> DrawingML freeforms: sharp at any size in programs that show no Office Math.

Each glyph is a path of its own. Within one path overlapping contours cancel out, which keeps the inside of an o open;
two glyphs that touch, such as a root and its bar, must not cancel each other.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from pptx.util import Pt

from deckwright.equations.curves import Point
from deckwright.equations.glyph import Glyph
from deckwright.equations.omml_elements import A
from deckwright.equations.outline import Outline

STEPS = {2: "lnTo", 3: "quadBezTo", 4: "cubicBezTo"}
POINT = int(Pt(1))  # EMU


def geometries(outline: Outline) -> dict[str, etree._Element]:
    """One ``a:custGeom`` for each role in the outline; all have the outline's box, so that they can be stacked.

    Letters that are to be set as text are left out.
    """
    drawn = [glyph for glyph in outline.glyphs if not glyph.letters]
    roles = dict.fromkeys(glyph.role for glyph in drawn)
    return {role: geometry(outline, [glyph for glyph in drawn if glyph.role == role]) for role in roles}


def geometry(outline: Outline, glyphs: list[Glyph] | tuple[Glyph, ...]) -> etree._Element:
    """``a:custGeom`` of some glyphs of an outline, in EMU from the top left of the outline's box."""
    box = f'w="{Pt(outline.width)}" h="{Pt(outline.total)}"'
    paths = "".join(f"<a:path {box}>{_drawn(glyph, outline.height)}</a:path>" for glyph in glyphs)
    # Written as text and parsed at once: a lecture has tens of thousands of points, and an element for each takes long.
    return etree.fromstring(
        f'<a:custGeom xmlns:a="{A}"><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst>{paths}</a:pathLst></a:custGeom>"
    )


def _drawn(glyph: Glyph, baseline: float) -> str:
    pieces: list[str] = []
    for contour in glyph.contours:
        pieces += ("<a:moveTo>", *_points(contour[0][:1], baseline), "</a:moveTo>")
        for curve in contour:
            name = STEPS[len(curve)]
            pieces += (f"<a:{name}>", *_points(curve[1:], baseline), f"</a:{name}>")
        pieces.append("<a:close/>")
    return "".join(pieces)


def _points(points: Iterable[Point], baseline: float) -> list[str]:
    return [f'<a:pt x="{int(x * POINT)}" y="{int((y + baseline) * POINT)}"/>' for x, y in points]
