"""Loss surfaces from above: contours, the field of steepest descent and the ways that optimizers take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from deckwright.deck.drawing import Drawing, Label, Mark, Path
from deckwright.errors import UserError
from deckwright.figures.categories import colors_of
from deckwright.figures.layered import spread
from deckwright.figures.level_sets import LevelSets
from deckwright.figures.number import display
from deckwright.figures.plane import HEIGHT, TALL, TITLE, WIDEST, Plane, axes, marker, plane
from deckwright.figures.series import MOST_POINTS
from deckwright.figures.value import array_of
from deckwright.figures.words import plain_words, text_of
from deckwright.language import say
from deckwright.ticks import check_sizes

POINTS = 81  # of the grid on which a function is evaluated, along each side
DEEPEST = 0.5  # tint of the lowest contour
ARROWS = 11  # of the field, along the shorter side
KEPT = 120  # points of one contour or path


def contour(
    f: Callable[..., Any] | Any,
    x: Sequence[float],
    y: Sequence[float],
    *,
    levels: int | Sequence[float] = 10,
    paths: Mapping[str, Any] | None = None,
    field: Callable[..., Any] | bool = False,
    roles: Mapping[str, str] | None = None,
    x_title: str = "",
    y_title: str = "",
    equal: bool = False,
    width: float = WIDEST * 0.8,
    by_path: bool = False,
    alt: str = "",
) -> Drawing:
    """Contours of f(x, y), tinted more strongly where it is low.

    f        a function of two numbers, or its values on a grid, rows along y from low to high
    levels   how many (spaced so that each band has equal area), or the values themselves
    paths    {"name": points of shape (n, 2)}; "$...$" is a formula
    field    the gradient, a function (x, y) -> (df/dx, df/dy), or True for differences of f; drawn downhill
    equal    one scale for both axes
    width    of the plane in points, when it has two scales; about 250 stands in half a slide
    by_path  reveals one path with each click
    """
    if isinstance(f, str):
        raise UserError(f"Expected a function of x and y, or its values, found the text {f!r}.")
    ways = {name: array_of(points).astype(float) for name, points in (paths or {}).items()}
    for name, points in ways.items():
        if points.ndim != 2 or points.shape[1] != 2:
            raise UserError(f"Expected points of shape (n, 2) for the path {name!r}, found {points.shape}.")
    size = (width, min(HEIGHT, TALL * width))
    on = plane(x, y, list(ways), equal=equal, size=size, titles=(x_title, y_title))
    xs, ys, z = on.grid(f, POINTS)
    heights = _levels(z, levels)
    marks: list[Mark] = [*_bands(on, xs, ys, z, heights)]
    if field is not False:
        marks += _field(on, field if callable(field) else _slopes(xs, ys, z))
    marks += axes(on, x_title, y_title)
    marks += _paths(on, ways, roles or {}, by_path)
    across, height = on.size
    said = alt or _describe(xs, ys, z, ways, x_title, y_title)
    return Drawing(width=across, height=height, marks=tuple(marks), kind="contour", alt=text_of(said))


def _levels(z: np.ndarray, levels: int | Sequence[float]) -> list[float]:
    if not np.isfinite(z).all():
        raise UserError("Expected a surface with finite values on the whole plane.", hint="Narrow x and y.")
    check_sizes(z.ravel().tolist(), "A surface")
    heights = np.quantile(z, np.linspace(0, 1, levels + 2)[1:-1]) if isinstance(levels, int) else levels
    return sorted(set(np.asarray(heights, dtype=float).tolist()))


def _bands(on: Plane, xs: np.ndarray, ys: np.ndarray, z: np.ndarray, heights: list[float]) -> Iterator[Path]:
    """The area below each level, one over the other, and the level's line."""
    surface = LevelSets(xs, ys, z)
    share = 1 - (1 - DEEPEST) ** (1 / max(1, len(heights)))
    for height in reversed(heights):
        lines = tuple(on.line(_sparse(ring)) for rings in surface.areas(-np.inf, height) for ring in rings)
        if lines:
            yield Path(lines=lines, closed=True, stroke="", fill="muted", opacity=round(share, 4))
    for height in heights:
        lines = tuple(on.line(_sparse(line)) for line in surface.lines(height))
        if lines:
            yield Path(lines=lines, stroke="line", stroke_width=0.75)


def _sparse(points: np.ndarray, most: int = KEPT) -> np.ndarray:
    """At most so many of a line's points, evenly chosen, both ends among them."""
    return points if len(points) <= most else points[np.linspace(0, len(points) - 1, most).round().astype(int)]


def _slopes(xs: np.ndarray, ys: np.ndarray, z: np.ndarray) -> Callable[[float, float], tuple[float, float]]:
    """The gradient by central differences on the grid."""
    up, across = np.gradient(z, ys, xs)

    def slope(x: float, y: float) -> tuple[float, float]:
        nearest = np.abs(ys - y).argmin(), np.abs(xs - x).argmin()
        return float(across[nearest]), float(up[nearest])

    return slope


def _field(on: Plane, gradient: Callable[..., Any]) -> Iterator[Path]:
    """Arrows downhill, longer where it's steeper."""
    step = on.height / ARROWS
    count = int(on.width / step)
    starts = [(a, b) for a in np.linspace(*on.x, 2 * count + 1)[1::2] for b in np.linspace(*on.y, 2 * ARROWS + 1)[1::2]]
    slopes = np.array([[float(v) for v in array_of(gradient(a, b)).reshape(2)] for a, b in starts])
    scale = np.array([on.width / (on.x[1] - on.x[0]), on.height / (on.y[1] - on.y[0])])
    directions = -slopes * scale  # on the drawing, y still upwards
    lengths = np.hypot(*directions.T)
    for (a, b), direction, length in zip(starts, directions, np.sqrt(lengths / (lengths.max() or 1.0))):
        if length > 0.05:
            dx, dy = direction / np.hypot(*direction) * length * 0.42 * step
            x, y = on.at(a, b)
            yield Path(lines=(((x - dx, y + dy), (x + dx, y - dy)),), stroke="muted", stroke_width=0.75, arrow=True)


def _paths(on: Plane, ways: Mapping[str, np.ndarray], roles: Mapping[str, str], by_path: bool) -> Iterator[Mark]:
    """Each way from a dot at its start to its name at the right, level with its end."""
    ends = [on.at(*way[_last_inside(on, way)])[1] for way in ways.values()]
    order, lowest = sorted(range(len(ends)), key=lambda i: ends[i]), on.top + on.height - TITLE
    heights = dict(zip(order, spread([min(max(ends[i], on.top + TITLE), lowest) for i in order], 1.5 * TITLE)))
    colors = colors_of(list(ways), roles)
    for i, (name, way) in enumerate(ways.items()):
        role = colors[i]
        part = i + 1 if by_path else 0
        last = _last_inside(on, way)
        points = on.line(_sparse(way[: last + 1], MOST_POINTS))
        yield Path(lines=(points,), stroke=role, stroke_width=2.25, dashed=i % 2 == 1, part=part)
        yield Path(
            lines=(marker(*points[0], 0, 4.5),),
            closed=True,
            stroke=role,
            stroke_width=1.5,
            fill="background",
            part=part,
        )
        yield Path(lines=(marker(*points[-1], i, 5.0),), closed=True, stroke="background", fill=role, part=part)
        x = on.left + on.width
        yield Path(lines=(marker(x + 16, heights[i], i, 4.5),), closed=True, stroke="", fill=role, part=part)
        yield Label(
            x=x + 26, y=heights[i], text=text_of(name), size=TITLE, color=role, bold=True, anchor="left", part=part
        )


def _last_inside(on: Plane, way: np.ndarray) -> int:
    """The last point before a way leaves the plane."""
    outside = [i for i, (x, y) in enumerate(way.tolist()) if not on.inside(x, y)]
    if outside and outside[0] == 0:
        raise UserError("A path begins outside of the plane.", hint="Widen x and y.")
    return (outside[0] if outside else len(way)) - 1


def _describe(xs, ys, z: np.ndarray, ways: Mapping[str, np.ndarray], x_title: str, y_title: str) -> str:
    row, column = np.unravel_index(z.argmin(), z.shape)
    lowest = f"({display(float(xs[column]), 3)}, {display(float(ys[row]), 3)})"
    x, y = plain_words(x_title) or "x", plain_words(y_title) or "y"
    words = say("Contours over {x} and {y}, lowest near {place}", x=x, y=y, place=lowest)
    for name, way in ways.items():
        (a, b), (c, d) = ([display(float(v), 3) for v in way[i]] for i in (0, -1))
        message = "; {name} goes from {start} to {end} in {count} steps"
        ends = {"start": f"({a}, {b})", "end": f"({c}, {d})"}
        words += say(message, name=plain_words(name), count=display(len(way) - 1), **ends)
    return words + "."
