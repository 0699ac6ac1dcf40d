"""The LESSON arguments of a command, as lessons."""

from __future__ import annotations

from pathlib import Path

from deckwright.errors import UsageError
from deckwright.lesson import Lesson, course_at, course_root, find_lesson, lessons_of


def chosen_lessons(words: tuple[str, ...]) -> list[Lesson]:
    """The lessons that the words mean, each once; all of the course for no words, or the one that is here."""
    here = Path.cwd()
    if words:
        return list(dict.fromkeys(find_lesson(word, here) for word in words))
    if course_root(here) is None and (here / "lesson.py").is_file():
        return [Lesson(here)]
    root = course_at(here)
    lessons = lessons_of(root)
    if not lessons:
        raise UsageError(f"There is no lesson in {root / 'lessons'}.", hint="`deckwright new NAME` makes one.")
    return lessons


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
