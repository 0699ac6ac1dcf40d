"""A course is a folder with ``lessons/`` in it; a lesson is a folder with ``lesson.py`` in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from deckwright.errors import UsageError, did_you_mean

_NUMBERED = re.compile(r"(\d+)[-_ ]+(.+)")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson's folder. The number is that at the front of the folder's name, the name what follows it.

    >>> lesson = Lesson(Path("lessons/09-backpropagation"))
    >>> lesson.number, lesson.name
    (9, 'backpropagation')
    """

    folder: Path

    @property
    def number(self) -> int | None:
        numbered = _NUMBERED.fullmatch(self.folder.name)
        return int(numbered[1]) if numbered else None

    @property
    def name(self) -> str:
        numbered = _NUMBERED.fullmatch(self.folder.name)
        return numbered[2] if numbered else self.folder.name

    @property
    def code(self) -> Path:
        """The file that computes."""
        return self.folder / "lesson.py"

    @property
    def words(self) -> Path:
        """The file with the slides."""
        return self.folder / "slides.md"

    @property
    def root(self) -> Path:
        """The course that it belongs to, or the folder that it stands in."""
        return course_root(self.folder) or self.folder.parent


def course_root(start: Path) -> Path | None:
    """The nearest folder, from this one upwards, that holds ``lessons/``."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / "lessons").is_dir()), None)


def lessons_of(root: Path) -> list[Lesson]:
    """The lessons of a course in the order of their numbers."""
    found = [Lesson(code.parent) for code in (root / "lessons").glob("*/lesson.py") if code.is_file()]
    return sorted(found, key=lambda lesson: (lesson.number is None, lesson.number or 0, lesson.name))


def find_lesson(wanted: str, start: Path) -> Lesson:
    """The lesson that a word on the command line means: a path, a name, a number or any unique part of a name."""
    at_path = start / Path(wanted).expanduser()
    if (at_path / "lesson.py").is_file():
        return Lesson(at_path.resolve())
    if at_path.name == "lesson.py" and at_path.is_file():
        return Lesson(at_path.resolve().parent)
    if "/" in wanted or wanted in (".", ".."):
        raise UsageError(
            f"Expected a lesson folder at {wanted}, found no lesson.py there.",
            hint="A lesson is a folder with lesson.py and slides.md in it.",
        )
    return _named(wanted, _course_lessons(start))


def _course_lessons(start: Path) -> list[Lesson]:
    root = course_root(start)
    if root is None:
        raise UsageError(
            f"Found no course: no folder from {start} upwards holds lessons/.",
            hint="Go to the course's folder, or give a lesson folder's path. `deckwright new NAME` makes a lesson.",
        )
    return lessons_of(root)


def _named(wanted: str, lessons: list[Lesson]) -> Lesson:
    word = wanted.casefold()
    rules = (
        lambda lesson: word in (lesson.folder.name.casefold(), lesson.name.casefold()),
        lambda lesson: word.isdecimal() and lesson.number == int(word),
        lambda lesson: word in lesson.folder.name.casefold(),
    )
    for rule in rules:
        found = [lesson for lesson in lessons if rule(lesson)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(lesson.folder.name for lesson in found)
            raise UsageError(f"Several lessons match {wanted!r}.", hint=f"Choose one of {names}.")
    names = [name for lesson in lessons for name in (lesson.name, lesson.folder.name)]
    hint = did_you_mean(wanted, names)
    if not hint.startswith("Did"):
        hint = did_you_mean(wanted, [lesson.folder.name for lesson in lessons]) or "The course has no lessons yet."
    raise UsageError(f"No lesson is called {wanted!r}.", hint=hint)
