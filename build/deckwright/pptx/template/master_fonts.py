"""One font a slide: what a master says on its styles becomes the theme's fonts, by which everything else goes."""

from __future__ import annotations

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation
from pptx.slide import SlideMaster

from deckwright.pptx.xml import Element, qualified

STYLES = {"p:titleStyle": ("majorFont", ("title", "ctrTitle")), "p:bodyStyle": ("minorFont", ("body",))}
LATIN = "/".join(map(qualified, ("a:lvl1pPr", "a:defRPr", "a:latin")))


def put_master_fonts_into_theme(presentation: Presentation) -> None:
    """Give each master's theme the fonts of its titles and its text: what stands beside them then has them as well."""
    for master in presentation.slide_masters:
        part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme, changed = etree.fromstring(part.blob), False
        for style, (font, kinds) in STYLES.items():
            said, entry = _said(master, style, kinds), theme.find(f".//{qualified('a:' + font)}/{qualified('a:latin')}")
            if said and entry is not None and entry.get("typeface") != said:
                entry.attrib.clear()  # what it said of the old font's shapes goes with it
                entry.set("typeface", said)
                changed = True
        if changed:
            part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _said(master: SlideMaster, style: str, kinds: tuple[str, ...]) -> str:
    """The font that a master names for its placeholders of some kinds, "" where it leaves that to the theme."""
    own = [each._element for each in master.placeholders if _kind(each._element) in kinds]
    for place in (*own, *master._element.iter(qualified(style))):
        styled = [place] if place.tag == qualified(style) else list(place.iter(qualified("a:lstStyle")))
        latin = next((found for each in styled if (found := each.find(LATIN)) is not None), None)
        if latin is not None:
            typeface = latin.get("typeface", "")
            return "" if typeface.startswith("+") else typeface
    return ""


def _kind(placeholder: Element) -> str:
    return next(placeholder.iter(qualified("p:ph"))).get("type", "obj")
