"""A layered network: nodes with their values inside, lines as wide as their weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Circle, ManimColor, VGroup, VMobject

from deckwright.scenes.displayed_number import DisplayedNumber, decimals_of
from deckwright.screen import PT, at
from deckwright.theme import LIGHT, Theme

THINNEST, WIDEST = 0.8, 6.5  # points
DASH = 11.0  # points from dash to dash


class Node(VGroup):
    """A unit of a layer. Numbers are placed inside it or under it."""

    def __init__(self, center: np.ndarray, radius: float, color: ManimColor, fill: ManimColor):
        self.radius = radius * PT
        self.disc = Circle(self.radius, color=color, stroke_width=3.0, fill_color=fill, fill_opacity=1.0).move_to(
            center
        )
        super().__init__(self.disc)

    def inside(self, piece: VMobject) -> VMobject:
        """Move a number or a word to the middle of the node."""
        return piece.move_to(self.disc.get_center())

    def under(self, piece: VMobject, gap: float = 14.0) -> VMobject:
        """Move a number or a word below the node."""
        return piece.move_to(self.disc.get_center() - np.array([0.0, self.radius + gap * PT, 0.0]))


class Edge(VMobject):
    """A connection from one node to the next layer's: as wide as its weight is large, dashed when that is negative."""

    def __init__(self, start: Node, end: Node, weight: float, largest: float, color: ManimColor):
        super().__init__(stroke_color=color, stroke_opacity=0.5)
        a, b = start.disc.get_center(), end.disc.get_center()
        way = (b - a) / np.linalg.norm(b - a)
        self.start, self.end, self.largest = a + way * start.radius, b - way * end.radius, largest
        self.set_points(_line(self.start, self.end, dashed=float(weight) < 0))
        self.set_stroke(width=self.width_of(weight))

    def width_of(self, weight: float) -> float:
        """Manim's stroke width for a weight."""
        return (THINNEST + (WIDEST - THINNEST) * min(1.0, abs(float(weight)) / self.largest)) * PT * 100

    def along(self, share: float) -> np.ndarray:
        """The point at a share of the way from its start to its end."""
        return self.start + share * (self.end - self.start)

    def label(self, piece: VMobject, share: float = 0.5) -> VMobject:
        """Move a number onto the line."""
        return piece.move_to(self.along(share))


def _line(start: np.ndarray, end: np.ndarray, dashed: bool) -> np.ndarray:
    """A straight line as cubic curves: one, or one for each dash."""
    count = max(1, round(float(np.linalg.norm(end - start)) / (DASH * PT))) if dashed else 1
    edges = np.linspace(0.0, 1.0, count + 1)[:-1]
    length = (0.6 if dashed else 1.0) / count
    shares = (edges[:, None] + np.linspace(0.0, length, 4)).ravel()
    return start + shares[:, None] * (end - start)


class Network(VGroup):
    """Layers of nodes, and an edge for each weight.

    sizes    units in each layer
    weights  one matrix (units of the next layer, units of this layer) between each two layers
    columns  x of each layer, middle: y of the middle, spacing: from node to node; all in points of the slide
    roles    color role of each layer
    """

    def __init__(
        self,
        sizes: Sequence[int],
        weights: Sequence[Any],
        columns: Sequence[float],
        middle: float = 270.0,
        spacing: float = 92.0,
        radius: float = 34.0,
        roles: Sequence[str] = (),
        theme: Theme = LIGHT,
    ):
        self.theme, self.radius = theme, radius
        self.layers = [
            self._layer(size, x, middle, spacing, role)
            for size, x, role in zip(sizes, columns, roles or ["activation"] * len(sizes), strict=True)
        ]
        matrices = [np.asarray(matrix, dtype=float) for matrix in weights]
        largest = max(float(np.abs(matrix).max()) for matrix in matrices)
        self.edges = [
            self._edges(self.layers[i], self.layers[i + 1], matrix, largest) for i, matrix in enumerate(matrices)
        ]
        super().__init__(
            *(VGroup(*(edge for row in rows for edge in row)) for rows in self.edges),
            *(VGroup(*layer) for layer in self.layers),
        )

    def ink(self, role: str) -> ManimColor:
        """A role's color in the network's theme."""
        return ManimColor(f"#{self.theme.color(role)}")

    def _layer(self, size: int, x: float, middle: float, spacing: float, role: str) -> list[Node]:
        top = middle - spacing * (size - 1) / 2
        return [
            Node(at(x, top + i * spacing), self.radius, self.ink(role), self.ink("background")) for i in range(size)
        ]

    def _edges(self, start: list[Node], end: list[Node], matrix: np.ndarray, largest: float) -> list[list[Edge]]:
        """Edges of one matrix, in its own order: [to][from]."""
        if matrix.shape != (len(end), len(start)):
            raise ValueError(f"Weights of shape {matrix.shape} don't join {len(start)} units to {len(end)}.")
        return [
            [Edge(start[i], end[j], matrix[j, i], largest, self.ink("weight")) for i in range(len(start))]
            for j in range(len(end))
        ]

    def values(self, layer: int, values: Any, digits: int | None = None, size: float = 22.0) -> VGroup:
        """The numbers of a layer, each inside its node."""
        digits = decimals_of(values) if digits is None else digits
        return VGroup(
            *(
                node.inside(DisplayedNumber(value, digits, size, self.ink("text")))
                for node, value in zip(self.layers[layer], np.asarray(values, dtype=float), strict=True)
            )
        )
