"""Where a connector meets its shapes: at the middle of the sides that face each other."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.deck.drawing import Connector, Shape

# DrawingML numbers the connection sites of a preset counter-clockwise from the top; most have one on each side.
_FOUR = {"top": 0, "left": 1, "bottom": 2, "right": 3}
_SITES = {
    "ellipse": {"top": 0, "left": 2, "bottom": 4, "right": 6},
    "triangle": {"top": 0, "left": 1, "bottom": 3, "right": 5},
    "leftBracket": {"top": 0, "left": 1, "bottom": 2, "right": 0},
    "rightBracket": {"top": 0, "left": 0, "bottom": 1, "right": 2},
}
_INSET = {"triangle": 0.25, "parallelogram": 0.125, "trapezoid": 0.125}  # how far the slanted sides' middles lie inside


@dataclass(frozen=True, slots=True)
class End:
    """One end of a connector: side of the shape, its site's index in DrawingML, and the point."""

    side: str
    site: int
    x: float
    y: float


def ends(connector: Connector, start: Shape, end: Shape) -> tuple[End, End]:
    """Both ends of a connector; sides that it leaves open are those that face each other across the wider gap."""
    first, second = facing_sides(start, end)
    return site(start, connector.start_side or first), site(end, connector.end_side or second)


def site(shape: Shape, side: str) -> End:
    """The connection site on one side of a shape."""
    inset = _INSET.get(shape.kind, 0) * (shape.width if shape.kind == "triangle" else min(shape.width, shape.height))
    middle, center = shape.x + shape.width / 2, shape.y + shape.height / 2
    points = {
        "left": (shape.x + inset, center),
        "right": (shape.x + shape.width - inset, center),
        "top": (middle, shape.y),
        "bottom": (middle, shape.y + shape.height),
    }
    return End(side, _SITES.get(shape.kind, _FOUR)[side], *points[side])


def facing_sides(start: Shape, end: Shape) -> tuple[str, str]:
    """The two sides that look at each other.

    >>> facing_sides(Shape(x=0, y=0, width=10, height=10), Shape(x=50, y=20, width=10, height=10))
    ('right', 'left')
    """
    right, left = end.x - (start.x + start.width), start.x - (end.x + end.width)
    below, above = end.y - (start.y + start.height), start.y - (end.y + end.height)
    if max(right, left) >= max(below, above):
        return ("right", "left") if right >= left else ("left", "right")
    return ("bottom", "top") if below >= above else ("top", "bottom")
