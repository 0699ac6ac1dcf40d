"""Outline -> DrawingML freeforms: sharp at any size in programs that show no Office Math.

Each glyph is a path of its own. Within one path overlapping contours cancel out, which keeps the inside of an o open;
two glyphs that touch, such as a root and its bar, must not cancel each other.
"""

from __future__ import annotations

from lxml import etree
from pptx.util import Pt

from deckwright.equations.contours import Contour
from deckwright.equations.officemath import A
from deckwright.equations.outline import Glyph, Outline

STEPS = {2: "lnTo", 3: "quadBezTo", 4: "cubicBezTo"}


def geometries(outline: Outline) -> dict[str, etree._Element]:
    """One ``a:custGeom`` for each role in the outline; all have the outline's box, so that they can be stacked."""
    return {
        role: geometry(outline, [glyph for glyph in outline.glyphs if glyph.role == role]) for role in outline.roles
    }


def geometry(outline: Outline, glyphs: list[Glyph] | tuple[Glyph, ...]) -> etree._Element:
    """``a:custGeom`` of some glyphs of an outline, in EMU from the top left of the outline's box."""
    shape = etree.Element(f"{{{A}}}custGeom", nsmap={"a": A})
    for name in ("avLst", "gdLst", "ahLst", "cxnLst"):
        etree.SubElement(shape, f"{{{A}}}{name}")
    etree.SubElement(shape, f"{{{A}}}rect", l="0", t="0", r="r", b="b")
    paths = etree.SubElement(shape, f"{{{A}}}pathLst")
    for glyph in glyphs:
        path = etree.SubElement(paths, f"{{{A}}}path", w=str(Pt(outline.width)), h=str(Pt(outline.total)))
        for contour in glyph.contours:
            _add(path, contour, outline.height)
    return shape


def _add(path: etree._Element, contour: Contour, baseline: float) -> None:
    _step(path, "moveTo", contour[0][:1], baseline)
    for curve in contour:
        _step(path, STEPS[len(curve)], curve[1:], baseline)
    etree.SubElement(path, f"{{{A}}}close")


def _step(path: etree._Element, name: str, points, baseline: float) -> None:
    step = etree.SubElement(path, f"{{{A}}}{name}")
    for x, y in points:
        etree.SubElement(step, f"{{{A}}}pt", x=str(Pt(x)), y=str(Pt(y + baseline)))
