"""Draws curves.svg, the picture of the title slide: the eight learning curves, and an empty place for yours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from curves import Curve, curves

SIDE, CELL, GAP, HIGHEST = 600, 176, 36, 3.2


def svg() -> str:
    """Three rows of three; held-out losses thick, minibatch losses thin."""
    drawn = list(curves(1, 64, 0.04, 15, 397).letters.values())
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">']
    for k in range(9):
        left, top = (CELL + GAP) * (k % 3), (CELL + GAP) * (k // 3)
        parts.append(axes(left, top))
        parts += cell(drawn[k], left, top) if k < len(drawn) else [question(left, top)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def axes(left: int, top: int) -> str:
    """An upright and a level line."""
    return line([(left, top), (left, top + CELL), (left + CELL, top + CELL)], "#8C96A8", 3)


def cell(run: Curve, left: int, top: int) -> list[str]:
    """Both lines of a run."""
    thin = places(np.arange(len(run.losses))[::3], run.losses[::3], len(run.losses), left, top)
    thick = places(run.ends, run.held_out, len(run.losses), left, top)
    return [line(thin, "#B9C0CC", 2), line(thick, "#B0176A", 7)]


def places(steps: np.ndarray, losses: np.ndarray, last: int, left: int, top: int) -> list[tuple[float, float]]:
    """Points of the picture."""
    heights = np.minimum(losses, HIGHEST) / HIGHEST
    return [(left + CELL * step / last, top + CELL * (1 - height)) for step, height in zip(steps, heights)]


def line(points: list[tuple[float, float]], color: str, width: int) -> str:
    """A line through points, rounded to whole pixels."""
    told = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    return f'<polyline points="{told}" fill="none" stroke="{color}" stroke-width="{width}" stroke-linejoin="round"/>'


def question(left: int, top: int) -> str:
    """A hook and a dot: which curve is yours?"""
    x, y = left + CELL / 2, top + 40
    hook = f"M {x - 30:.0f} {y + 20:.0f} a 30 30 0 1 1 45 26 q -15 9 -15 30"
    return (
        f'<path d="{hook}" fill="none" stroke="#2F86D6" stroke-width="11" stroke-linecap="round"/>\n'
        f'<circle cx="{x:.0f}" cy="{y + 100:.0f}" r="8" fill="#2F86D6"/>'
    )


if __name__ == "__main__":
    Path(__file__).with_name("curves.svg").write_text(svg(), "utf-8")
