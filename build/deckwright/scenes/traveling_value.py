"""A value that travels: a dot on its way along a connection, with its number riding on it."""

from __future__ import annotations

import numpy as np
from manim import Circle, Dot, ManimColor, VGroup, VMobject

from deckwright.screen import PT


class TravelingValue(VGroup):
    """A glowing dot with a number riding above it (or below, with a negative lift)."""

    def __init__(self, place: np.ndarray, color: ManimColor, load: VMobject | None = None, lift: float = 22.0):
        self.dot = Dot(place, radius=6.5 * PT, color=color)
        glow = Circle(12 * PT, stroke_width=0, fill_color=color, fill_opacity=0.22).move_to(place)
        super().__init__(glow, self.dot)
        if load is not None:
            self.add(load.move_to(place + np.array([0.0, lift * PT, 0.0])))
        self.load = load

    @property
    def place(self) -> np.ndarray:
        """Where the dot is."""
        return self.dot.get_center()
