"""Bars with their values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import DOWN, UP, Line, ManimColor, Rectangle, VGroup

from deckwright.scenes.displayed_number import DisplayedNumber, decimals_of
from deckwright.scenes.words import Words
from deckwright.screen import PT, at
from deckwright.theme import LIGHT, Theme


class Bars(VGroup):
    """Upright bars on a line, each with its name under it and its number at its end; negative ones hang.

    box      left, top, width and height in points
    largest  what would fill the height; None for the span from the lowest to the highest bar
    """

    def __init__(
        self,
        values: Any,
        names: Sequence[str],
        box: tuple[float, float, float, float],
        role: str = "activation",
        digits: int | None = None,
        largest: float | None = None,
        size: float = 22.0,
        theme: Theme = LIGHT,
    ):
        heights = np.asarray(values, dtype=float).ravel()
        if len(heights) != len(names):
            raise ValueError(f"{len(heights)} bars need as many names; found {len(names)}.")
        left, top, width, height = box
        hanging = max(0.0, -float(heights.min()))
        self.unit = height / (largest or max(0.0, float(heights.max())) + hanging or 1.0)
        self.foot, step = top + height - hanging * self.unit, width / len(heights)
        digits = decimals_of(heights) if digits is None else digits
        ink, muted = (ManimColor(f"#{theme.color(name)}") for name in (role, "muted"))
        self.bars = [self._bar(v, left + (k + 0.5) * step, 0.6 * step, ink) for k, v in enumerate(heights)]
        self.figures = [
            DisplayedNumber(v, digits, size, ink).next_to(bar, UP if v >= 0 else DOWN, buff=6 * PT)
            for v, bar in zip(heights, self.bars)
        ]
        labels = [
            Words(name, size, muted).set_at(at(left + (k + 0.5) * step, top + height + size))
            for k, name in enumerate(names)
        ]
        base = Line(at(left, self.foot), at(left + width, self.foot), color=muted, stroke_width=2.5)
        super().__init__(base, *self.bars, *self.figures, *labels)

    def _bar(self, value: float, x: float, width: float, ink: ManimColor) -> Rectangle:
        height = abs(value) * self.unit
        bar = Rectangle(
            width=width * PT, height=max(height, 0.01) * PT, stroke_width=0.0, fill_color=ink, fill_opacity=0.85
        )
        return bar.move_to(at(x, self.foot - np.sign(value) * height / 2))
