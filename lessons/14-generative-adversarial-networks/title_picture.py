"""The title's picture: two players, each going downhill in its own loss, and the spiral that they make of it.

Run as a program it writes spiral.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dlcore import DiracGAN

SIZE, ROUNDS, RATE = 600, 190, 0.1
COLOR = "3E9B75"  # seen on light and on dark


def svg() -> str:
    """A disc for each round, larger the farther out."""
    path = DiracGAN("wasserstein").play(0.4, 0.0, lr=RATE, rounds=ROUNDS)
    radii = np.hypot(*path.T)
    places = 0.5 * SIZE + 0.46 * SIZE * path / radii.max()
    discs = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + 9 * r / radii.max():.2f}" fill="#{COLOR}"/>'
        for (x, y), r in zip(places, radii)
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}">'
    return "\n".join([head, *discs, "</svg>", ""])


if __name__ == "__main__":
    Path(__file__).with_name("spiral.svg").write_text(svg(), "utf-8")
