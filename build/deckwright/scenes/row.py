"""Words, numbers and formulas in one line, on one baseline."""

from __future__ import annotations

from manim import RIGHT, VGroup, VMobject

from deckwright.screen import PT


def row(*parts: VMobject, gap: float = 8.0) -> VGroup:
    """The parts side by side, `gap` points apart; brackets stand close to what they hold.

    Each part must be fresh: its baseline is still at the origin's height.
    """
    line = VGroup(*parts)
    for left, right in zip(parts, parts[1:]):
        space = min(gap, 2.0) if _opens(left) or _closes(right) else gap
        right.shift(RIGHT * (left.get_right()[0] + space * PT - right.get_left()[0]))
    return line


def _opens(part: VMobject) -> bool:
    return getattr(part, "latex", "").endswith("(")


def _closes(part: VMobject) -> bool:
    return getattr(part, "latex", "").startswith(")")
