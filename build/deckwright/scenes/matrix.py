"""Matrices and vectors with their values, and heat maps."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, ManimColor, Square, VGroup, VMobject

from deckwright.scenes.displayed_number import DisplayedNumber, decimals_of
from deckwright.scenes.heat import heat_color
from deckwright.screen import PT
from deckwright.theme import LIGHT, Theme


class Matrix(VGroup):
    """A matrix in round brackets, as on slides; a vector stands as a column. ``matrix.entry(i, j)`` is one of its
    numbers.

    pitch  from row to row, in sizes of the numbers; gap: between columns, also
    """

    def __init__(
        self,
        values: Any,
        digits: int | None = None,
        size: float = 22.0,
        role: str = "text",
        pitch: float = 1.5,
        gap: float = 0.7,
        theme: Theme = LIGHT,
    ):
        grid = np.asarray(values, dtype=float)
        grid = grid[:, None] if grid.ndim == 1 else grid
        digits = decimals_of(grid) if digits is None else digits
        ink = ManimColor(f"#{theme.color(role)}")
        self.look = {"digits": digits, "size": size, "role": role, "pitch": pitch, "gap": gap, "theme": theme}
        self.rows = [[DisplayedNumber(value, digits, size, ink) for value in row] for row in grid]
        width = max(figure.width for row in self.rows for figure in row) + gap * size * PT
        for i, row in enumerate(self.rows):
            for j, figure in enumerate(row):
                right = np.array([(j + 1) * width, -i * pitch * size * PT, 0.0])
                figure.shift(right - figure.get_right() * [1, 0, 0])
        numbers = VGroup(*(figure for row in self.rows for figure in row))
        self.brackets = VGroup(*(_bracket(numbers, side, size, ink) for side in (LEFT, RIGHT)))
        super().__init__(numbers, self.brackets)
        self.center()

    def transposed(self) -> Matrix:
        """The transpose, of the same look and at the same place; ``transpose.turned_over`` plays the way to it."""
        values = np.array([[figure.value for figure in row] for row in self.rows])
        return Matrix(values.T, **self.look).move_to(self)

    def entry(self, i: int, j: int = 0) -> DisplayedNumber:
        """The number in a row and a column, counted from 0."""
        return self.rows[i][j]

    def row(self, i: int) -> VGroup:
        """The numbers of a row."""
        return VGroup(*self.rows[i])

    def column(self, j: int) -> VGroup:
        """The numbers of a column."""
        return VGroup(*(row[j] for row in self.rows))


def _bracket(numbers: VGroup, side: np.ndarray, size: float, ink: ManimColor) -> VMobject:
    """A round bracket beside the numbers: straight in the middle, bent inwards at both ends."""
    pad, lip, bend = 0.42 * size * PT, 0.22 * size * PT, 0.9 * size * PT
    x = numbers.get_edge_center(side)[0] + side[0] * pad
    top, bottom = numbers.get_top()[1] + pad, numbers.get_bottom()[1] - pad
    tip, knee = x - side[0] * lip, x - 0.25 * side[0] * lip
    bracket = VMobject(stroke_color=ink, stroke_width=size / 9)
    bracket.start_new_path(np.array([tip, top, 0.0]))
    bracket.add_cubic_bezier_curve_to(
        *np.array([[knee, top - 0.3 * bend, 0], [x, top - 0.65 * bend, 0], [x, top - bend, 0]])
    )
    bracket.add_line_to(np.array([x, bottom + bend, 0.0]))
    bracket.add_cubic_bezier_curve_to(
        *np.array([[x, bottom + 0.65 * bend, 0], [knee, bottom + 0.3 * bend, 0], [tip, bottom, 0]])
    )
    return bracket


class HeatMap(VGroup):
    """A matrix as squares tinted on the diverging scale, with its numbers in them where these can be read.

    cell   side of a square in points; largest: the size of value that gets the full color
    """

    def __init__(
        self,
        values: Any,
        cell: float = 68.0,
        digits: int | None = None,
        numbers: bool = True,
        largest: float | None = None,
        size: float = 22.0,
        theme: Theme = LIGHT,
    ):
        grid = np.atleast_2d(np.asarray(values, dtype=float))
        largest = float(np.abs(grid).max() or 1.0) if largest is None else largest
        digits = decimals_of(grid) if digits is None else digits
        self.cells = [[self._cell(v, v / largest, cell, digits, size, numbers, theme) for v in row] for row in grid]
        for i, row in enumerate(self.cells):
            for j, square in enumerate(row):
                square.shift(RIGHT * j * cell * PT + DOWN * i * cell * PT)
        super().__init__(*(square for row in self.cells for square in row))
        self.center()

    def _cell(
        self, value: float, share: float, side: float, digits: int, size: float, numbers: bool, theme: Theme
    ) -> VGroup:
        square = Square(
            side * PT,
            stroke_width=1.0,
            stroke_color=f"#{theme.color('line')}",
            fill_opacity=1.0,
            fill_color=heat_color(share, theme),
        )
        if not numbers:
            return VGroup(square)
        ink = theme.background if abs(share) > 0.6 else theme.text
        return VGroup(square, DisplayedNumber(value, digits, size, f"#{ink}").move_to(square))
