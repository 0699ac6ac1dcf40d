"""A layered network: nodes with their values inside, lines as wide as their weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Circle, Line, ManimColor, VGroup

from deckwright.scenes.figure import Figure
from deckwright.scenes.lettering import Lettering
from deckwright.scenes.page import PT, at
from deckwright.theme import LIGHT, Theme

THINNEST, WIDEST = 0.8, 6.5  # points


class Node(VGroup):
    """A unit of a layer. Numbers are placed inside it or under it."""

    def __init__(self, centre: np.ndarray, radius: float, colour: ManimColor, fill: ManimColor):
        self.radius, self.colour = radius * PT, colour
        self.disc = Circle(self.radius, color=colour, stroke_width=3.0, fill_color=fill, fill_opacity=1.0).move_to(centre)
        super().__init__(self.disc)

    def inside(self, piece: Lettering) -> Lettering:
        """Move a number or a word to the middle of the node."""
        return piece.move_to(self.disc.get_center())

    def under(self, piece: Lettering, gap: float = 14.0) -> Lettering:
        """Move a number or a word below the node."""
        return piece.move_to(self.disc.get_center() - np.array([0.0, self.radius + gap * PT, 0.0]))


class Edge(Line):
    """A connection from one node to the next layer's, as wide as the size of its weight."""

    def __init__(self, start: Node, end: Node, weight: float, largest: float, colour: ManimColor):
        a, b = start.disc.get_center(), end.disc.get_center()
        way = (b - a) / np.linalg.norm(b - a)
        super().__init__(a + way * start.radius, b - way * end.radius, color=colour, buff=0.0, stroke_opacity=0.5)
        self.largest = largest
        self.set_stroke(width=self.width_of(weight))

    def width_of(self, weight: float) -> float:
        """Manim's stroke width for a weight."""
        return (THINNEST + (WIDEST - THINNEST) * min(1.0, abs(float(weight)) / self.largest)) * PT * 100

    def along(self, share: float) -> np.ndarray:
        """The point at a share of the way from its start to its end."""
        return self.get_start() + share * (self.get_end() - self.get_start())

    def label(self, piece: Lettering, share: float = 0.5) -> Lettering:
        """Move a number onto the line."""
        return piece.move_to(self.along(share))


class Network(VGroup):
    """Layers of nodes, and an edge for each weight.

    sizes    units in each layer
    weights  one matrix (units of the next layer, units of this layer) between each two layers
    columns  x of each layer, middle: y of the middle, spacing: from node to node; all in points of the slide
    roles    colour role of each layer
    """

    def __init__(self, sizes: Sequence[int], weights: Sequence[Any], columns: Sequence[float], middle: float = 270.0,
                 spacing: float = 87.0, radius: float = 29.0, roles: Sequence[str] = (), theme: Theme = LIGHT):
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
        super().__init__(*(VGroup(*(edge for row in rows for edge in row)) for rows in self.edges),
                         *(VGroup(*layer) for layer in self.layers))

    def ink(self, role: str) -> ManimColor:
        """A role's colour in the network's theme."""
        return ManimColor(f"#{self.theme.colour(role)}")

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

    def values(self, layer: int, values: Any, digits: int = 3, size: float = 18.0) -> VGroup:
        """The numbers of a layer, each inside its node."""
        return VGroup(*(
            node.inside(Figure(value, digits, size, self.ink("text")))
            for node, value in zip(self.layers[layer], np.asarray(values, dtype=float), strict=True)
        ))
