"""Vectors that are added: each arrow begins at the tip of the one before; their sum leads from first to last."""

from __future__ import annotations

import numpy as np
from manim import Arrow, ManimColor, VGroup


class HeadToTail(VGroup):
    """Arrows in a row, head to tail. Each is made by ``then`` and played as the scene likes; the group keeps them.

    tail    where the first one begins, in Manim's units, as ``axes.at(x, y)`` gives it
    width   of the strokes; tip: the most of an arrow's length that its tip takes

    >>> vectors = HeadToTail(np.zeros(3))
    >>> a = vectors.then(np.array([2.0, 0.0, 0.0]), ManimColor("#000000"))
    >>> b = vectors.then(np.array([2.0, 1.0, 0.0]), ManimColor("#000000"))
    >>> vectors.total(ManimColor("#FF0000")).get_end().tolist()
    [2.0, 1.0, 0.0]
    """

    def __init__(self, tail: np.ndarray, width: float = 6.0, tip: float = 0.2):
        super().__init__()
        self.places, self.width_of_stroke, self.tip = [np.asarray(tail, dtype=float)], width, tip

    def then(self, tip: np.ndarray, ink: ManimColor) -> Arrow:
        """The next vector: from the last tip to this place."""
        arrow = self._arrow(self.places[-1], tip, ink)
        self.places.append(arrow.get_end())
        self.add(arrow)
        return arrow

    def total(self, ink: ManimColor) -> Arrow:
        """The sum: from the first tail to the last tip."""
        arrow = self._arrow(self.places[0], self.places[-1], ink)
        self.add(arrow)
        return arrow

    def along(self, axis: int, tail: np.ndarray, apart: np.ndarray) -> list[Arrow]:
        """One component of each arrow made so far, the sum's among them: as long as here, head to tail from a tail on.

        axis   0 across, 1 up
        apart  how far each stands beside the one before, for they lie on one line
        """
        way = np.eye(3)[axis]
        lengths = [float(arrow.get_end()[axis] - arrow.get_start()[axis]) for arrow in self]
        reached = np.cumsum([0.0, *lengths])[: len(self)]
        reached[len(self.places) - 1 :] = 0.0  # the sum begins at the first tail
        starts = [tail + before * way + k * apart for k, before in enumerate(reached)]
        return [
            self._arrow(start, start + length * way, arrow.get_color(), tip=0.25)
            for start, length, arrow in zip(starts, lengths, self)
        ]

    def _arrow(self, start: np.ndarray, end: np.ndarray, ink: ManimColor, tip: float | None = None) -> Arrow:
        return Arrow(
            start,
            end,
            buff=0,
            color=ink,
            stroke_width=self.width_of_stroke,
            max_tip_length_to_length_ratio=self.tip if tip is None else tip,
        )
