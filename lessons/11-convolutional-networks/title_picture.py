"""The picture of the title slide: a digit, a window on it, and the number that it makes in the feature map.

Run as a program it writes kernel.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dlcore import convolve
from dlcore.datasets import digits

SIDE, GAP = 34.0, 90.0  # of a pixel; between the pictures
EDGE = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
DIGIT, WINDOW = 3, (2, 4)  # the image shown, and the first pixel of the window
INPUT, WEIGHT, NEGATIVE = "2F86D6", "9470CF", "D9455A"  # seen on light and on dark


def svg() -> str:
    """Pixels by their ink, feature map by sign and size; lines lead from the window to its number."""
    images, labels = digits()
    image = images[labels == DIGIT][0]
    seen = convolve(image, EDGE).value
    height = len(image) * SIDE
    left, top = len(image) * SIDE + GAP, (height - len(seen) * SIDE) / 2
    row, column = WINDOW
    window = (column * SIDE, row * SIDE, 3 * SIDE)
    cell = (left + column * SIDE, top + row * SIDE, SIDE)
    strongest = np.abs(seen).max()
    shapes = [
        *(pixel(j * SIDE, i * SIDE, INPUT, v) for (i, j), v in np.ndenumerate(image)),
        *(
            pixel(left + j * SIDE, top + i * SIDE, INPUT if v > 0 else NEGATIVE, abs(v) / strongest)
            for (i, j), v in np.ndenumerate(seen)
        ),
        line((window[0] + window[2], window[1]), cell[:2]),
        line((window[0] + window[2], window[1] + window[2]), (cell[0], cell[1] + SIDE)),
        frame(*window), frame(*cell),
    ]  # fmt: skip
    width = left + len(seen) * SIDE
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {width + 8:g} {height + 8:g}" '
    return "\n".join([f'{head}width="{width + 8:g}" height="{height + 8:g}">', *shapes, "</svg>", ""])


def pixel(x: float, y: float, color: str, strength: float) -> str:
    """A square; faint where there is nothing."""
    box = f'x="{x + 1:g}" y="{y + 1:g}" width="{SIDE - 2:g}" height="{SIDE - 2:g}"'
    return f'<rect {box} fill="#{color}" fill-opacity="{0.06 + 0.94 * strength:.3f}"/>'


def frame(x: float, y: float, side: float) -> str:
    """The edge of a window."""
    box = f'x="{x:g}" y="{y:g}" width="{side:g}" height="{side:g}"'
    return f'<rect {box} fill="none" stroke="#{WEIGHT}" stroke-width="6"/>'


def line(start: tuple[float, float], end: tuple[float, float]) -> str:
    """From the window to its number."""
    (a, b), (c, d) = start, end
    return f'<line x1="{a:g}" y1="{b:g}" x2="{c:g}" y2="{d:g}" stroke="#{WEIGHT}" stroke-width="3"/>'


if __name__ == "__main__":
    Path(__file__).with_name("kernel.svg").write_text(svg(), "utf-8")
