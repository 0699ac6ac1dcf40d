"""Letters that the font for formulas lacks, within a drawn formula: text in the slide's font for their script."""

from __future__ import annotations

import copy

from pptx.util import Emu, Pt

from deckwright.equations.glyph import Glyph
from deckwright.layout.placed import Box
from deckwright.pptx.shape import INSETS, preset, transform
from deckwright.pptx.spelling import spelling
from deckwright.pptx.xml import Element, element

ABOVE = 0.8  # ems from the top of an exactly spaced line to its baseline, in LibreOffice, whatever the font


def other_letters(glyph: Glyph, fill: Element, place: Box, height: float, shape_id: int) -> Element:
    """``p:sp``: the letters in the middle of their room, for a font may be a little wider than they were measured.

    place   of the formula
    height  of the formula above its baseline, in points
    """
    size, (left, _, right, _) = glyph.scale, glyph.box
    top = height + glyph.y - ABOVE * size
    box = Box(Emu(place.left + Pt(left)), Emu(place.top + Pt(top)), Pt(right - left), Pt(size))
    heading = element(
        "p:nvSpPr",
        None,
        element("p:cNvPr", {"id": shape_id, "name": glyph.letters}),
        element("p:cNvSpPr", {"txBox": True}),
        element("p:nvPr"),
    )
    spacing = element("a:lnSpc", None, element("a:spcPts", {"val": round(size * 100)}))
    form = element("a:pPr", {"marL": 0, "indent": 0, "algn": "ctr"}, spacing, element("a:buNone"))
    look = element("a:rPr", {**spelling(glyph.letters), "sz": round(size * 100)}, copy.deepcopy(fill))
    line = element("a:p", None, form, element("a:r", None, look, element("a:t", text=glyph.letters)))
    frame = element("a:bodyPr", {"wrap": "none"} | dict.fromkeys(INSETS, 0), element("a:noAutofit"))
    text = element("p:txBody", None, frame, element("a:lstStyle"), line)
    return element("p:sp", None, heading, element("p:spPr", None, transform(box), preset(), element("a:noFill")), text)
