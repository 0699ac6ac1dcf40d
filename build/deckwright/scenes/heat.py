"""The color of a number on the diverging scale of the theme."""

from __future__ import annotations

from manim import ManimColor, interpolate_color

from deckwright.theme import Theme


def heat_color(share: float, theme: Theme) -> ManimColor:
    """The color of a share in [-1, 1]: the background at 0, the theme's negative and positive colors at the ends."""
    end = theme.color("positive" if share >= 0 else "negative")
    return interpolate_color(ManimColor(f"#{theme.background}"), ManimColor(f"#{end}"), min(1.0, abs(share)))
