"""Computation graphs: values forward above the lines' ends, blame backward below, as on a blackboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import Arrow, Circle, ManimColor, VGroup

from deckwright.equations.formula import Formula
from deckwright.equations.mobject import FormulaMobject
from deckwright.scenes.displayed_number import DisplayedNumber
from deckwright.screen import PT, at
from deckwright.theme import LIGHT, Theme


class ComputationGraph(VGroup):
    """Nodes at places of the slide, and arrows between them.

    nodes  name -> (x, y, LaTeX of its symbol or operation), in points
    edges  (from, to)
    """

    def __init__(
        self,
        nodes: Mapping[str, tuple[float, float, str]],
        edges: Sequence[tuple[str, str]],
        radius: float = 26.0,
        size: float = 24.0,
        theme: Theme = LIGHT,
    ):
        self.theme, self.radius = theme, radius * PT
        line = ManimColor(f"#{theme.color('muted')}")
        self.nodes = {
            name: VGroup(
                Circle(self.radius, color=line, stroke_width=3.0), FormulaMobject(Formula(latex), size, theme=theme)
            ).move_to(at(x, y))
            for name, (x, y, latex) in nodes.items()
        }
        for node in self.nodes.values():
            node[1].move_to(node[0])
        self.edges = {(a, b): self._arrow(a, b, line) for a, b in edges}
        super().__init__(*self.edges.values(), *self.nodes.values())

    def _arrow(self, start: str, end: str, color: ManimColor) -> Arrow:
        if start not in self.nodes or end not in self.nodes:
            raise ValueError(
                f"The edge {start} -> {end} joins a node that isn't there; known: {', '.join(self.nodes)}."
            )
        a, b = self.nodes[start][0].get_center(), self.nodes[end][0].get_center()
        way = (b - a) / np.linalg.norm(b - a) * self.radius
        return Arrow(a + way, b - way, buff=0.0, color=color, stroke_width=3.0, tip_length=9 * PT)

    def value(self, node: str, value: float, digits: int = 3, size: float = 22.0) -> DisplayedNumber:
        """The value of a node, to stand above it."""
        return self._beside(node, value, digits, size, "activation", 1)

    def blame(self, node: str, value: float, digits: int = 3, size: float = 22.0) -> DisplayedNumber:
        """The gradient of a node, to stand below it."""
        return self._beside(node, value, digits, size, "gradient", -1)

    def _beside(self, node: str, value: float, digits: int, size: float, role: str, side: int) -> DisplayedNumber:
        figure = DisplayedNumber(float(value), digits, size, f"#{self.theme.color(role)}", "bold")
        away = self.radius + 0.7 * size * PT
        return figure.move_to(self.nodes[node][0].get_center() + np.array([0.0, side * away, 0.0]))
