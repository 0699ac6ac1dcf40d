"""Shapes with text: free text boxes and filled placeholders, all with zero insets and no autofit."""

from __future__ import annotations

from deckwright.layout.placed import Box
from deckwright.pptx.placeholders import reference
from deckwright.pptx.xml import Element, element

INSETS = ("lIns", "tIns", "rIns", "bIns")


def transform(box: Box, tag: str = "a:xfrm") -> Element:
    """``a:xfrm`` (``p:xfrm`` for graphic frames) of a box."""
    offset = element("a:off", {"x": int(box.left), "y": int(box.top)})
    return element(tag, None, offset, element("a:ext", {"cx": int(box.width), "cy": int(box.height)}))


def group(heading_properties: Element, box: Box, shapes: list[Element]) -> Element:
    """``p:grpSp`` of shapes that have slide coordinates. heading_properties: its ``p:cNvPr``."""
    heading = element("p:nvGrpSpPr", None, heading_properties, element("p:cNvGrpSpPr"), element("p:nvPr"))
    place = transform(box)
    place.append(element("a:chOff", {"x": int(box.left), "y": int(box.top)}))
    place.append(element("a:chExt", {"cx": int(box.width), "cy": int(box.height)}))
    return element("p:grpSp", None, heading, element("p:grpSpPr", None, place), *shapes)


def preset(kind: str = "rect") -> Element:
    """``a:prstGeom`` of one of DrawingML's own shapes."""
    return element("a:prstGeom", {"prst": kind}, element("a:avLst"))


def text_shape(
    shape_id: int,
    name: str,
    box: Box | None,
    paragraphs: list[Element],
    *,
    placeholder: Element | None = None,
    fill: Element | None = None,
    anchor: str = "",
    alt: str = "",
    inset: int = 0,
) -> Element:
    """``p:sp`` with text. With a placeholder it fills that one; box None leaves it at the layout's place."""
    locks = element("a:spLocks", {"noGrp": True}) if placeholder is not None else None
    kind = element("p:cNvSpPr", {} if placeholder is not None else {"txBox": True}, locks)
    heading = element(
        "p:nvSpPr",
        None,
        element("p:cNvPr", {"id": shape_id, "name": name} | ({"descr": alt} if alt else {})),
        kind,
        element("p:nvPr", None, reference(placeholder) if placeholder is not None else None),
    )
    place = [transform(box), preset()] if box is not None else []
    properties = element("p:spPr", None, *place, fill)
    return element("p:sp", None, heading, properties, text_body(paragraphs, anchor=anchor, inset=inset))


def text_body(paragraphs: list[Element], *, anchor: str = "", inset: int = 0) -> Element:
    """The text of a shape; anchor "" keeps the placeholder's."""
    attributes: dict[str, object] = {"wrap": "square"} | dict.fromkeys(INSETS, int(inset))
    attributes |= {"anchor": anchor} if anchor else {}
    frame = element("a:bodyPr", attributes, element("a:noAutofit"))
    return element("p:txBody", None, frame, element("a:lstStyle"), *paragraphs)


def decoration(shape_id: int, name: str, box: Box, fill: Element, kind: str = "rect") -> Element:
    """A filled shape that only adorns: a screen reader passes over it."""
    heading = element("p:nvSpPr", None, ornament(shape_id, name), element("p:cNvSpPr"), element("p:nvPr"))
    no_line = element("a:ln", None, element("a:noFill"))
    return element("p:sp", None, heading, element("p:spPr", None, transform(box), preset(kind), fill, no_line))


def ornament(shape_id: int, name: str) -> Element:
    """``p:cNvPr`` of something decorative."""
    mark = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    extension = element("a:ext", {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"})
    extension.append(extension.makeelement(f"{{{mark}}}decorative", {"val": "1"}, nsmap={"adec": mark}))
    return element("p:cNvPr", {"id": shape_id, "name": name}, element("a:extLst", None, extension))
