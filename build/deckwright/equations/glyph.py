"""One mark of a formula: a shape at its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from deckwright.equations.curves import Contour, Point, bounds, cubic

_covered = lru_cache(maxsize=2048)(bounds)


@dataclass(frozen=True)
class Glyph:
    """A letter, a sign or a rule (a fraction's bar): contours to be filled together by the non-zero rule.

    The shape, the same for a letter wherever it stands, is scaled and then moved to x and y.
    role is the color's role, "" for the color of the text around.
    letters are those that the font for formulas lacks, to be set as text in one that has them: the shape is their room.
    """

    shape: tuple[Contour, ...]
    role: str = ""
    rule: bool = False
    letters: str = ""
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what it covers, in points."""
        x, y, k = self.x, self.y, self.scale
        left, top, right, bottom = _covered(self.shape)
        return x + k * left, y + k * top, x + k * right, y + k * bottom

    @cached_property
    def contours(self) -> tuple[Contour, ...]:
        """The contours in points, at their place in the formula."""
        x, y, k = self.x, self.y, self.scale
        return tuple(
            tuple(tuple((x + k * px, y + k * py) for px, py in curve) for curve in contour) for contour in self.shape
        )

    def cubics(self) -> tuple[tuple[tuple[Point, Point, Point, Point], ...], ...]:
        """The contours as cubic Bézier curves alone, each with its four points."""
        return tuple(tuple(map(cubic, contour)) for contour in self.contours)

    def moved(self, x: float, y: float, scale: float = 1.0) -> Glyph:
        """The glyph scaled about the origin, then moved."""
        return replace(self, x=self.x * scale + x, y=self.y * scale + y, scale=self.scale * scale)
