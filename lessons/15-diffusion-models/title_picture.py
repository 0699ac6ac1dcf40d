"""The title's picture: one cloud of dots in five states, from data (top) to noise (bottom), by the jump.

Run as a program it writes clouds.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dlcore import jump, linear_schedule
from dlcore.datasets import moons

SIZE, STATES, DOTS = 600, 5, 90
COLOR = "3E7CB1"  # seen on light and on dark
FILE = Path(__file__).with_name("clouds.svg")


def svg() -> str:
    """The moons five times, each state lower than the one before."""
    rng = np.random.default_rng(1)
    points = moons(DOTS, noise=0.05, rng=rng)[0]
    points = (points - points.mean(axis=0)) / points.std(axis=0)
    plan, noise = linear_schedule(100, 1e-3, 0.2), rng.standard_normal(points.shape)
    rows = []
    for k, t in enumerate((0, 8, 20, 38, 75)):
        x = jump(plan, points, t, noise).value
        height = SIZE / STATES
        middle = height * (k + 0.5)
        across = SIZE / 2 + x[:, 0] * SIZE / 6.2
        down = middle - x[:, 1] * height / 4.6
        rows += [
            f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.4" fill="#{COLOR}" fill-opacity="0.85"/>'
            for a, b in zip(across, down)
        ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}">'
    return "\n".join([head, *rows, "</svg>", ""])


if __name__ == "__main__":
    FILE.write_text(svg(), "utf-8")
