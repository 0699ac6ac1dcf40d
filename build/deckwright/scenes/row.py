"""Words, numbers and formulas in one line, on one baseline."""

from __future__ import annotations

from manim import RIGHT, VGroup, VMobject

from deckwright.scenes.page import PT


def row(*parts: VMobject, gap: float = 7.0) -> VGroup:
    """The parts side by side, `gap` points apart. Each must be fresh: its baseline is still at the origin's height."""
    line = VGroup(*parts)
    for left, right in zip(parts, parts[1:]):
        right.shift(RIGHT * (left.get_right()[0] + gap * PT - right.get_left()[0]))
    return line
