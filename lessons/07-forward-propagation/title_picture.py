"""The picture of the title slide: the pixels of a handwritten digit, hidden units that light up, and ten answers.

Run as a program it writes reading.svg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from digit import Digit, recognized

SIZE, IMAGE, RADIUS = 600.0, 272.0, 15.0  # of the picture, of the digit and of a unit
HIDDEN_AT, OUTPUT_AT = 430.0, 570.0  # from the left
COLORS = {"input": "2F86D6", "activation": "3E9B75"}  # seen on light and on dark
FAINT = 0.12  # how strongly a pixel without ink, or a unit that is off, is drawn


def svg(digit: Digit | None = None) -> str:
    """Pixels as dark as their ink; units and the lines behind them as strong as their activation."""
    digit = digit or recognized(seed=1, hidden=16, epochs=30)
    hidden = np.array(list(digit.hidden.values()))
    units, answers = column(HIDDEN_AT, hidden / hidden.max()), column(OUTPUT_AT, digit.probs / digit.probs.max())
    lines = [line(*unit[:2], *answer[:2], unit[2] * answer[2]) for unit in units for answer in answers]
    discs = [disc(*unit) for unit in [*units, *answers]]
    size = f"{SIZE:g}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
    return "\n".join([head, *pixels(digit.image), *fan(units), *lines, *discs, "</svg>", ""])


def pixels(image: np.ndarray) -> list[str]:
    """One square for each pixel of an image of values from 0 to 1."""
    side, top = IMAGE / len(image), (SIZE - IMAGE) / 2
    return [
        f'<rect x="{side * j:.1f}" y="{top + side * i:.1f}" width="{side - 2:.1f}" height="{side - 2:.1f}"'
        f' fill="#{COLORS["input"]}" fill-opacity="{strength(ink):.2f}"/>'
        for (i, j), ink in np.ndenumerate(image)
    ]


def column(x: float, shares: np.ndarray) -> list[tuple[float, float, float]]:
    """Units one below the other: place and strength."""
    places = np.linspace(2 * RADIUS, SIZE - 2 * RADIUS, len(shares))
    return [(x, float(y), float(share)) for y, share in zip(places, shares)]


def fan(units: list[tuple[float, float, float]]) -> list[str]:
    """From the edge of the image to each unit."""
    return [line(IMAGE, SIZE / 2 + 0.4 * (y - SIZE / 2), x, y, share) for x, y, share in units]


def line(x1: float, y1: float, x2: float, y2: float, share: float) -> str:
    """What goes from one unit to the next."""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#{COLORS["activation"]}"'
        f' stroke-width="3" stroke-opacity="{strength(share):.2f}"/>'
    )


def disc(x: float, y: float, share: float) -> str:
    """A unit."""
    looks = f'fill="#{COLORS["activation"]}" fill-opacity="{strength(share):.2f}" stroke="#{COLORS["activation"]}"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS:g}" {looks} stroke-width="3"/>'


def strength(share: float) -> float:
    """Opacity for a share from 0 to 1."""
    return FAINT + (1 - FAINT) * share


if __name__ == "__main__":
    Path(__file__).with_name("reading.svg").write_text(svg(), "utf-8")
