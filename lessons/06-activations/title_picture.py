"""The picture of the title slide: the course's activations on one plane, each a bend of its own.

Run as a program it writes bends.svg.
"""

from __future__ import annotations

from pathlib import Path

from curves import curve

SIZE, REACH, WIDTH = 600, 2.4, 11.0  # of the picture, of z and a to both sides, of a line
COLORS = {"sigmoid": "4C9E24", "tanh": "CB3A2C", "gelu": "DE6A94", "relu": "7463E4"}  # seen on light and on dark
AXES = "8A96A8"


def svg() -> str:
    """The axes, then the curves, ReLU on top."""
    middle = SIZE / 2
    axes = [line([(0, middle), (SIZE, middle)], AXES, 3), line([(middle, 0), (middle, SIZE)], AXES, 3)]
    curves = [line(points(key), color, WIDTH) for key, color in COLORS.items()]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}">'
    return "\n".join([head, *axes, *curves, "</svg>", ""])


def points(key: str) -> list[tuple[float, float]]:
    """An activation's curve in the picture, whose y goes down."""
    drawn = curve(key, reach=REACH)
    scale = SIZE / (2 * REACH)
    return [(scale * (z + REACH), scale * (REACH - a)) for z, a in zip(drawn.z, drawn.values)]


def line(places: list[tuple[float, float]], color: str, width: float) -> str:
    """A line through places."""
    through = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline points="{through}" fill="none" stroke="#{color}" stroke-width="{width:g}"/>'


if __name__ == "__main__":
    Path(__file__).with_name("bends.svg").write_text(svg(), "utf-8")
