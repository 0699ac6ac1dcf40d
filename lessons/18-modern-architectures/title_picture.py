"""The picture of the title slide: the pairs of a head as clock hands, turned by their place, fast ones outside.

Run as a program it writes turns.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dlcore.positions import angles

SIDE, RINGS, PLACES = 600.0, 9, 17
BASE, COLOR = 60.0, "3E9B75"  # seen on light and on dark


def svg() -> str:
    """A ring for each pair; on it a dot for each place, where the pair's hand points."""
    turned = angles(PLACES, 2 * RINGS, BASE)  # (places, pairs)
    radii = np.linspace(0.93, 0.12, RINGS) * SIDE / 2
    rings = [
        f'<circle cx="{SIDE / 2:g}" cy="{SIDE / 2:g}" r="{r:.1f}" fill="none" stroke="#{COLOR}" stroke-opacity="0.25" '
        'stroke-width="2"/>'
        for r in radii
    ]
    dots = [
        f'<circle cx="{SIDE / 2 + r * np.cos(a):.1f}" cy="{SIDE / 2 - r * np.sin(a):.1f}" '
        f'r="{4 + 8 * (t + 1) / PLACES:.1f}" fill="#{COLOR}" '
        f'fill-opacity="{0.15 + 0.85 * ((t + 1) / PLACES) ** 2:.2f}"/>'
        for k, r in enumerate(radii)
        for t, a in enumerate(turned[:, k])
    ]
    size = f"{SIDE:g}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
    return "\n".join([head, *rings, *dots, "</svg>", ""])


if __name__ == "__main__":
    Path(__file__).with_name("turns.svg").write_text(svg(), "utf-8")
