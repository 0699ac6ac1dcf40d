"""The lecture's title picture: gradient descent's zigzag and momentum's path on the same ravine.

Run as a program it writes ravine.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from ravine import Ravine, walk

from dlcore import GradientDescent, Momentum

SIZE, MIDDLE, UNIT = 600, (300.0, 300.0), 34.0
RING, DOWNHILL, ROLLING = "#8A96A8", "#7463E4", "#4C9E24"


def svg() -> str:
    """The picture, as large as it is stored."""
    ravine = Ravine(0.4, 4.0, -np.pi / 5)
    start = ravine.axes @ np.array([8.0, 1.6])
    parts = [_line(_ring(ravine, height), RING, 2.5, "0.55") for height in (0.3, 1.2, 3, 6, 10, 15, 21)]
    for optimizer, color in ((GradientDescent(0.46), DOWNHILL), (Momentum(0.05, 0.8), ROLLING)):
        path = walk(optimizer, ravine.gradient, start, 60)
        parts.append(_line(path, color, 7, "1"))
    x, y = _at(start)
    parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="13" fill="{ROLLING}"/>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}">\n' + (
        "\n".join(parts) + "\n</svg>\n"
    )


def _ring(ravine: Ravine, height: float) -> np.ndarray:
    """The contour of a height, as points."""
    angle = np.linspace(0, 2 * np.pi, 121)
    lengths = np.sqrt(2 * height / np.array([ravine.flat, ravine.steep]))
    return (np.stack([np.cos(angle), np.sin(angle)], axis=1) * lengths) @ ravine.axes.T


def _line(points: np.ndarray, color: str, width: float, opacity: str) -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(_at, points))
    return (
        f'<polyline points="{places}" fill="none" stroke="{color}" stroke-width="{width:g}" '
        f'stroke-opacity="{opacity}" stroke-linejoin="round"/>'
    )


def _at(point: np.ndarray) -> tuple[float, float]:
    return MIDDLE[0] + UNIT * float(point[0]), MIDDLE[1] - UNIT * float(point[1])


if __name__ == "__main__":
    Path(__file__).with_name("ravine.svg").write_text(svg(), "utf-8")
