"""The title's picture: who looks at whom when letters are said backward. A line is as wide as its attention weight.

Run as a program it writes looks.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dlcore import attention, sinusoidal

SIZE, TOKENS, WIDTH = 600, 12, 48
SHARP = 6  # queries are that much longer than positions: about half of the weight is at the right letter
COLORS = {"looks": "3E9B75", "query": "CB3A2C", "key": "7463E4"}  # seen on light and on dark
LEAST = 0.02  # weights below this are not drawn


def weights() -> np.ndarray:
    """(TOKENS, TOKENS): each answer asks with the position of the letter that it has to say."""
    positions = sinusoidal(TOKENS, WIDTH)
    return attention(SHARP * positions[::-1], positions, positions).weights.value


def svg() -> str:
    """Answers on the left, letters on the right, and between them the map as lines."""
    left, right, radius = 0.08 * SIZE, 0.92 * SIZE, 0.025 * SIZE
    places = np.linspace(0.06 * SIZE, 0.94 * SIZE, TOKENS)
    widest = 0.4 * (places[1] - places[0])
    lines = [
        f'<line x1="{left:.1f}" y1="{places[i]:.1f}" x2="{right:.1f}" y2="{places[j]:.1f}"'
        f' stroke="#{COLORS["looks"]}" stroke-width="{widest * weight:.2f}"/>'
        for (i, j), weight in np.ndenumerate(weights())
        if weight > LEAST
    ]
    discs = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#{COLORS[name]}"/>'
        for name, x in (("query", left), ("key", right))
        for y in places
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}">'
    return "\n".join([head, *lines, *discs, "</svg>", ""])


if __name__ == "__main__":
    Path(__file__).with_name("looks.svg").write_text(svg(), "utf-8")
