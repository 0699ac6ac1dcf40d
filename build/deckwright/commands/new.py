"""``deckwright new NAME``: a small complete lesson to change."""

from __future__ import annotations

import re
import shlex
from importlib.resources import files
from pathlib import Path

import click

from deckwright.commands.lessons import shown
from deckwright.errors import UsageError
from deckwright.lesson import Lesson, course_root, lessons_of
from deckwright.visible_text import echo

LONGEST = 160  # bytes: the deck's name is longer, and a file's name has 255 at most
_OURS = ("lessons", "animations", "out")  # folders of a course
_OF_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # names that it keeps for devices
_FILES = ("lesson.py", "slides.md")


@click.command()
@click.argument("name")
def new(name: str) -> int:
    """Make a lesson that builds at once: in the course's lessons/, or at the path that NAME is."""
    folder = _folder(name)
    if folder.exists():
        raise UsageError(f"{shown(folder)} is there already.", hint="Choose another name.")
    example = files("deckwright.example")
    texts = {file: example.joinpath(file).read_text(encoding="utf-8") for file in _FILES}
    try:
        folder.mkdir(parents=True)
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{shown(folder)} can't be made: {error.strerror}.") from error
    echo(f"Made {shown(folder)} with lesson.py, which computes, and slides.md, which shows.")
    inside = course_root(folder) is not None and folder.parent.name == "lessons"
    echo(f"Now: deckwright build {shlex.quote(Lesson(folder).name if inside else shown(folder))}")
    return 0


def _folder(name: str) -> Path:
    """In a course, lessons/ and the next number before the name; elsewhere the path as it is given."""
    _check_name(Path(name).name)
    root = course_root(Path.cwd())
    if "/" in name or root is None:
        return Path(name).expanduser().resolve()
    if Lesson(Path(name)).number is not None:
        return root / "lessons" / name
    lessons = lessons_of(root)
    if any(lesson.name == name for lesson in lessons):
        raise UsageError(f"The course has a lesson {name!r} already.", hint="Choose another name.")
    number = max((lesson.number or 0 for lesson in lessons), default=0) + 1
    return root / "lessons" / f"{number:02d}-{name}"


def _check_name(name: str) -> None:
    """Raise UsageError for a name that a folder, a deck or a command line can't have on every computer."""
    plain = re.sub(r"[^\w]+", "-", name).strip("-_")
    hint = f"Such as {shlex.quote(plain)}." if plain and not _OF_WINDOWS.fullmatch(plain) else "Choose another name."
    if not re.fullmatch(r"\w(?:[\w. -]*\w)?", name):
        raise UsageError(f"Expected a name of letters, digits and hyphens, found {name!r}.", hint=hint)
    if len(name.encode()) > LONGEST:
        raise UsageError(f"Expected a name of {LONGEST} bytes or less, found {len(name.encode())}.", hint="Shorten it.")
    if _OF_WINDOWS.fullmatch(Lesson(Path(name)).name):
        raise UsageError(f"On Windows no file can be called {name!r}.", hint="Choose another name.")
    if name.isdecimal() or name.casefold() in _OURS:
        raise UsageError(f"{name!r} can't be a lesson's name: it means something else in a course.", hint="Add a word.")
