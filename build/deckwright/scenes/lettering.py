"""Words on the screen."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, VMobject

from deckwright.scenes.page import PT, SMALLEST
from deckwright.scenes.typeface import outline


class Lettering(VMobject):
    """A line of text as one shape: quick to draw, and the same on every machine.

    It is made with its baseline at the height of the origin and its left end there.

    text     what it says
    size     type size in points of the slide; under 18 the last row can't read it
    style    "regular", "bold" or "italic"
    """

    def __init__(self, text: str, size: float = 22.0, colour: str | ManimColor = "#000000", style: str = "regular"):
        if size < SMALLEST:
            raise ValueError(f"Text of {size:g} pt is too small for the last row; the smallest is {SMALLEST:g} pt.")
        super().__init__(fill_color=colour, fill_opacity=1.0, stroke_width=0.0)
        self.text, self.size, self.style = text, size, style
        curves, width = outline(text, style)
        self.advance = width * size * PT
        self.points = np.column_stack([curves * size * PT, np.zeros(len(curves))])

    def haloed(self, colour: str | ManimColor, width: float = 5.0) -> Lettering:
        """The same with a rim of the background's colour, so that it stays readable on top of a line."""
        self.set_stroke(color=colour, width=width * PT * 100, background=True)
        return self
