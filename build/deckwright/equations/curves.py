"""Closed curves: made from SVG paths, measured exactly, raised to cubic Bézier curves.

The pens of fontTools measure curves as well, but fontTools comes with the videos; slides do without it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

Point = tuple[float, float]
Curve = tuple[Point, ...]  # two points: a line; three: a quadratic, four: a cubic Bézier curve
Contour = tuple[Curve, ...]  # closed: each curve begins where the one before ends

STEP = re.compile(r"([MLQCZ])([^MLQCZ]*)")
NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")


def from_svg(path: str) -> tuple[Contour, ...]:
    """The contours of an SVG path of absolute M, L, Q, C and Z steps."""
    contours: list[Contour] = []
    curves: list[Curve] = []
    start = end = (0.0, 0.0)
    for letter, numbers in STEP.findall(path):
        values = [float(number) for number in NUMBER.findall(numbers)]
        points = tuple(zip(values[::2], values[1::2]))
        if letter in "MZ":
            if curves:
                contours.append(_closed(curves, start, end))
            curves = []
            start = end = points[0] if points else start
        else:
            curves.append((end, *points))
            end = points[-1]
    if curves:
        contours.append(_closed(curves, start, end))
    return tuple(contours)


def _closed(curves: list[Curve], start: Point, end: Point) -> Contour:
    return tuple(curves) if start == end else (*curves, (end, start))


def polygon(*points: Point) -> Contour:
    """Straight lines from point to point and back to the first."""
    return tuple(zip(points, (*points[1:], points[0])))


def rectangle(x: float, y: float, width: float, height: float) -> Contour:
    """A rectangle from its top left corner."""
    return polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def bar(start: Point, end: Point, thickness: float) -> Contour:
    """A straight stroke as the rectangle that it covers."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    dx, dy = -(y1 - y0) / length * thickness / 2, (x1 - x0) / length * thickness / 2
    return polygon((x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy))


def cubic(curve: Curve) -> tuple[Point, Point, Point, Point]:
    """The same curve as a cubic Bézier curve."""
    if len(curve) == 4:
        return curve
    a, b = curve[0], curve[-1]
    if len(curve) == 2:
        return a, _between(a, b, 1 / 3), _between(a, b, 2 / 3), b
    return a, _between(a, curve[1], 2 / 3), _between(b, curve[1], 2 / 3), b


def _between(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def bounds(contours: Iterable[Contour]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what the contours cover, bulges of curves included."""
    curves = [curve for contour in contours for curve in contour]
    sides = [_span(curves, axis) for axis in (0, 1)]
    return sides[0][0], sides[1][0], sides[0][1], sides[1][1]


def _span(curves: list[Curve], axis: int) -> tuple[float, float]:
    """The least and greatest coordinate; only curves with a control point beyond all ends need a closer look."""
    ends = [curve[0][axis] for curve in curves]
    low, high = min(ends), max(ends)
    for curve in curves:
        if len(curve) > 2 and any(not low <= point[axis] <= high for point in curve[1:-1]):
            values = _extremes(*(point[axis] for point in curve))
            low, high = min(low, *values), max(high, *values)
    return low, high


def _extremes(*p: float) -> list[float]:
    """One coordinate of a Bézier curve at its ends and wherever it turns around between them."""
    values = [p[0], p[-1]]
    if len(p) == 3:
        turns = _roots(0, p[0] - 2 * p[1] + p[2], p[1] - p[0])
        return values + [(1 - t) ** 2 * p[0] + 2 * t * (1 - t) * p[1] + t * t * p[2] for t in turns if 0 < t < 1]
    turns = _roots(3 * (p[3] - 3 * p[2] + 3 * p[1] - p[0]), 6 * (p[2] - 2 * p[1] + p[0]), 3 * (p[1] - p[0]))
    return values + [
        (1 - t) ** 3 * p[0] + 3 * t * (1 - t) ** 2 * p[1] + 3 * t * t * (1 - t) * p[2] + t**3 * p[3]
        for t in turns
        if 0 < t < 1
    ]


def _roots(a: float, b: float, c: float) -> list[float]:
    """Real roots of a t^2 + b t + c."""
    if abs(a) < 1e-12:
        return [-c / b] if b else []
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    root = math.sqrt(discriminant)
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
