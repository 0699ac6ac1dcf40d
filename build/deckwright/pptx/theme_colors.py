"""Colors of the deck as colors of the PowerPoint theme, so that a change of theme recolors everything."""

from __future__ import annotations

from pptx.oxml.ns import qn

from deckwright.layout.ornament import ON_PANEL
from deckwright.pptx.xml import Element, element
from deckwright.theme import CATEGORIES, ROLES, Theme

SCHEME = {role: f"accent{i}" for i, role in enumerate(ROLES, 1)} | {
    "text": "tx1",
    "background": "bg1",
    "muted": "tx2",
    "surface": "bg2",
}
SCHEME_COLOR, RGB_COLOR = qn("a:schemeClr"), qn("a:srgbClr")


def color(name: str, theme: Theme, opacity: float = 1.0) -> Element:
    """``a:schemeClr`` for a role, text, muted, surface or background; ``a:srgbClr`` for those without one.

    name may be ``RRGGBB`` as well.
    """
    alpha = None if opacity >= 1 else element("a:alpha", {"val": round(opacity * 100_000)})
    if name == ON_PANEL:
        name = "text" if theme.is_dark else "background"
    if name in SCHEME:
        return element("a:schemeClr", {"val": SCHEME[name]}, alpha)
    rgb = theme.color(name) if name in ("negative", "positive", "line", *CATEGORIES) else name.upper()
    return element("a:srgbClr", {"val": rgb}, alpha)


def shade(tree: Element, theme: Theme) -> None:
    """Where colors of a template can't be read on its ground, make those in this tree darker or brighter."""
    by_accent = {SCHEME[role]: shade for role, shade in theme.shades.items()}
    for found in list(tree.iter(SCHEME_COLOR)) if by_accent or theme.scheme else ():
        if own := theme.scheme.get(found.get("val", "")):
            found.tag = RGB_COLOR
            found.set("val", own)
        elif found.get("val") in by_accent:
            share, more = (round(100_000 * value) for value in by_accent[found.get("val")])
            found.append(element("a:lumMod", {"val": share}))
            found.extend([element("a:lumOff", {"val": more})] if more else [])


def solid_fill(name: str, theme: Theme, opacity: float = 1.0) -> Element:
    """``a:solidFill`` of a color, ``a:noFill`` for an empty name."""
    return element("a:solidFill", None, color(name, theme, opacity)) if name else element("a:noFill")


def outline(name: str, theme: Theme, points: float = 1.0, *, dashed: bool = False, dash: str = "") -> Element:
    """``a:ln``: a line of a color, or none; dash is a pattern of DrawingML, dashed the usual one."""
    if not name:
        return element("a:ln", None, element("a:noFill"))
    pattern = dash or ("dash" if dashed else "")
    broken = element("a:prstDash", {"val": pattern}) if pattern else None
    return element("a:ln", {"w": round(points * 12700)}, solid_fill(name, theme), broken)
