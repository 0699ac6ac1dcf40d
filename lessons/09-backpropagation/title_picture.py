"""The picture of the title slide: the network of the lecture, and the blame that goes back along its lines.

Run as a program it writes blame.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dlcore import gradients, half_squared_error
from dlcore.small_network import forward, small_network

SIZE, RADIUS, WIDEST = 600.0, 34.0, 40.0  # of the picture, of a unit, and of the most blame
LAYERS = (60.0, 320.0, 550.0)  # from the left
COLORS = {"input": "2F86D6", "activation": "3E9B75", "gradient": "E06A2E"}  # seen on light and on dark


def svg(seed: int = 1) -> str:
    """A wedge for each weight, as wide as its gradient where the blame comes from, and pointed where it goes to."""
    x, y, parameters = small_network(seed)
    loss = half_squared_error(forward(x, parameters).a2, y)
    dW1, _, dW2, _ = (g.value for g in gradients(loss, list(parameters)))
    inputs, hidden, output = (column(at, size) for at, size in zip(LAYERS, (4, 4, 1)))
    wedges = [*between(output, hidden, dW2), *between(hidden, inputs, dW1)]
    discs = [disc(*place, "input") for place in inputs] + [disc(*place, "activation") for place in [*hidden, *output]]
    size = f"{SIZE:g}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
    return "\n".join([head, *wedges, *discs, "</svg>", ""])


def column(x: float, count: int) -> list[tuple[float, float]]:
    """Places of a layer's units, one below the other."""
    return [(x, SIZE * (k + 0.5) / count) for k in range(count)]


def between(sources: list[tuple[float, float]], ends: list[tuple[float, float]], gradient: np.ndarray) -> list[str]:
    """The wedges of one matrix, the widest for its largest entry."""
    shares = np.abs(gradient) / np.abs(gradient).max()
    return [wedge(sources[j], ends[i], float(share)) for (j, i), share in np.ndenumerate(shares)]


def wedge(start: tuple[float, float], end: tuple[float, float], share: float) -> str:
    """From a unit to one of the layer before it."""
    (x1, y1), (x2, y2), half = start, end, WIDEST / 2 * share
    corners = f"{x1:.1f},{y1 - half:.1f} {x1:.1f},{y1 + half:.1f} {x2:.1f},{y2:.1f}"
    return f'<polygon points="{corners}" fill="#{COLORS["gradient"]}" fill-opacity="0.75"/>'


def disc(x: float, y: float, role: str) -> str:
    """A unit."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS:g}" fill="#{COLORS[role]}"/>'


if __name__ == "__main__":
    Path(__file__).with_name("blame.svg").write_text(svg(), "utf-8")
