"""Drawings: every diagram is made of these few marks, and one writer turns them into native shapes.

Coordinates are points (1/72 inch) in the drawing's own frame: x to the right, y down, origin top left.
A drawing may be scaled as a whole to fit its place; text in it is scaled too, but not below 16 pt on the slide where
that has room, and never below 12 pt.
A line feed in a run's text starts a new line.
"""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.deck.block import Block
from deckwright.deck.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What all marks share.

    part  reveal group: 0 with the drawing, n with the n-th further click
    name  unique within its drawing when something refers to it (a connector's end), else ""
    """

    part: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Mark):
    """An ellipse, rectangle, rounded rectangle, triangle, trapezoid... with centered text inside.

    kind is a preset of DrawingML: ellipse, rect, roundRect, triangle, trapezoid, diamond, leftBracket, rightBracket,
    ... fill and stroke are roles, "surface", "background", "" (none) or ``RRGGBB``; opacity from 0 to 1 is the fill's.
    """

    x: float  # left
    y: float  # top
    width: float
    height: float
    kind: str = "rect"
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 1.0
    opacity: float = 1.0
    dashed: bool = False
    text: Text = ()
    size: float = 16.0
    color: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Mark):
    """Text or inline mathematics with no shape around it. (x, y) is its anchor: "left", "center" or "right" at
    mid-height.

    turned  it reads from the bottom up, as the title of a vertical axis does; only text without formulas
    """

    x: float
    y: float
    text: Text
    size: float = 16.0
    color: str = "text"
    anchor: str = "center"
    background: str = ""  # a fill behind the text, so that a line can run under it
    bold: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector(Mark):
    """A line that stays attached to two named shapes when they are moved.

    start_side, end_side  "left", "right", "top" or "bottom"; "" for the sides that face each other
    """

    start: str
    end: str
    color: str = "muted"
    width: float = 1.0
    arrow: bool = False
    dashed: bool = False
    kind: str = "straight"  # straight, elbow, curved
    start_side: str = ""
    end_side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Path(Mark):
    """A freeform: one or several polylines (closed or open); polygons with holes by even-odd order of their lines.

    apart  each line is a polygon of its own: where two overlap, neither makes a hole in the other
    """

    lines: tuple[tuple[tuple[float, float], ...], ...]
    closed: bool = False
    stroke: str = "text"
    stroke_width: float = 1.0
    fill: str = ""
    opacity: float = 1.0
    arrow: bool = False
    dashed: bool = False
    apart: bool = False


NOUNS = {
    "contour": "contour map",
    "heatmap": "heat map",
    "images": "grid of images",
    "regions": "map of regions",
    "sets": "diagram of sets",
}  # what messages call those whose kind is no noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing(Block):
    """A diagram: marks in the order in which they are painted."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    kind: str = "diagram"  # what it is, for its shape name: network, graph, heatmap, contour, ...

    @property
    def noun(self) -> str:
        return NOUNS.get(self.kind, self.kind)
