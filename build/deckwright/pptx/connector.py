"""Connectors that are glued to their shapes: moving a shape in the presentation program moves its lines."""

from __future__ import annotations

from deckwright.deck.connection import End
from deckwright.deck.drawing import Connector
from deckwright.pptx.xml import Element, element

_VERTICAL = ("top", "bottom")


def geometry(connector: Connector, start: End, end: End) -> tuple[Element, Element]:
    """``a:xfrm`` and preset of a connector between two points on the slide (EMU).

    DrawingML draws every connector from the top left to the bottom right and then mirrors and turns it.
    """
    dx, dy = round(end.x - start.x), round(end.y - start.y)
    if connector.kind == "straight":
        flips = {"flipH": dx < 0, "flipV": dy < 0}
        return frame(min(start.x, end.x), min(start.y, end.y), abs(dx), abs(dy), flips), _preset("straightConnector1")
    turned = start.side in _VERTICAL
    along, across = (dy, dx) if turned else (dx, dy)
    backwards, length, breadth = along < 0, abs(along), abs(across)
    left, top = (start.x + end.x - length) / 2, (start.y + end.y - breadth) / 2
    if turned:  # a quarter turn clockwise sends right to down and down to left; three quarters send right to up
        flips = {"rot": 16_200_000 if backwards else 5_400_000, "flipV": (across > 0) != backwards}
    else:
        flips = {"flipH": backwards, "flipV": across < 0}
    return frame(left, top, length, breadth, flips), _bend(connector, start, end)


def frame(left: float, top: float, width: float, height: float, flips: dict[str, object] | None = None) -> Element:
    """``a:xfrm`` of a shape; flips and turns that are off are left out."""
    turns = {name: value for name, value in (flips or {}).items() if value}
    place = (
        element("a:off", {"x": round(left), "y": round(top)}),
        element("a:ext", {"cx": round(width), "cy": round(height)}),
    )
    return element("a:xfrm", turns, *place)


def _bend(connector: Connector, start: End, end: End) -> Element:
    """An elbow or curve: one bend between a side and a top or bottom, two between opposite sides."""
    family = "bent" if connector.kind == "elbow" else "curved"
    bends = 2 if (start.side in _VERTICAL) != (end.side in _VERTICAL) else 3
    return _preset(f"{family}Connector{bends}")


def _preset(name: str) -> Element:
    return element("a:prstGeom", {"prst": name}, element("a:avLst"))
