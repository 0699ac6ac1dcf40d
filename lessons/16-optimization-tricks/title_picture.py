"""The title's picture: what is left of a signal, layer by layer, for weights from too small (top) to too large.

Run as a program it writes layers.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

SIZE, LAYERS = 600, 16
SCALES = (0.6, 0.75, 0.9, 1.0, 1.05, 1.1, 1.15)  # of He's standard deviation
COLOR, RIGHT = "3E9B75", "7463E4"  # seen on light and on dark; the second for He's own
MOST, LEAST = 0.94, 0.012  # of a row's height


def svg() -> str:
    """A row of lenses for each scale: as tall as the activations of a ReLU network with weights of that scale."""
    wide, tall = SIZE / LAYERS, SIZE / len(SCALES)
    lenses = []
    for row, scale in enumerate(SCALES):
        heights = np.clip(0.34 * scale ** np.arange(1, LAYERS + 1), LEAST, MOST) * tall
        color = RIGHT if scale == 1.0 else COLOR
        lenses += [
            f'<ellipse cx="{(k + 0.5) * wide:.1f}" cy="{(row + 0.5) * tall:.1f}" rx="{0.4 * wide:.1f}" '
            f'ry="{height / 2:.2f}" fill="#{color}"/>'
            for k, height in enumerate(heights)
        ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}">'
    return "\n".join([head, *lenses, "</svg>", ""])


if __name__ == "__main__":
    Path(__file__).with_name("layers.svg").write_text(svg(), "utf-8")
