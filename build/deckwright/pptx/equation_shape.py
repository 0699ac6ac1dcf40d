"""A display equation as a shape: native and editable in PowerPoint, a drawing of the same everywhere else.

``mc:Choice`` asks for a namespace that PowerPoint knows and LibreOffice does not list; LibreOffice, which would
turn the native equation into a broken one, therefore takes ``mc:Fallback``.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from itertools import count

from lxml import etree
from pptx.util import Emu, Pt

from deckwright.equations.formula import Formula, Sides
from deckwright.equations.omml import omml, omml_aligned, paragraph
from deckwright.equations.omml_elements import A, theme_color
from deckwright.equations.outline import Outline, aligned_outline, outline
from deckwright.errors import Source
from deckwright.layout.placed import Box
from deckwright.pptx.other_letters import other_letters
from deckwright.pptx.outline_freeform import geometries

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
P159 = "http://schemas.microsoft.com/office/powerpoint/2015/09/main"
ALIGN = {"left": "l", "center": "ctr", "right": "r"}
PART_IDS = 100_000  # the parts of a drawing in colors have ids beyond those of any slide's own shapes


def equation_shape(
    lines: Sequence[Sides],
    box: Box,
    size: float,
    *,
    shape_id: int,
    name: str,
    alt: str = "",
    justify: str = "left",
    fill: etree._Element | None = None,
    where: Source | None = None,
) -> etree._Element:
    """``mc:AlternateContent`` to append to ``p:spTree``: lines aligned at their relations.

    They stand in their box at the left, in the center or at the right, and at mid-height.
    fill  ``a:solidFill`` for what has no role; None is the theme's text color
    """
    fill = text_color() if fill is None else fill
    choice = etree.Element(
        f"{{{MC}}}Choice", Requires="a14 p159", nsmap={"mc": MC, "a14": A14, "p159": P159, "p": P, "a": A}
    )
    choice.append(_native(lines, box, size, shape_id, name, alt, justify, fill, where))
    fallback = etree.Element(f"{{{MC}}}Fallback", nsmap={"mc": MC, "p": P, "a": A})
    fallback.append(
        drawn_equation(
            set_outline(lines, size, where), box, shape_id=shape_id, name=name, alt=alt, justify=justify, fill=fill
        )
    )
    content = etree.Element(f"{{{MC}}}AlternateContent", nsmap={"mc": MC})
    content.extend((choice, fallback))
    return content


def a14_math(
    formula: Formula,
    size: float | None = None,
    fill: etree._Element | None = None,
    *,
    display: bool = False,
    where: Source | None = None,
) -> etree._Element:
    """``a14:m`` with one formula, to stand among the runs of an ``a:p``.

    The paragraph's shape belongs into an ``mc:Choice`` that requires a14, with an ``mc:Fallback`` beside it.
    """
    element = etree.Element(f"{{{A14}}}m", nsmap={"a14": A14})
    element.append(omml(formula, size=size, fill=fill, display=display, where=where))
    return element


def set_outline(lines: Sequence[Sides], size: float, where: Source | None = None) -> Outline:
    """The outline of one line as a whole, or of aligned lines."""
    return aligned_outline(tuple(lines), size, where) if len(lines) > 1 else outline(lines[0].whole, size, where=where)


def text_color() -> etree._Element:
    """The fill of ordinary text: the theme's first text color."""
    fill = etree.Element(f"{{{A}}}solidFill", nsmap={"a": A})
    etree.SubElement(fill, f"{{{A}}}schemeClr", val="tx1")
    return fill


def drawn_equation(
    drawing: Outline,
    box: Box,
    *,
    shape_id: int,
    name: str,
    alt: str = "",
    justify: str = "left",
    fill: etree._Element | None = None,
) -> etree._Element:
    """An outline as a freeform (``p:sp``), or as a group (``p:grpSp``) when it has several colors or other letters."""
    place = _place(drawing, box, justify)
    fills = {role: theme_color(role) if role else (text_color() if fill is None else fill) for role in drawing.roles}
    shapes, letters = geometries(drawing), [glyph for glyph in drawing.glyphs if glyph.letters]
    if len(shapes) == 1 and not letters:
        ((role, geometry),) = shapes.items()
        return _freeform(geometry, fills[role], place, shape_id, name, alt)
    group = etree.Element(f"{{{P}}}grpSp", nsmap={"p": P, "a": A})
    _non_visual(group, "nvGrpSpPr", "cNvGrpSpPr", shape_id, name, alt)
    transform = _transform(etree.SubElement(group, f"{{{P}}}grpSpPr"), place)
    etree.SubElement(transform, f"{{{A}}}chOff", x=str(place.left), y=str(place.top))
    etree.SubElement(transform, f"{{{A}}}chExt", cx=str(place.width), cy=str(place.height))
    ids = count(PART_IDS + 100 * shape_id)
    for role, geometry in shapes.items():
        group.append(_freeform(geometry, fills[role], place, next(ids), f"{name} {role or 'text'}", ""))
    for glyph in letters:
        group.append(other_letters(glyph, fills[glyph.role], place, drawing.height, next(ids)))
    return group


def _place(drawing: Outline, box: Box, justify: str) -> Box:
    """Where the outline stands in its box."""
    width, height = Pt(drawing.width), Pt(drawing.total)
    free = {"left": 0, "center": (box.width - width) // 2, "right": box.width - width}[justify]
    return Box(Emu(box.left + free), Emu(box.top + (box.height - height) // 2), Emu(max(width, 1)), Emu(max(height, 1)))


def _freeform(
    geometry: etree._Element, fill: etree._Element, place: Box, shape_id: int, name: str, alt: str
) -> etree._Element:
    shape = etree.Element(f"{{{P}}}sp", nsmap={"p": P, "a": A})
    _non_visual(shape, "nvSpPr", "cNvSpPr", shape_id, name, alt)
    properties = etree.SubElement(shape, f"{{{P}}}spPr")
    _transform(properties, place)
    properties.extend((geometry, copy.deepcopy(fill)))
    etree.SubElement(etree.SubElement(properties, f"{{{A}}}ln"), f"{{{A}}}noFill")
    return shape


def _native(
    lines: Sequence[Sides], box: Box, size: float, shape_id: int, name: str, alt: str, justify: str, fill, where
) -> etree._Element:
    """The text box with the native equation: no insets, wrapping or fitting, so that it stays where the drawing is."""
    shape = etree.Element(f"{{{P}}}sp", nsmap={"p": P, "a": A})
    _non_visual(shape, "nvSpPr", "cNvSpPr", shape_id, name, alt).set("txBox", "1")
    properties = etree.SubElement(shape, f"{{{P}}}spPr")
    _transform(properties, box)
    etree.SubElement(etree.SubElement(properties, f"{{{A}}}prstGeom", prst="rect"), f"{{{A}}}avLst")
    etree.SubElement(properties, f"{{{A}}}noFill")
    text = etree.SubElement(shape, f"{{{P}}}txBody")
    body = etree.SubElement(
        text, f"{{{A}}}bodyPr", wrap="none", lIns="0", tIns="0", rIns="0", bIns="0", rtlCol="0", anchor="ctr"
    )
    etree.SubElement(body, f"{{{A}}}noAutofit")
    etree.SubElement(text, f"{{{A}}}lstStyle")
    line = etree.SubElement(text, f"{{{A}}}p")
    properties = etree.SubElement(line, f"{{{A}}}pPr", marL="0", indent="0", algn=ALIGN[justify])
    etree.SubElement(properties, f"{{{A}}}buNone")
    math = etree.SubElement(line, f"{{{A14}}}m", nsmap={"a14": A14})
    math.append(paragraph([omml_aligned(lines, size=size, fill=fill, where=where)], justify))
    etree.SubElement(line, f"{{{A}}}endParaRPr", lang="en-US", sz=str(round(size * 100)))
    return shape


def _non_visual(shape: etree._Element, group: str, kind: str, shape_id: int, name: str, alt: str) -> etree._Element:
    """Id, name and description of a shape; returns the element for its kind's own settings."""
    properties = etree.SubElement(shape, f"{{{P}}}{group}")
    etree.SubElement(properties, f"{{{P}}}cNvPr", {"id": str(shape_id), "name": name} | ({"descr": alt} if alt else {}))
    settings = etree.SubElement(properties, f"{{{P}}}{kind}")
    etree.SubElement(properties, f"{{{P}}}nvPr")
    return settings


def _transform(properties: etree._Element, box: Box) -> etree._Element:
    transform = etree.SubElement(properties, f"{{{A}}}xfrm")
    etree.SubElement(transform, f"{{{A}}}off", x=str(box.left), y=str(box.top))
    etree.SubElement(transform, f"{{{A}}}ext", cx=str(box.width), cy=str(box.height))
    return transform
