"""The picture of the title slide: what networks of one to five folds draw, one above the other.

Run as a program it writes folds.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dlcore import folding_network, linear_pieces

SIDE, MARGIN, GAP = 600.0, 24.0, 22.0  # of the picture, around it, and between two graphs
FOLDS = 5
COLORS = ("2F86D6", "3A9A73")  # of the first and of the last graph; seen on light and on dark


def svg() -> str:
    """A graph for each number of folds, all of one height."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE:g} {SIDE:g}" width="{SIDE:g}" height="{SIDE:g}">'
    )
    return "\n".join([head, *(graph(k) for k in range(1, FOLDS + 1)), "</svg>", ""])


def graph(folds: int) -> str:
    """The corners of a network's graph, joined."""
    network = folding_network(folds)
    x = np.array([0.0, *linear_pieces(network, 0.0, 1.0), 1.0])
    y = network(x[:, None]).value[:, 0]
    height = (SIDE - 2 * MARGIN - (FOLDS - 1) * GAP) / FOLDS
    foot = MARGIN + (folds - 1) * (height + GAP) + height
    across, down = MARGIN + (SIDE - 2 * MARGIN) * x, foot - height * y
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(across.tolist(), down.tolist()))
    return f'<polyline points="{path}" fill="none" stroke="#{color(folds)}" stroke-width="6" stroke-linejoin="round"/>'


def color(folds: int) -> str:
    """From the first color to the last in equal steps."""
    first, last = (np.array(list(bytes.fromhex(each)), dtype=float) for each in COLORS)
    return bytes(np.rint(first + (folds - 1) / (FOLDS - 1) * (last - first)).astype(int).tolist()).hex().upper()


if __name__ == "__main__":
    Path(__file__).with_name("folds.svg").write_text(svg(), "utf-8")
