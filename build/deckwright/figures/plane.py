"""A plane with axes, on which surfaces, regions and paths are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deckwright.deck.drawing import Label, Mark, Path, Shape
from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.figures.measure import width_of
from deckwright.figures.tick_texts import tick_texts
from deckwright.figures.value import array_of, vector_of
from deckwright.figures.words import text_of
from deckwright.theme import MARKERS
from deckwright.ticks import check_sizes, ticks_within, told_apart

HEIGHT, WIDEST = 310.0, 620.0
TICK, TITLE = 19.0, 20.0
TOP, BOTTOM = (0.6 * TICK, 2 * TITLE), (1.8 * TICK, 2.4 * TITLE + 6)  # around the plane: without a title, with one
TALL = 0.82  # of its width, the most height of a plane whose width is given: the less of it, the larger its type stands
RADIUS = 3.6
FEW, LARGE = 12, 7.2  # so few points are each looked at, and so have a larger radius


@dataclass(frozen=True, slots=True)
class Plane:
    """Data coordinates on a drawing: the limits, the plane's size, and the room around it."""

    x: tuple[float, float]
    y: tuple[float, float]
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole drawing."""
        return self.left + self.width + self.right, self.top + self.height + self.bottom

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point on the drawing."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return round(self.left + across * self.width, 2), round(self.top + (1 - up) * self.height, 2)

    def line(self, points: Any) -> tuple[tuple[float, float], ...]:
        """A polyline on the drawing, shape (n, 2)."""
        return tuple(self.at(float(x), float(y)) for x, y in points)

    def inside(self, x: float, y: float) -> bool:
        return self.x[0] <= x <= self.x[1] and self.y[0] <= y <= self.y[1]

    def grid(self, f: Callable[..., Any] | Any, points: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """x, y and f(x, y) on a grid; f takes two numbers, or is the grid of values itself, rows along y."""
        if not callable(f):
            z = array_of(f).astype(float)
            return np.linspace(*self.x, z.shape[1]), np.linspace(*self.y, z.shape[0]), z
        xs, ys = np.linspace(*self.x, points), np.linspace(*self.y, points)
        across, up = np.meshgrid(xs, ys)
        z = np.vectorize(lambda a, b: float(array_of(f(a, b)).reshape(())))(across, up)
        return xs, ys, z


def plane(
    x: Sequence[float],
    y: Sequence[float],
    names: Sequence[str] = (),
    *,
    equal: bool = False,
    size: tuple[float, float] = (WIDEST * 0.8, HEIGHT),
    titles: tuple[str, str] = ("", ""),
) -> Plane:
    """A plane with these limits, of this size unless its scales are equal.

    names   those that stand at its right
    titles  of its axes, for which room is left
    """
    (x0, x1), (y0, y1) = (tuple(float(v) for v in limits) for limits in (x, y))
    check_sizes((x0, x1, y0, y1), "A plane")
    if not all(low < high and told_apart(low, high) == (low, high) for low, high in ((x0, x1), (y0, y1))):
        raise UserError(f"Expected limits with low < high, found x {x0} to {x1} and y {y0} to {y1}.")
    width, height = _equal(x1 - x0, y1 - y0) if equal else size
    left = max(width_of((Run(t),), TICK) for t in tick_texts(ticks_within(y0, y1))) + 12
    right = 20 + max((width_of(text_of(n), TITLE, True) + 26 for n in names), default=0)
    top, bottom = TOP[bool(titles[1])], BOTTOM[bool(titles[0])]
    return Plane((x0, x1), (y0, y1), width, height, left, right, top, bottom)


def _equal(across: float, up: float) -> tuple[float, float]:
    """Width and height of a plane with one scale, as large as both bounds allow."""
    scale = min(WIDEST / across, HEIGHT / up)
    return scale * across, scale * up


def axes(on: Plane, x_title: str = "", y_title: str = "") -> Iterator[Mark]:
    """Frame, ticks and titles."""
    yield Shape(x=on.left, y=on.top, width=on.width, height=on.height, stroke="muted", stroke_width=0.75)
    across, up, base = ticks_within(*on.x), ticks_within(*on.y), on.top + on.height
    for tick, text in zip(across, tick_texts(across)):
        yield Label(x=on.at(tick, 0)[0], y=base + TICK, text=(Run(text),), size=TICK, color="muted")
    for tick, text in zip(up, tick_texts(up)):
        yield Label(x=on.left - 6, y=on.at(0, tick)[1], text=(Run(text),), size=TICK, color="muted", anchor="right")
    if x_title:
        yield Label(x=on.left + on.width / 2, y=base + 2.4 * TITLE, text=text_of(x_title), size=TITLE, color="muted")
    if y_title:
        yield Label(x=on.left, y=on.top - 1.25 * TITLE, text=text_of(y_title), size=TITLE, color="muted", anchor="left")


def markers(on: Plane, points: Any, index: int, role: str, part: int = 0, radius: float = RADIUS) -> Path:
    """Points as one freeform of little circles, triangles, squares or diamonds: told apart without their color."""
    pairs = array_of(points).astype(float).reshape(-1, 2)
    shapes = tuple(marker(*on.at(x, y), index, radius) for x, y in pairs.tolist() if on.inside(x, y))
    if not shapes:
        raise UserError(f"None of the {len(pairs)} points lies within the plane's limits.", hint="Widen x and y.")
    return Path(lines=shapes, closed=True, stroke="background", stroke_width=0.75, fill=role, part=part, apart=True)


def marker(x: float, y: float, index: int, radius: float = RADIUS) -> tuple[tuple[float, float], ...]:
    """The outline of one marker."""
    corners, turn, size = {
        "circle": (14, 0.0, 1.0),
        "triangle": (3, -90.0, 1.3),
        "square": (4, 45.0, 1.2),
        "diamond": (4, 0.0, 1.3),
    }[MARKERS[index % len(MARKERS)]]
    angles = np.radians(turn) + 2 * np.pi * np.arange(corners) / corners
    return tuple(
        (round(x + size * radius * float(np.cos(a)), 2), round(y + size * radius * float(np.sin(a)), 2)) for a in angles
    )


def legend(on: Plane, names: Sequence[str], roles: Sequence[str]) -> Iterator[Mark]:
    """Names with their markers at the right of the plane."""
    for i, (name, role) in enumerate(zip(names, roles)):
        x, y = on.left + on.width + 18, on.top + TITLE + i * 1.8 * TITLE
        yield Path(lines=(marker(x, y, i, 1.3 * RADIUS),), closed=True, stroke="", fill=role)
        yield Label(x=x + 12, y=y, text=text_of(name), size=TITLE, color=role, bold=True, anchor="left")


def limits_of(values: Any, share: float = 0.08) -> tuple[float, float]:
    """Limits around values with a margin."""
    v = vector_of(values)
    check_sizes(v.tolist(), "A plane")
    low, high = float(v.min()), float(v.max())
    if told_apart(low, high) != (low, high):
        return told_apart(low, high)
    margin = share * (high - low)
    return low - margin, high + margin
