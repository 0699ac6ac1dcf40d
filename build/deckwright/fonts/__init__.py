"""How wide letters are and how high lines, in the fonts that slides name: a table made once from their free twins."""

from deckwright.fonts.face import (
    COMPLEX,
    DIAGRAMS,
    STAND_IN,
    Face,
    between_scripts,
    face,
    families,
    in_diagrams,
)

__all__ = ["COMPLEX", "DIAGRAMS", "STAND_IN", "Face", "between_scripts", "face", "families", "in_diagrams"]
