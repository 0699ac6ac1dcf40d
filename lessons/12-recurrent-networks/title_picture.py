"""The title's picture: what is left of a number after each step, for forget biases from small (top) to large.

Run as a program it writes memory.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dlcore import sigmoid

SIZE, ROWS, STEPS = 600, 13, 19
BIASES = (-1.0, 5.0)
COLOR = "3E9B75"  # seen on light and on dark


def svg() -> str:
    """A row of discs for each bias: the area is what is left."""
    cell = SIZE / STEPS
    across, down = (np.arange(STEPS) + 0.5) * cell, np.linspace(0.1 * SIZE, 0.9 * SIZE, ROWS)
    gates = sigmoid(np.linspace(*BIASES, ROWS)).value
    discs = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{0.48 * cell * np.sqrt(f**k):.2f}" fill="#{COLOR}"/>'
        for f, y in zip(gates, down)
        for k, x in enumerate(across)
        if f**k > 0.002
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}">'
    return "\n".join([head, *discs, "</svg>", ""])


if __name__ == "__main__":
    Path(__file__).with_name("memory.svg").write_text(svg(), "utf-8")
