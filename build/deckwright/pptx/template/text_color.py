"""The color in which a lecturer's layout sets a text: what is written or drawn beside it takes the same one."""

from __future__ import annotations

from pptx.slide import SlideLayout

from deckwright.pptx.template.inherited import styles
from deckwright.pptx.template.scheme import Scheme, scheme_of
from deckwright.pptx.theme_colors import SCHEME
from deckwright.pptx.xml import Element, qualified
from deckwright.theme import Theme

NAMES = {value: name for name, value in SCHEME.items()} | {"dk1": "text", "lt1": "background"}
FILL = "/".join(map(qualified, ("a:lvl1pPr", "a:defRPr", "a:solidFill")))


def ink(layout: SlideLayout, placeholder: Element | None, theme: Theme) -> str:
    """The color of a placeholder's text, by a name that colors go by here; that of all text where none is said.

    It is ``RRGGBB`` where it is made from a color of the scheme, or where the theme has another one under its name.
    """
    said = _said(layout, placeholder)
    if said is None:
        return "text"
    value = said.get("val", "")
    if said.tag == qualified("a:schemeClr") and not len(said) and value in NAMES and value not in theme.scheme:
        return NAMES[value]
    return scheme_of(layout.slide_master).resolve(said) or "text"


def text_color(layout: SlideLayout, placeholder: Element, scheme: Scheme) -> str:
    """The color of a placeholder's text as ``RRGGBB``, "" where none is said."""
    said = _said(layout, placeholder)
    return scheme.resolve(said) if said is not None else ""


def _said(layout: SlideLayout, placeholder: Element | None) -> Element | None:
    """The nearest color that is said for a placeholder's text."""
    for style in styles(layout, placeholder) if placeholder is not None else ():
        fill = style.find(FILL)
        if fill is not None and len(fill):
            return fill[0]
    return None
