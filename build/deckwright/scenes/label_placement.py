"""Labels that avoid what is on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import DL, DOWN, DR, LEFT, RIGHT, UL, UP, UR, Mobject, VMobject

from deckwright.screen import HEIGHT, PT, WIDTH, at

AROUND = (UP, RIGHT, DOWN, LEFT, UR, UL, DR, DL)
FARTHER = (1.0, 2.0, 3.5)  # times the gap
FINE = 4.0  # points from sample to sample along a line
OUTSIDE = 1e6  # what it costs to stand out of the picture

Box = np.ndarray  # left, bottom, right, top


def placed(
    label: VMobject,
    anchor: Mobject | np.ndarray,
    taken: Iterable[Mobject] = (),
    sides: Sequence[np.ndarray] = AROUND,
    gap: float = 8.0,
) -> VMobject:
    """Move a label beside its anchor, to the first side that is free; where none is, to the one with least overlap.

    taken  what it shall not meet: text and areas by their boxes, lines and curves by their course
    sides  directions in the order of preference; gap: points between the label and the anchor

    >>> from manim import Square
    >>> blocked = Square(fill_opacity=1.0).move_to([0.0, 1.5, 0.0])
    >>> bool(placed(Square(0.5), np.zeros(3), [blocked]).get_center()[0] > 0)  # above is taken: to the right
    True
    """
    areas, points = _obstacles(taken)
    tries = [(factor, side) for factor in FARTHER for side in sides]
    costs = [_cost(label.next_to(anchor, side, buff=factor * gap * PT), gap, areas, points) for factor, side in tries]
    factor, side = tries[int(np.argmin(costs))]
    return label.next_to(anchor, side, buff=factor * gap * PT)


def placed_apart(
    labels: Sequence[VMobject], anchors: Sequence[Mobject | np.ndarray], taken: Iterable[Mobject] = (), gap: float = 8.0
) -> list[VMobject]:
    """Each label beside its anchor, clear of what is taken and of the labels placed before."""
    there = list(taken)
    for label, anchor in zip(labels, anchors, strict=True):
        there.append(placed(label, anchor, there, gap=gap))
    return list(labels)


def overlap(label: Mobject, taken: Iterable[Mobject]) -> float:
    """How much of a label meets other things, in square points; a line through it counts by its length.

    >>> from manim import Line
    >>> round(overlap(Line(at(0, 0), at(100, 0)), [Line(at(0, 50), at(100, 50))]), 6)
    0.0
    """
    areas, points = _obstacles(taken)
    return _meeting(_box(label), areas, points)


def _obstacles(taken: Iterable[Mobject]) -> tuple[np.ndarray, np.ndarray]:
    """Boxes (count, 4) of what has an area, and points (count, 2) along what is a line."""
    parts = [part for thing in taken for part in thing.get_family() if isinstance(part, VMobject) and len(part.points)]
    boxes = [_box(part) for part in parts if part.get_fill_opacity() > 0]
    lines = [_along(part) for part in parts if part.get_fill_opacity() == 0 and part.get_stroke_opacity() > 0]
    return np.array(boxes).reshape(-1, 4), np.concatenate(lines) if lines else np.zeros((0, 2))


def _along(line: VMobject) -> np.ndarray:
    """Points along a line, a few points of the slide apart."""
    curves = line.points.reshape(-1, 4, 3)[..., :2]
    lengths = np.linalg.norm(np.diff(curves, axis=1), axis=2).sum(axis=1)
    shares = [np.linspace(0.0, 1.0, 2 + int(length / (FINE * PT)))[:, None] for length in lengths]
    return np.concatenate(
        [
            (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
            for t, (a, b, c, d) in zip(shares, curves)
        ]
    )


def _box(thing: Mobject) -> Box:
    return np.array([*thing.get_corner(DL)[:2], *thing.get_corner(UR)[:2]])


def _cost(label: VMobject, gap: float, areas: np.ndarray, points: np.ndarray) -> float:
    """What it costs to stand here, with half the gap all around."""
    box, (left, top, _), (right, bottom, _) = _box(label), at(0, 0), at(WIDTH, HEIGHT)
    inside = left <= box[0] and bottom <= box[1] and box[2] <= right and box[3] <= top
    room = gap * PT / 2 * np.array([-1.0, -1.0, 1.0, 1.0])
    return _meeting(box + room, areas, points) + (0.0 if inside else OUTSIDE)


def _meeting(box: Box, areas: np.ndarray, points: np.ndarray) -> float:
    """The area that a box shares with others, and what lines through it count for, in square points."""
    shared = np.minimum(box[2:], areas[:, 2:]) - np.maximum(box[:2], areas[:, :2])
    crossing = (points > box[:2]).all(axis=1) & (points < box[2:]).all(axis=1)
    return float(np.clip(shared, 0.0, None).prod(axis=1).sum() / PT**2 + crossing.sum() * FINE**2)
