"""A course is a folder with ``lessons/`` in it; a lesson is a folder with ``lesson.py`` in it."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from deckwright.errors import UsageError, did_you_mean

COLORS = "colors.yaml"  # in the folder of the lessons: the colors of the course's names
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
    if "/" in wanted or wanted in ("", ".", "..") or at_path.exists() and course_root(start) is None:
        raise UsageError(f"Expected a lesson folder at {wanted!r}, found no lesson.py there.", hint=_hint_at(at_path))
    return _named(wanted, lessons_of(course_at(start)))


def course_at(start: Path) -> Path:
    """The course that this folder is in. Raises UsageError, which says what a course is."""
    root = course_root(start)
    if root is None:
        here = [code.parent.name for code in sorted(start.glob("*/lesson.py"))]
        example = f"deckwright build {shlex.quote(here[0])}" if here else "deckwright new NAME"
        what = "builds the lesson that is here" if here else "makes a lesson"
        raise UsageError(
            f"This is no course: no folder from {start} upwards has a folder lessons/, with a folder for each "
            f"lesson in it.",
            hint=f"Go to the course's folder, or give a lesson folder's path. `{example}` {what}.",
        )
    return root


def _hint_at(path: Path) -> str:
    """What to write where a path leads to no lesson."""
    if path.suffix == ".pptx":
        return f"That is a deck. `deckwright verify {shlex.quote(str(path))}` tells which lesson it is of."
    lessons = [code.parent for pattern in ("*/lesson.py", "lessons/*/lesson.py") for code in sorted(path.glob(pattern))]
    if lessons:
        return f"There are lessons below it: give one, such as {shlex.quote(str(lessons[0]))}."
    return "A lesson is a folder with lesson.py and slides.md in it."


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
    if lessons and (bare := _without_code(lessons[0].folder.parent, word)):
        hint = "Put a lesson.py there, or take the folder away."
        raise UsageError(f"The folder {bare} has no lesson.py in it, which makes a lesson.", hint=hint)
    names = [name for lesson in lessons for name in (lesson.name, lesson.folder.name)]
    hint = did_you_mean(wanted, names)
    if not hint.startswith("Did"):
        hint = did_you_mean(wanted, [lesson.folder.name for lesson in lessons]) or "The course has no lessons yet."
    raise UsageError(f"No lesson is called {wanted!r}.", hint=hint)


def _without_code(folder: Path, word: str) -> Path | None:
    """A folder among the lessons that is meant, but is none yet."""
    found = (Lesson(each) for each in sorted(folder.iterdir()) if each.is_dir() and not (each / "lesson.py").is_file())
    return next((one.folder for one in found if word in (one.folder.name.casefold(), one.name.casefold())), None)
