"""Contours and decision regions."""

from __future__ import annotations

import numpy as np
import pytest

from deckwright.deck.drawing import Label, Path, Shape
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures.contour import contour
from deckwright.figures.plane import HEIGHT, plane
from deckwright.figures.regions import regions


def bowl(x, y):
    """A quadratic surface."""
    return x * x + 4 * y * y


def inside(point, lines):
    """Whether a point lies within polygons by the even-odd rule."""
    x, y = point
    crossings = 0
    for line in lines:
        for (x0, y0), (x1, y1) in zip(line, (*line[1:], line[0])):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                crossings += 1
    return crossings % 2 == 1


def test_a_contour_can_be_made_narrow():
    """A plane of half the width makes a drawing narrower by the other half, and so much lower that it stays one."""
    wide, narrow = (contour(bowl, (-2, 2), (-1, 1), width=width) for width in (400.0, 200.0))
    assert wide.width - narrow.width == pytest.approx(200.0)
    planes = [next(m for m in drawing.marks if isinstance(m, Shape)) for drawing in (wide, narrow)]
    assert all(0.75 < frame.height / frame.width < 0.85 for frame in planes)


def test_equal_scales_are_equal_on_a_wide_plane():
    """Limits that are far wider than high don't squeeze one of the scales."""
    for x, y in (((0, 12), (0, 3)), ((0, 2), (0, 2)), ((0, 1), (0, 5))):
        on = plane(x, y, equal=True)
        assert on.width / (x[1] - x[0]) == pytest.approx(on.height / (y[1] - y[0]))


def test_a_plane_without_titles_leaves_no_room_for_them():
    """What they would take is the plane's, so that it stands larger on its slide."""
    bare, titled = (contour(bowl, (-2, 2), (-1, 1), x_title=title, y_title=title) for title in ("", "x"))
    assert bare.height < titled.height - 40


def test_contours_are_where_the_function_has_their_level():
    """Every point of the line at level 1 has f = 1, to the precision of the grid."""
    drawing = contour(bowl, (-2, 2), (-1, 1), levels=[1.0])
    (line,) = [m for m in drawing.marks if isinstance(m, Path) and m.stroke == "line"]
    on = plane((-2, 2), (-1, 1))
    (x0, y0), (x1, y1) = on.at(-2, -1), on.at(2, 1)
    for px, py in (p for points in line.lines for p in points):
        x, y = -2 + 4 * (px - x0) / (x1 - x0), -1 + 2 * (py - y0) / (y1 - y0)
        assert bowl(x, y) == pytest.approx(1.0, abs=0.01)


def test_bands_are_darker_where_the_surface_is_lower():
    """The area below each level lies inside the area below the next."""
    drawing = contour(bowl, (-2, 2), (-1, 1), levels=[0.5, 1.0, 2.0])
    bands = [m.lines for m in drawing.marks if isinstance(m, Path) and m.fill == "muted"]
    on = plane((-2, 2), (-1, 1))
    assert [sum(inside(on.at(x, 0.0), band) for band in bands) for x in (0.1, 0.8, 1.2, 1.9)] == [3, 2, 1, 0]


def test_a_path_is_cut_where_it_leaves_the_plane():
    """A diverging run is drawn until its last point inside; its name stands at the side."""
    drawing = contour(bowl, (-2, 2), (-1, 1), paths={"SGD": np.array([[1.0, 0.5], [-1.5, -0.8], [9.0, 9.0]])})
    (way,) = [m for m in drawing.marks if isinstance(m, Path) and m.stroke_width == 2.25]
    assert len(way.lines[0]) == 2
    assert "SGD" in [plain(m.text) for m in drawing.marks if isinstance(m, Label)]
    assert "in 2 steps" in plain(drawing.alt)


def test_the_field_points_downhill():
    """Right of the minimum arrows go left, above it they go down."""
    drawing = contour(bowl, (-2, 2), (-2, 2), field=lambda x, y: (2 * x, 8 * y))
    arrows = [m.lines[0] for m in drawing.marks if isinstance(m, Path) and m.arrow]
    center = plane((-2, 2), (-2, 2)).at(0, 0)
    assert len(arrows) > 50
    for (x0, y0), (x1, y1) in arrows:
        middle = ((x0 + x1) / 2 - center[0], (y0 + y1) / 2 - center[1])
        assert middle[0] * (x1 - x0) + middle[1] * (y1 - y0) < 0


def test_regions_hold_the_points_that_are_classified_so():
    """Of two classes split by a line, each point lies in the area of its class."""
    rng = np.random.default_rng(0)
    points = rng.uniform(-1, 1, (40, 2))
    labels = (points[:, 0] + points[:, 1] > 0).astype(int)
    drawing = regions(
        lambda p: 1 / (1 + np.exp(-4 * (p[:, 0] + p[:, 1]))), points, labels, x=(-1, 1), y=(-1, 1), names=["no", "yes"]
    )
    areas = {m.fill: m.lines for m in drawing.marks if isinstance(m, Path) and m.opacity < 1}
    on = plane((-1, 1), (-1, 1), ["no", "yes"], size=(HEIGHT, HEIGHT))
    for point, label in zip(points, labels):
        if abs(point.sum()) > 0.05:
            assert inside(on.at(*point), areas["category2" if label else "category1"])
    assert "40 points, of which 100% lie in their own region" in plain(drawing.alt)


def test_regions_are_square_unless_told():
    """So two of them fit side by side; a width of one's own makes them wider, and equal scales follow the limits."""
    points, labels = np.array([[0.0, 0.0], [2.0, 1.0]]), [0, 1]
    sizes = {}
    for name, options in {"as it is": {}, "wide": {"width": 500.0}, "equal": {"equal": True}}.items():
        drawing = regions(lambda p: p[:, 0] / 2, points, labels, x=(0, 2), y=(0, 1), **options)
        frame = next(mark for mark in drawing.marks if isinstance(mark, Shape))
        sizes[name] = frame.width / frame.height
    assert sizes == {"as it is": 1.0, "wide": pytest.approx(500 / HEIGHT), "equal": 2.0}


def test_classes_are_told_apart_without_color():
    """Circles, triangles and squares."""
    points = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 0.0]])
    drawing = regions(lambda p: -((p[:, None] - points) ** 2).sum(-1), points, [0, 1, 2])
    corners = [len(m.lines[0]) for m in drawing.marks if isinstance(m, Path) and m.apart]
    assert corners == [14, 3, 4]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: contour(bowl, (1, -1), (0, 1)), "low < high"),
        (lambda: contour(bowl, (-1, 1), (-1, 1), paths={"a": np.zeros((3, 3))}), r"shape \(n, 2\)"),
        (lambda: contour(bowl, (-1, 1), (-1, 1), paths={"a": [[5, 5], [0, 0]]}), "begins outside"),
        (lambda: contour(lambda x, y: np.log(x), (-1, 1), (-1, 1)), "finite"),
        (lambda: regions(lambda p: p[:, 0]), "points, or limits"),
        (lambda: regions(lambda p: p[:, 0], np.eye(2), [0, 9]), "classes from 0 to 7, found some from 0 to 9"),
        (lambda: regions(lambda p: p[:3, 0], x=(0, 1), y=(0, 1)), "answer for each"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning", "ignore:divide by zero:RuntimeWarning")
def test_mistakes_are_named(call, message):
    """What was expected and what was found."""
    with pytest.raises(UserError, match=message):
        call()
