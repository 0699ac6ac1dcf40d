"""A name has one color in the whole course."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest

from deckwright.deck.drawing import Path
from deckwright.errors import UserError
from deckwright.figures import contour, line_chart
from deckwright.figures.categories import coloring
from deckwright.layout.series_color import role_of
from deckwright.lesson.course_colors import category_of, course_colors
from deckwright.theme import CATEGORIES

COLORS = """optimizers: [[SGD, gradient descent], Adam]
networks: [MLP, CNN]
"""


@pytest.fixture
def course(tmp_path) -> FilePath:
    """A course with a register."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons/colors.yaml").write_text(COLORS, encoding="utf-8")
    return tmp_path


def test_a_place_in_a_list_is_a_color(course):
    """Two names for one thing have one color, two things of a list have two."""
    first, second = ("SGD", "gradient descent", "MLP"), ("Adam", "CNN")
    expected = dict.fromkeys(first, "category1") | dict.fromkeys(second, "category2")
    assert course_colors(course) == expected
    assert category_of("Adam", course) == "category2"
    with pytest.raises(UserError, match="'Adan' has no color") as error:
        category_of("Adan", course)
    assert "Adam" in error.value.hint


def test_charts_and_surfaces_take_it(course):
    """By the series' name, whatever its place; those without one take what is left; a chosen role stays."""
    with coloring(course_colors(course)):
        series = {"other": [1, 2], "Adam, tuned": [2, 1], "SGD": [1, 3], "third": [3, 1]}
        chart = line_chart(series, roles={"third": "loss"})
        colors = [role_of(chart, k) for k in range(4)]
        drawn = contour(lambda x, y: x * x + y * y, (-1, 1), (-1, 1), paths={"Adam": [[0.5, 0.5], [0.1, 0.1]]})
    assert colors == ["category3", "category2", "category1", "loss"]
    assert {mark.stroke for mark in drawn.marks if isinstance(mark, Path)} & set(CATEGORIES) == {"category2"}


def test_outside_of_a_course_the_first_colors_are_taken():
    """No register is needed."""
    chart = line_chart({"Adam": [1, 2], "SGD": [2, 1]})
    assert [role_of(chart, k) for k in range(2)] == ["category1", "category2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[SGD]", "Expected groups of names"),
        ("optimizers: SGD", "Expected a list of at most 8 names"),
        ("a: [1, 2, 3, 4, 5, 6, 7, 8, 9]", "Expected a list of at most 8 names"),
        ("a: [SGD]\nb: [SGD]", "Expected each name once"),
        ("a: [", "not valid YAML"),
    ],
)
def test_a_wrong_register_is_refused(course, text, message):
    """With what was expected, and the line."""
    (course / "lessons/colors.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=message) as error:
        course_colors(course)
    assert error.value.where.path.name == "colors.yaml"
