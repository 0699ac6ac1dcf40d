"""Equations as Manim objects, from the same outlines as on the slides. No LaTeX installation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

import numpy as np
from manim import ManimColor, VGroup, VMobject

from deckwright.equations.equation_error import EquationError
from deckwright.equations.formula import Formula
from deckwright.equations.glyph import Glyph
from deckwright.equations.outline import outline
from deckwright.screen import PT, SMALLEST
from deckwright.theme import LIGHT, Theme
from dlcore.working import Number

_DECIMAL = re.compile(r"\d+\.\d+")


class Numbers(tuple[Number, ...]):
    """Numbers that are never changed: each animation copies the shapes that it moves, but not these."""

    def __deepcopy__(self, memo: dict) -> Numbers:
        return self


def _rgb(role: str, theme: Theme) -> str:
    return role if role.startswith("#") else f"#{theme.color(role)}"


class Part(VMobject):
    """Neighboring glyphs of one color, as one shape. It knows the numbers of the formula that it belongs to."""

    def __init__(self, glyphs: Sequence[Glyph], color: ManimColor, numbers: Sequence[Number] = ()):
        super().__init__(fill_color=color, fill_opacity=1.0, stroke_width=0.0)
        self.numbers = Numbers(numbers)
        curves = [curve for glyph in glyphs for contour in glyph.cubics() for curve in contour]
        points = np.array(curves, dtype=float).reshape(-1, 2) * (PT, -PT)
        self.points = np.column_stack([points, np.zeros(len(points))])


class FormulaMobject(VGroup):
    r"""A formula, its baseline at the origin's height and its left end there.

    ``\textcolor{weight}{w_1}`` gives a piece its role's color; each such piece, and what stands between them, is a
    part of its own, in the order of the formula: animate ``formula[0]``, ``formula[1]``, ...

    numbers  the numbers in it, with their full values, as a working gives them
    """

    def __init__(
        self,
        formula: Formula,
        size: float = 24.0,
        role: str = "text",
        theme: Theme = LIGHT,
        numbers: Sequence[Number] = (),
    ):
        if size < SMALLEST:
            raise ValueError(
                f"A formula of {size:g} pt is too small for the last row; the smallest is {SMALLEST:g} pt."
            )
        self.latex, self.size, self.numbers = formula.latex, size, Numbers(numbers)
        glyphs = outline(formula, size).glyphs
        if others := "".join(glyph.letters for glyph in glyphs):
            hint = "Say it in words of other letters, or in the text of the slide."
            raise EquationError(formula.latex, f"no font of the scenes has {others!r}.", hint=hint)
        super().__init__(
            *(
                Part(list(run), ManimColor(_rgb(name or role, theme)), self.numbers)
                for name, run in groupby(glyphs, key=lambda glyph: glyph.role)
            )
        )

    @property
    def typed(self) -> list[str]:
        """Decimal numbers in its LaTeX that are none of its `numbers`."""
        return [
            text for text in _DECIMAL.findall(self.latex) if not any(text in number.text for number in self.numbers)
        ]
