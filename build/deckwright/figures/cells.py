"""Many cells as few shapes: crisp at any size, small in the file, without hairlines between neighbors."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from deckwright.deck.drawing import Path

LEVELS = 10


def layers(
    tint: np.ndarray,
    left: float,
    top: float,
    width: float,
    height: float,
    *,
    ink: tuple[str, str] = ("positive", "negative"),
    part: int = 0,
) -> Iterator[Path]:
    """Cells with tints in [-1, 1] as one freeform a level of tint.

    Each level covers all cells that are at least so strong and lies on the weaker ones, so that no gap shows between
    neighbors of different strength; its opacity is what the level adds.
    """
    for color, strength in zip(ink, (tint, -tint)):
        level = np.clip(np.round(strength * LEVELS), 0, LEVELS).astype(int)
        below = 0.0
        for step in sorted(set(level[level > 0].tolist())):
            share = step / LEVELS
            lines = tuple(
                ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
                for x0, y0, x1, y1 in (
                    (left + a * width, top + b * height, left + c * width, top + d * height)
                    for a, b, c, d in rectangles(level >= step)
                )
            )
            opacity = round((share - below) / (1 - below), 4)
            yield Path(lines=lines, closed=True, stroke="", fill=color, opacity=opacity, part=part)
            below = share


def rectangles(mask: np.ndarray) -> list[tuple[int, int, int, int]]:
    """The true cells as rectangles (first column, first row, end column, end row): runs in rows, merged downwards.

    >>> rectangles(np.array([[1, 1, 0], [1, 1, 1]], bool))
    [(0, 0, 2, 1), (0, 1, 3, 2)]
    """
    done: list[tuple[int, int, int, int]] = []
    open_runs: dict[tuple[int, int], int] = {}  # columns -> first row
    for i, row in enumerate([*mask, np.zeros(mask.shape[1], bool)]):
        edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(int)))
        runs = {(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2])}
        for run in [run for run in open_runs if run not in runs]:
            done.append((run[0], open_runs.pop(run), run[1], i))
        for run in runs:
            open_runs.setdefault(run, i)
    return sorted(done, key=lambda r: (r[1], r[0]))
