"""Words on the screen."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, Rectangle, VGroup, VMobject

from deckwright.scenes.typeface import outline
from deckwright.screen import PT, SMALLEST


class Words(VMobject):
    """A line of text as one shape: quick to draw, and the same on every machine.

    It is made with its baseline at the height of the origin and its left end there.

    text     what it says
    size     type size in points of the screen; under 22 the last row can't read it on a slide
    style    "regular", "bold" or "italic"
    """

    def __init__(self, text: str, size: float = 22.0, color: str | ManimColor = "#000000", style: str = "regular"):
        if size < SMALLEST:
            raise ValueError(f"Text of {size:g} pt is too small for the last row; the smallest is {SMALLEST:g} pt.")
        super().__init__(fill_color=color, fill_opacity=1.0, stroke_width=0.0)
        self.text, self.size, self.style = text, size, style
        curves, width = outline(text, style)
        self.advance = width * size * PT
        self.points = np.column_stack([curves * size * PT, np.zeros(len(curves))])

    def set_at(self, place: np.ndarray) -> Words:
        """Centre the words on a point, the middle of a capital at its height, so that neighbors share a baseline."""
        center = np.array([self.get_center()[0], 0.36 * self.size * PT, 0.0])
        return self.shift(place - center)


def chip(piece: VMobject, background: str | ManimColor, pad: float = 3.0) -> VGroup:
    """A piece on a patch of the background, so that it stays readable on top of a line."""
    patch = Rectangle(
        width=piece.width + 2 * pad * PT,
        height=piece.height + 2 * pad * PT,
        stroke_width=0.0,
        fill_color=background,
        fill_opacity=1.0,
    )
    return VGroup(patch.move_to(piece), piece)
