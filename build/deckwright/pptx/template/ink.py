"""The colour in which a lecturer's layout sets a text: what is written or drawn beside it takes the same one."""

from __future__ import annotations

from pptx.slide import SlideLayout

from deckwright.pptx.colours import SCHEME
from deckwright.pptx.template.inherited import styles
from deckwright.pptx.xml import Element, qualified

NAMES = {value: name for name, value in SCHEME.items()} | {"dk1": "text", "lt1": "background"}
FILL = "/".join(map(qualified, ("a:lvl1pPr", "a:defRPr", "a:solidFill")))


def ink(layout: SlideLayout, placeholder: Element | None) -> str:
    """The colour of a placeholder's text, by a name that colours go by here; that of all text where none is said."""
    for style in styles(layout, placeholder) if placeholder is not None else ():
        fill = style.find(FILL)
        if fill is not None and len(fill):
            said = fill[0].get("val", "")
            return said if fill[0].tag == qualified("a:srgbClr") else NAMES.get(said, "text")
    return "text"
