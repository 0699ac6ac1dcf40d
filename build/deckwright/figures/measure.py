"""How wide words will be, for diagrams that leave room for them."""

from __future__ import annotations

from deckwright.deck.text import Text
from deckwright.fonts import DIAGRAMS
from deckwright.fonts.type import Type


def width_of(text: Text, size: float, bold: bool = False) -> float:
    """Width of a text on one line, in points of the drawing."""
    return Type(DIAGRAMS, DIAGRAMS, size, bold).text_width(text)
