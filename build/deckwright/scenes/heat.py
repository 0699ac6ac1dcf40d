"""The colour of a number on the diverging scale of the theme."""

from __future__ import annotations

from manim import ManimColor, interpolate_color

from deckwright.theme import Theme


def heat_colour(share: float, theme: Theme) -> ManimColor:
    """The colour of a share in [-1, 1]: the background at 0, the theme's negative and positive colours at the ends."""
    end = theme.colour("positive" if share >= 0 else "negative")
    return interpolate_color(ManimColor(f"#{theme.background}"), ManimColor(f"#{end}"), min(1.0, abs(share)))
