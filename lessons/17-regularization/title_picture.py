"""The picture of the title slide: lines of equal loss, circles of the penalty, and the path of the minimum.

Run as a program it writes path.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from bowl import FLAT, MINIMUM, STEEP, bowl

SIDE = 600.0
X, Y = (-1.4, 3.4), (-2.4, 2.4)  # the part of the plane that is seen
LOSSES, RADII = (0.06, 0.25, 0.6, 1.2, 2.2, 3.8), (0.35, 0.7, 1.05, 1.4)
BLUE, GRAY, PURPLE = "2F86D6", "8A96A8", "9470CF"  # seen on light and on dark
MARKED = (0.0, 0.25, 1.0, 4.0)  # strengths with a dot


def svg() -> str:
    """Penalty below, loss above it, the path on top."""
    made = bowl(1.0, 10)
    dots = [made.path[np.abs(made.strengths - alpha).argmin()] for alpha in MARKED]
    parts = [
        *(circle(*place(0.0, 0.0), radius * scale(), GRAY, 3) for radius in RADII),
        *(path(ellipse(loss), BLUE, 4, closed=True) for loss in LOSSES),
        path(made.path, PURPLE, 9),
        *(dot(*place(*point)) for point in dots),
    ]
    size = f"{SIDE:g}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
    return "\n".join([head, *parts, "</svg>", ""])


def scale() -> float:
    """Units of the picture in a unit of the plane."""
    return SIDE / (X[1] - X[0])


def place(w1: float, w2: float) -> tuple[float, float]:
    """A point of the plane in the picture, whose y goes down."""
    return scale() * (w1 - X[0]), SIDE - scale() * (w2 - Y[0])


def ellipse(loss: float) -> np.ndarray:
    """(K, 2) where the bowl has this loss."""
    turn = np.linspace(0.0, 2 * np.pi, 121)
    steep, flat = np.sqrt(2 * loss / STEEP) * np.cos(turn), np.sqrt(2 * loss / FLAT) * np.sin(turn)
    axes = np.array([[1.0, 1.0], [1.0, -1.0]]) / np.sqrt(2)
    return MINIMUM + np.column_stack([steep, flat]) @ axes


def path(points: np.ndarray, color: str, width: float, closed: bool = False) -> str:
    """A line through points of the plane."""
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in points))
    shape = "polygon" if closed else "polyline"
    return (
        f'<{shape} points="{places}" fill="none" stroke="#{color}" stroke-width="{width:g}" stroke-linejoin="round"/>'
    )


def circle(x: float, y: float, radius: float, color: str, width: float) -> str:
    """A ring."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" stroke="#{color}" stroke-width="{width:g}"/>'
    )


def dot(x: float, y: float) -> str:
    """A place of the minimum."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="14" fill="#{PURPLE}"/>'


if __name__ == "__main__":
    Path(__file__).with_name("path.svg").write_text(svg(), "utf-8")
