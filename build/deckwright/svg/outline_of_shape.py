"""The outlines of DrawingML's preset shapes, for those that diagrams are made of."""

from __future__ import annotations

from deckwright.svg.markup import Attribute, element, number, polyline

ROUND = 1 / 6  # of the shorter side: the radius of a rounded rectangle's corners, as presets have it
SLANT = 0.25  # of the shorter side: how far a trapezoid's or parallelogram's sides lean
BRACKET = 1 / 12  # of the shorter side: over which a bracket bends

Frame = tuple[float, float, float, float]  # left, top, width, height


def preset(kind: str, frame: Frame, look: dict[str, Attribute]) -> str:
    """The shape of this name in its frame; a rectangle for one that is not known here."""
    x, y, width, height = frame
    if kind == "ellipse":
        place: dict[str, Attribute] = {"cx": x + width / 2, "cy": y + height / 2, "rx": width / 2, "ry": height / 2}
        return element("ellipse", place | look)
    if kind in ("leftBracket", "rightBracket"):
        return element("path", {"d": _bracket(kind, frame)} | look | {"fill": "none"})
    if corners := _corners(kind, frame):
        return element("path", {"d": polyline(corners, closed=True)} | look)
    rounded: dict[str, Attribute] = {"rx": ROUND * min(width, height)} if kind == "roundRect" else {}
    return element("rect", {"x": x, "y": y, "width": width, "height": height} | rounded | look)


def _corners(kind: str, frame: Frame) -> list[tuple[float, float]]:
    x, y, width, height = frame
    right, bottom, lean = x + width, y + height, SLANT * min(width, height)
    middle, center = x + width / 2, y + height / 2
    return {
        "triangle": [(middle, y), (right, bottom), (x, bottom)],
        "diamond": [(middle, y), (right, center), (middle, bottom), (x, center)],
        "trapezoid": [(x + lean, y), (right - lean, y), (right, bottom), (x, bottom)],
        "parallelogram": [(x + lean, y), (right, y), (right - lean, bottom), (x, bottom)],
    }.get(kind, [])


def _bracket(kind: str, frame: Frame) -> str:
    x, y, width, height = frame
    inner, outer = (x + width, x) if kind == "leftBracket" else (x, x + width)
    down = BRACKET * min(width, height)
    turn = 0 if kind == "leftBracket" else 1
    bend = f"A{number(width)} {number(down)} 0 0 {turn}"
    return (
        f"M{number(inner)} {number(y)}{bend} {number(outer)} {number(y + down)}"
        f"V{number(y + height - down)}{bend} {number(inner)} {number(y + height)}"
    )
