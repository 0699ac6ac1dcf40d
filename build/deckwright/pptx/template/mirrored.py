"""Master and layouts of our design for readers from the right."""

from __future__ import annotations

from lxml import etree
from pptx.util import Emu

from deckwright.pptx.xml import qualified

OTHER_SIDE = {"l": "r", "r": "l"}


def mirrored_xml(xml: str, width: Emu) -> str:
    """A master or a layout as seen in a mirror; its text runs from right to left."""
    root = etree.fromstring(xml.encode("utf-8"))
    for frame in root.iter(qualified("a:xfrm")):
        offset, extent = frame.find(qualified("a:off")), frame.find(qualified("a:ext"))
        if frame.getparent().tag != qualified("p:grpSpPr"):
            offset.set("x", str(width - int(offset.get("x")) - int(extent.get("cx"))))
        if frame.getparent().getparent().tag == qualified("p:cxnSp"):
            frame.set("flipH", str(1 - int(frame.get("flipH", "0"))))
    for element in root.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname.endswith("pPr"):
            if element.get("algn") in OTHER_SIDE:
                element.set("algn", OTHER_SIDE[element.get("algn")])
            if element.get("rtl"):
                element.set("rtl", "1")
        if element.get("rtlCol"):
            element.set("rtlCol", "1")
    return etree.tostring(root, encoding="unicode", xml_declaration=False)
