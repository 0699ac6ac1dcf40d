"""Text on a diagram: inside a shape or free, with inline formulas where it has them."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.util import Pt

from deckwright.deck.text import Math, Run, Text
from deckwright.pptx.colours import solid_fill
from deckwright.pptx.connector import frame
from deckwright.pptx.shape_ids import ShapeIds
from deckwright.pptx.xml import Element, element
from deckwright.theme import Theme

LINE_HEIGHT = 1.22  # of Calibri, in type sizes
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_PADDING = 0.15  # around a label's text, in type sizes


@dataclass(frozen=True, slots=True)
class Inscription:
    """Text with its place: centred in a box (EMU), or for a box without size, anchored at a point."""

    text: Text
    size: float  # points on the slide
    colour: str
    anchor: str
    box: tuple[float, float, float, float]  # left, top, width, height
    bold: bool = False

    @property
    def lines(self) -> list[list[Run | Math]]:
        """The parts of each line; a line feed in a run starts a new line."""
        lines: list[list[Run | Math]] = [[]]
        for part in self.text:
            if isinstance(part, Math) or "\n" not in part.text:
                lines[-1].append(part)
                continue
            for i, piece in enumerate(part.text.split("\n")):
                if i:
                    lines.append([])
                if piece:
                    lines[-1].append(_retext(part, piece))
        return lines
