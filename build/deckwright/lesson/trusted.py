"""The lesson that a deck says it was built from. A deck may come from anybody, and a lesson is code: the deck chooses
none.

What is run is a lesson of the course where the user stands, whatever the deck says:

- the course is the nearest folder from here upwards that holds ``lessons/``; without one it is the lesson's own folder
  that we stand in, else the folder where we stand (the one above, if that is ``out``), for lessons that stand alone;
- of that course, the lesson at the place that the deck names, else the only one below it whose path ends in that name;
- outside of ``lessons/`` no lesson that lies beside the deck in a folder of its own, as what was mailed together does;
- no hidden folder, nothing that a symbolic link leads out of the course to.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from deckwright import limits
from deckwright.errors import UserError
from deckwright.lesson.course import Lesson, course_root

_PLAIN = re.compile(r"[^./\\:~\x00-\x1f][^/\\:\x00-\x1f]*(?:/[^./\\:\x00-\x1f][^/\\:\x00-\x1f]*)*")
_NOT_ENTERED = {"__pycache__", "node_modules", "site-packages"}


def trusted_lesson(folder: str, deck: Path, here: Path) -> Lesson:
    """The lesson that a deck names by its folder. Raises UserError where that is none of the course where we stand."""
    if not _PLAIN.fullmatch(folder):
        raise _refused(deck, folder, "which is no place in a course")
    root = course_around(here)
    found = list(dict.fromkeys(_named(root, folder)))
    for lesson in found:
        for file in (lesson / "lesson.py", lesson / "slides.md"):
            if not file.resolve().is_relative_to(root):
                raise _refused(deck, folder, f"which a symbolic link leads out of {root} to {file.resolve()}")
        if _came_with(deck, lesson, root):
            raise _refused(deck, folder, f"which lies beside the deck in {lesson.parent}, and in no course of yours")
    if not found:
        raise _refused(deck, folder, f"which is not there: neither {root} nor a folder below it has that lesson")
    if len(found) > 1:
        raise _refused(deck, folder, f"of which there are several: {', '.join(map(str, found[:4]))}")
    return Lesson(found[0])


def course_around(here: Path) -> Path:
    """The course where we stand, or the folder that stands for it."""
    here = here.resolve()
    root = course_root(here)
    if root is not None:
        return root
    inside = next((folder for folder in (here, *here.parents) if (folder / "lesson.py").is_file()), None)
    return inside or (here.parent if here.name == "out" else here)


def _named(root: Path, folder: str) -> Iterator[Path]:
    """Folders of lessons that the deck can mean, where they really are: the one at that place, else those below."""
    if (root / folder / "lesson.py").is_file():
        yield (root / folder).resolve()
        return
    if (root / "lesson.py").is_file() and f"/{root.as_posix()}".endswith(f"/{folder}"):
        yield root
        return
    yield from (Path(place) for place in _folders(root) if place.endswith(f"/{folder}") and _is_lesson(place))


def _is_lesson(place: str) -> bool:
    return os.path.isfile(os.path.join(place, "lesson.py"))


def _folders(root: Path) -> Iterator[str]:
    """The folders below, but for hidden ones and those that programs fill."""
    entered = 0
    for place, folders, _ in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_ENTERED)
        entered += 1
        limits.FOLDERS.hold(entered, f"{root}: to find the deck's lesson there are")
        yield place.replace(os.sep, "/")


def _came_with(deck: Path, lesson: Path, root: Path) -> bool:
    """Whether deck and lesson lie in one folder below the one where we stand, as what was mailed together does."""
    beside = deck.resolve().parent
    ours = lesson.is_relative_to(root / "lessons") or beside == root
    return not ours and beside.is_relative_to(root) and lesson.is_relative_to(beside)


def _refused(deck: Path, folder: str, why: str) -> UserError:
    return UserError(
        f"{deck} says that it was built from the lesson {folder!r}, {why}. No code was run.",
        hint="Go to the course that the deck was built from and verify again, or say which lesson it is: "
        "--lesson PATH.",
    )
