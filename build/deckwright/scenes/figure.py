"""Numbers on the screen."""

from __future__ import annotations

from manim import ManimColor

from deckwright.figures.number import fixed
from deckwright.scenes.lettering import Lettering


class Figure(Lettering):
    """A number of the record, shown with so many decimals. It keeps the value, so that a test can look it up."""

    def __init__(self, value: float, digits: int = 3, size: float = 22.0, colour: str | ManimColor = "#000000",
                 style: str = "regular"):
        self.value, self.digits = float(value), digits
        super().__init__(fixed(self.value, digits), size, colour, style)
