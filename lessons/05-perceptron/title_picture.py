"""The picture of the title slide: two clouds, and the line after each correction until it stands between them.

Run as a program it writes lines.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from gates import line_in

from dlcore import perceptron
from dlcore.datasets import blobs

SIDE, RADIUS = 600.0, 9.0  # of the picture and of a point
FRAME = (-2.2, 2.2)
CENTERS, SPREAD, PER_CLASS, SEED = ((-0.95, -0.75), (0.95, 0.75)), 0.45, 30, 32
CLOUDS = ("8493A6", "B5872B")  # no and yes, as on the slides; seen on light and on dark
LINE = "9470CF"


def svg() -> str:
    """Lines first, the older the fainter; then the points of each cloud."""
    x, y = blobs(PER_CLASS, centers=CENTERS, spread=SPREAD, rng=np.random.default_rng(SEED))
    learned = perceptron(x, y, epochs=100, rng=np.random.default_rng(SEED))
    after = [(p.w.value, p.b.item()) for p in learned.updates]
    lines = [line(w, b, age / len(after)) for age, (w, b) in enumerate(after, start=1)]
    points = [dot(*place(a, b), CLOUDS[k]) for (a, b), k in zip(x.tolist(), y.tolist())]
    size = f"{SIDE:g}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
    return "\n".join([head, *filter(None, lines), *points, "</svg>", ""])


def place(across: float, up: float) -> tuple[float, float]:
    """A point of the plane in the picture, whose y goes down."""
    low, high = FRAME
    scale = SIDE / (high - low)
    return scale * (across - low), scale * (high - up)


def dot(x: float, y: float, color: str) -> str:
    """One point."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS:g}" fill="#{color}"/>'


def line(w: np.ndarray, b: float, share: float) -> str:
    """Where w·x + b is zero; share: 1 for the last line. Empty if it lies outside."""
    ends = [place(p, q) for p, q in zip(*line_in(FRAME, w, b))]
    if len(ends) < 2:
        return ""
    (x1, y1), (x2, y2) = ends[0], ends[-1]
    looks = f'stroke="#{LINE}" stroke-width="{2 + 6 * share**2:.1f}" stroke-opacity="{0.15 + 0.85 * share**2:.2f}"'
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {looks}/>'


if __name__ == "__main__":
    Path(__file__).with_name("lines.svg").write_text(svg(), "utf-8")
