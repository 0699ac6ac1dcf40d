"""Decision regions: what a classifier says about every point of the plane, and the points that it was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from deckwright.deck.drawing import Drawing, Mark, Path
from deckwright.errors import UserError
from deckwright.figures.categories import colors_of
from deckwright.figures.level_sets import LevelSets
from deckwright.figures.number import display, percent
from deckwright.figures.plane import FEW, HEIGHT, LARGE, RADIUS, Plane, axes, legend, limits_of, markers, plane
from deckwright.figures.value import array_of
from deckwright.figures.words import plain_words, text_of
from deckwright.language import say
from deckwright.theme import CATEGORIES

POINTS = 121
TINT = 0.18


def regions(
    classify: Callable[[np.ndarray], Any],
    points: Any = None,
    labels: Any = None,
    *,
    x: Sequence[float] | None = None,
    y: Sequence[float] | None = None,
    names: Sequence[str] = (),
    roles: Sequence[str] = (),
    x_title: str = "",
    y_title: str = "",
    equal: bool = False,
    width: float = HEIGHT,
    by_region: bool = False,
    alt: str = "",
) -> Drawing:
    """Regions of a classifier of the plane.

    classify  takes points of shape (n, 2); returns scores or probabilities (n, C), a probability of class 1 (n,),
              or classes (n,) as integers
    points    data of shape (n, 2), and their classes in labels
    x, y      limits; by default around the points
    names     of the classes
    width     of the plane in points where its scales are not equal; as it is, square, it fits into a column
    by_region reveals one region with each click, once the points are there
    """
    data = None if points is None else array_of(points).astype(float)
    truth = None if labels is None else array_of(labels).astype(int).reshape(-1)
    if data is not None and (truth is None or data.shape != (len(truth), 2)):
        found = "none" if truth is None else len(truth)
        raise UserError(f"Expected points of shape (n, 2) and n labels, found {data.shape} and {found}.")
    on = plane(
        _limits(x, data, 0), _limits(y, data, 1), names, equal=equal, size=(width, HEIGHT), titles=(x_title, y_title)
    )
    xs, ys = np.linspace(*on.x, POINTS), np.linspace(*on.y, POINTS)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    scores = _scores(array_of(classify(grid)), len(grid), truth)
    colors = [*roles, *colors_of([*names[len(roles) :], *CATEGORIES], taken=roles)][: len(CATEGORIES)]
    _check_classes(scores.shape[1], truth, len(colors))
    margins = _margins(scores).reshape(POINTS, POINTS, -1)
    marks: list[Mark] = [*_areas(on, xs, ys, margins, colors, by_region), *axes(on, x_title, y_title)]
    if data is not None and truth is not None:
        radius = LARGE if len(data) <= FEW else RADIUS
        marks += [markers(on, data[truth == c], c, colors[c], radius=radius) for c in sorted(set(truth.tolist()))]
    marks += legend(on, names, colors)
    width, height = on.size
    right = None if data is None or truth is None else _share_right(classify, data, truth)
    said = alt or _describe(scores.shape[1], names, data, right)
    return Drawing(width=width, height=height, marks=tuple(marks), kind="regions", alt=text_of(said))


def _limits(given: Sequence[float] | None, data: np.ndarray | None, axis: int) -> Sequence[float]:
    """An axis' limits as given, else around the points."""
    if given:
        return given
    if data is None:
        raise UserError("Expected points, or limits x and y, for decision regions; found neither.")
    return limits_of(data[:, axis])


def _check_classes(count: int, truth: np.ndarray | None, colors: int) -> None:
    found = [0, count - 1, *([] if truth is None else truth.tolist())]
    if min(found) < 0 or max(found) >= colors:
        raise UserError(
            f"Expected classes from 0 to {colors - 1}, found some from {min(found)} to {max(found)}.",
            hint="Show fewer classes: there are no more colors that can be told apart.",
        )


def _scores(answer: np.ndarray, count: int, truth: np.ndarray | None) -> np.ndarray:
    """One score for each class, whatever form the classifier's answer has."""
    if answer.ndim == 2 and answer.shape[0] == count and answer.shape[1] > 1:
        return answer.astype(float)
    flat = answer.reshape(-1)
    if flat.size != count:
        raise UserError(f"Expected an answer for each of {count} points, found the shape {answer.shape}.")
    if flat.dtype.kind == "f" and not np.all(flat == flat.round()):
        return np.stack([1 - flat, flat], axis=1)
    classes = max(int(flat.max()), 1 if truth is None else int(truth.max())) + 1
    return np.eye(max(2, classes))[flat.astype(int)]


def _margins(scores: np.ndarray) -> np.ndarray:
    """How far each class's score is above the best of the others."""
    return np.stack([scores[:, c] - np.delete(scores, c, axis=1).max(axis=1) for c in range(scores.shape[1])], axis=1)


def _areas(
    on: Plane, xs: np.ndarray, ys: np.ndarray, margins: np.ndarray, colors: Sequence[str], by_region: bool
) -> Iterator[Path]:
    for c in range(margins.shape[2]):
        part = c + 1 if by_region else 0
        margin = LevelSets(xs, ys, margins[:, :, c])
        lines = tuple(on.line(ring) for rings in margin.areas(0.0, np.inf) for ring in rings)
        if lines:
            yield Path(lines=lines, closed=True, stroke="", fill=colors[c], opacity=TINT, part=part)
        borders = tuple(on.line(line) for line in margin.lines(0.0))
        if borders and (c > 0 or margins.shape[2] > 2):
            yield Path(lines=borders, stroke="muted", stroke_width=1.25, part=part)


def _share_right(classify: Callable[[np.ndarray], Any], data: np.ndarray, truth: np.ndarray) -> float:
    return float((_scores(array_of(classify(data)), len(data), truth).argmax(axis=1) == truth).mean())


def _describe(classes: int, names: Sequence[str], data: np.ndarray | None, right: float | None) -> str:
    words = say("Decision regions of {count} classes", count=display(classes))
    words += f" ({', '.join(plain_words(name) for name in names)})" if names else ""
    if data is not None and right is not None:
        message = " with {count} points, of which {share} lie in their own region"
        words += say(message, count=display(len(data)), share=percent(right).text)
    return words + "."
