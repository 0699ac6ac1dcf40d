"""How wide words will be, for diagrams that leave room for them."""

from __future__ import annotations

from deckwright.deck.text import Math, Text
from deckwright.equations.outline import outline
from deckwright.layout.metrics import DIAGRAMS, face


def width_of(text: Text, size: float, bold: bool = False) -> float:
    """Width of a text on one line, in points of the drawing."""
    font = face(DIAGRAMS, bold)
    return sum(
        outline(p.latex, size, display=False).width if isinstance(p, Math) else font.width(p.text) * size for p in text
    )
