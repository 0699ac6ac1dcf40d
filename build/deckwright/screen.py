"""Places and sizes on the screen, in the points of a slide: 960 wide, 540 high, y down from the top left corner."""

from __future__ import annotations

import numpy as np

WIDTH, HEIGHT = 960.0, 540.0
PT = 8.0 / HEIGHT  # Manim's frame is 8 units high
SMALLEST = 22.0  # points: 16 on a slide, where a video is 0.71 as large; nothing smaller is readable from the last row


def at(x: float, y: float) -> np.ndarray:
    """The Manim point at x points from the left edge and y points from the top edge."""
    return np.array([(x - WIDTH / 2) * PT, (HEIGHT / 2 - y) * PT, 0.0])
