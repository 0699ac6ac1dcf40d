"""The bullets of a lecturer's lists: their sign, its font, color and size at each level."""

from __future__ import annotations

from copy import deepcopy

from deckwright.pptx.placeholders import Placeholders
from deckwright.pptx.template.inherited import styles
from deckwright.pptx.xml import Element, qualified

SIGN = qualified("a:buChar")
LOOK = tuple(
    map(qualified, ("a:buClrTx", "a:buClr", "a:buSzTx", "a:buSzPct", "a:buSzPts", "a:buFontTx", "a:buFont", "a:buChar"))
)


def bullet(slots: Placeholders, level: int) -> tuple[Element, ...]:
    """What draws a bullet at a level (from 0) in this layout; nothing where the template draws none, or a picture."""
    if slots.house or not slots.bodies:
        return ()
    for style in styles(slots.layout, slots.bodies[0]):
        properties = style.find(qualified(f"a:lvl{level + 1}pPr"))
        if properties is not None and properties.find(SIGN) is not None:
            return tuple(deepcopy(each) for each in properties if each.tag in LOOK)
    return ()
