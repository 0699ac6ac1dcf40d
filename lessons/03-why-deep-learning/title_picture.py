"""The picture of the title slide: three arms of a spiral, and the borders that a person would wind between them.

Run as a program it writes spiral.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dlcore.datasets import spirals

HALF, RADIUS = 300.0, 7.0  # of the picture and of a point
PER_CLASS, TURNS = 70, 0.64
ARMS = ("3A8497", "8F8A1C", "AA60DC")  # the colors of the arms on the slides, between light and dark
BORDER = "8493A6"


def svg() -> str:
    """Borders first, then the points of each arm."""
    x, y = spirals(PER_CLASS, turns=TURNS)
    points = [dot(*place(a, b), ARMS[k]) for (a, b), k in zip(x.tolist(), y.tolist())]
    borders = [border(2 * np.pi * (k + 0.5) / len(ARMS)) for k in range(len(ARMS))]
    size = f"{2 * HALF:g}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
    return "\n".join([head, *borders, *points, "</svg>", ""])


def place(across: float, up: float) -> tuple[float, float]:
    """A point of the plane in the picture, whose y goes down."""
    scale = 0.94 * HALF
    return HALF + scale * across, HALF - scale * up


def dot(x: float, y: float, color: str) -> str:
    """One point."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS:g}" fill="#{color}"/>'


def border(angle: float) -> str:
    """A ray at this angle, wound up like the arms."""
    radius = np.linspace(0.0, 1.0, 41)
    turned = angle + 2 * np.pi * TURNS * radius
    places = (place(a, b) for a, b in zip((radius * np.cos(turned)).tolist(), (radius * np.sin(turned)).tolist()))
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline points="{path}" fill="none" stroke="#{BORDER}" stroke-width="5"/>'


if __name__ == "__main__":
    Path(__file__).with_name("spiral.svg").write_text(svg(), "utf-8")
