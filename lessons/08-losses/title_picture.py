"""The picture of the title slide: what three losses make of an error, from far too low to far too high.

Run as a program it writes valleys.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from readings import readings

SIZE, WIDTH = 600.0, 12.0  # of the picture and of a line
OUTLIER, THRESHOLD, HIGHEST = 15.0, 1.0, 4.0  # of the readings; the loss at the picture's upper edge
COLORS = {"squared": "7463E4", "Huber": "4C9E24", "absolute": "CB3A2C"}  # seen on light and on dark
AXES = "8A96A8"


def svg() -> str:
    """The axes, then one valley for each loss, all lowest at an error of zero."""
    losses = readings(OUTLIER, THRESHOLD, np.random.default_rng(1)).errors
    foot = SIZE - WIDTH
    axes = [line([(0, foot), (SIZE, foot)], AXES, 3), line([(SIZE / 2, 0), (SIZE / 2, SIZE)], AXES, 3)]
    valleys = [line(points(*losses[name]), color, WIDTH) for name, color in COLORS.items()]
    size = f"{SIZE:g}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
    return "\n".join([head, *axes, *valleys, "</svg>", ""])


def points(errors: np.ndarray, losses: np.ndarray) -> list[tuple[float, float]]:
    """A loss over the error in the picture, whose y goes down; what is higher than the picture is left out."""
    reach, foot = float(np.abs(errors).max()), SIZE - WIDTH
    seen = losses <= HIGHEST
    across = SIZE / 2 * (1 + errors[seen] / reach)
    return list(zip(across.tolist(), (foot * (1 - losses[seen] / HIGHEST)).tolist()))


def line(places: list[tuple[float, float]], color: str, width: float) -> str:
    """A line through places."""
    through = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    looks = f'stroke="#{color}" stroke-width="{width:g}" stroke-linejoin="round"'
    return f'<polyline points="{through}" fill="none" {looks}/>'


if __name__ == "__main__":
    Path(__file__).with_name("valleys.svg").write_text(svg(), "utf-8")
