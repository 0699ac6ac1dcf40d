"""Axes with functions, paths and points of the record."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import LEFT, Dot, Line, ManimColor, VGroup, VMobject

from deckwright.figures.number import with_decimals
from deckwright.scenes.words import Words
from deckwright.screen import PT, at
from deckwright.theme import LIGHT, Theme


class Tick(Words):
    """A number on an axis: where it stands is what it says, so it needs no source in the record."""


class Axes(VGroup):
    """Axes in a box of the slide. Values are placed by ``axes.at(x, y)``.

    box     left, top, width and height in points
    x, y    (low, high) of each axis; ticks: how many steps each has, about
    titles  words under the one axis and over the other
    log     which of the two are logarithmic; these have ticks at 1, 2 and 5 times the powers of ten
    """

    def __init__(
        self,
        box: tuple[float, float, float, float],
        x: tuple[float, float],
        y: tuple[float, float],
        ticks: tuple[int, int] = (4, 4),
        titles: tuple[str, str] = ("", ""),
        size: float = 22.0,
        theme: Theme = LIGHT,
        log: tuple[bool, bool] = (False, False),
    ):
        self.box, self.x, self.y, self.theme, self.size, self.log = box, x, y, theme, size, log
        left, top, width, height = box
        line, ink = self.ink("muted"), self.ink("muted")
        corner = at(left, top + height)
        parts: list[VMobject] = [
            Line(corner, at(left + width, top + height), color=line, stroke_width=2.5),
            Line(corner, at(left, top), color=line, stroke_width=2.5),
        ]
        across, up = (
            _log_ticks(*x) if log[0] else _ticks(*x, ticks[0]),
            _log_ticks(*y) if log[1] else _ticks(*y, ticks[1]),
        )
        for value, text in across:
            parts.append(Tick(text, size, ink).set_at(self.at(value, y[0]) + np.array([0.0, -1.0 * size * PT, 0.0])))
        for value, text in up:
            label = Tick(text, size, ink).set_at(self.at(x[0], value))
            parts.append(label.shift(np.array([-label.width / 2 - 8 * PT, 0.0, 0.0])))
        under, above = (Words(title, size, self.ink("text")) if title else None for title in titles)
        if under:
            parts.append(under.set_at(at(left + width / 2, top + height + 2.2 * size)))
        if above:
            parts.append(above.set_at(at(left, top - 1.3 * size)).align_to(VGroup(*parts), LEFT))
        super().__init__(*parts)

    def ink(self, role: str) -> ManimColor:
        """A role's color."""
        return ManimColor(f"#{self.theme.color(role)}")

    def at(self, x: float, y: float) -> np.ndarray:
        """The place of a pair of values."""
        left, top, width, height = self.box
        across, up = _share(x, *self.x, self.log[0]), _share(y, *self.y, self.log[1])
        return at(left + across * width, top + (1 - up) * height)

    def path(self, x: Any, y: Any, role: str = "activation", width: float = 4.0) -> VMobject:
        """A line through points of the record: a function's curve, or the trail of something that moves."""
        points = [self.at(a, b) for a, b in zip(np.asarray(x, dtype=float), np.asarray(y, dtype=float), strict=True)]
        return VMobject(stroke_color=self.ink(role), stroke_width=width).set_points_as_corners(points)

    def dots(self, x: Any, y: Any, role: str = "input", radius: float = 5.0) -> VGroup:
        """Dots at points of the record."""
        pairs = zip(np.asarray(x, dtype=float), np.asarray(y, dtype=float), strict=True)
        return VGroup(*(Dot(self.at(a, b), radius=radius * PT, color=self.ink(role)) for a, b in pairs))


def _share(value: float, low: float, high: float, log: bool) -> float:
    """How far along an axis a value is, from 0 to 1.

    >>> _share(10.0, 1.0, 100.0, True)
    0.5
    """
    if log:
        value, low, high = np.log([value, low, high])
    return float((value - low) / (high - low))


def _log_ticks(low: float, high: float) -> list[tuple[float, str]]:
    """1, 2 and 5 times the powers of ten between the limits.

    >>> [text for _, text in _log_ticks(0.4, 12.0)]
    ['0.5', '1', '2', '5', '10']
    """
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    values = [(float(f"{k}e{power}"), max(0, -power)) for power in powers for k in (1, 2, 5)]
    return [(value, with_decimals(value, decimals)) for value, decimals in values if low <= value <= high]


def _ticks(low: float, high: float, count: int) -> list[tuple[float, str]]:
    """Round values between the limits, about `count` steps, and their texts.

    >>> [text for _, text in _ticks(-1.0, 1.0, 4)]
    ['−1.0', '−0.5', '0.0', '0.5', '1.0']
    """
    rough = (high - low) / count
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * k for k in (1, 2, 5, 10) if power * k >= rough * (1 - 1e-9))
    decimals = max(0, -int(np.floor(np.log10(step) + 1e-9)))
    first = np.ceil(low / step - 1e-9)
    values = [float((first + k) * step) for k in range(int(np.floor((high - first * step) / step + 1e-9)) + 1)]
    return [(value, with_decimals(value, decimals)) for value in values]
