"""A lesson is found by path, name, number or any unique part of its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.errors import UsageError
from deckwright.lesson import course_root, find_lesson, lessons_of


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of four empty lessons, and a lesson outside of it."""
    for name in ("01-foundations", "09-backpropagation", "10-optimizers", "11-convolution"):
        (tmp_path / "course/lessons" / name).mkdir(parents=True)
        (tmp_path / "course/lessons" / name / "lesson.py").touch()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/lesson.py").touch()
    return tmp_path / "course"


@pytest.mark.parametrize(
    "word", ["9", "09", "backpropagation", "09-backpropagation", "Backprop", "prop", "lessons/09-backpropagation"]
)
def test_every_way_to_name_a_lesson(course: Path, word: str) -> None:
    """Name, number, part and path all lead to the same folder."""
    assert find_lesson(word, course).folder.name == "09-backpropagation"


def test_a_number_is_not_a_part(course: Path) -> None:
    """1 means lesson 1 although 10 and 11 begin with the digit."""
    assert find_lesson("1", course).name == "foundations"


def test_a_lesson_outside_of_any_course(course: Path) -> None:
    """A path finds a lesson wherever it lies; its root is the folder it stands in."""
    lesson = find_lesson("../elsewhere", course)
    assert lesson.name == "elsewhere" and lesson.number is None and lesson.root == course.parent


def test_an_ambiguous_part_names_the_candidates(course: Path) -> None:
    """A part that several lessons share is refused with their names."""
    with pytest.raises(UsageError, match="Several lessons match 'tion'") as caught:
        find_lesson("tion", course)
    assert "01-foundations, 09-backpropagation, 11-convolution" in caught.value.hint


def test_an_unknown_name_suggests_the_closest(course: Path) -> None:
    """A slip of the pen leads to the lesson that was meant."""
    with pytest.raises(UsageError, match="No lesson is called") as caught:
        find_lesson("convolutoin", course)
    assert caught.value.hint == "Did you mean convolution?" and caught.value.status == 2


def test_a_path_without_a_lesson(course: Path) -> None:
    """A path is never taken for a part of a name."""
    with pytest.raises(UsageError, match=r"found no lesson\.py there"):
        find_lesson("lessons/9", course)


def test_the_root_is_the_nearest_folder_with_lessons(course: Path) -> None:
    """From deep inside of a course its root is found, and its lessons in order."""
    inside = course / "lessons/09-backpropagation"
    assert course_root(inside) == course.resolve()
    assert [lesson.number for lesson in lessons_of(course)] == [1, 9, 10, 11]
    with pytest.raises(UsageError, match="This is no course"):
        find_lesson("anything", course.parent / "elsewhere")
