"""Everything that a deck is made from, as digests: the same digests mean the same deck."""

from __future__ import annotations

import functools
import importlib.metadata
import os
import platform
import re
from collections.abc import Mapping
from pathlib import Path

from deckwright.lesson import Lesson
from deckwright.lesson.course import COLORS
from deckwright.lesson.trace import Trace
from deckwright.store import digest
from deckwright.store.key import files_in, package_folder, package_key, version_of


def inputs_of(
    lesson: Lesson, settings: tuple[str, ...], theme: str, template: Path | None, videos: bool
) -> dict[str, str]:
    """The digest of each file, the version of each tool and the choices that decide what a deck is."""
    root = lesson.root
    inputs = {_name(file, root): digest(file) for file in files_in(lesson.folder)}
    inputs |= {_name(file, root): digest(file) for file in files_in(root / "animations")}
    inputs |= {_name(file, root): digest(file) for file in (root / "lessons" / COLORS,) if file.is_file()}
    inputs |= _numbers() | {"deckwright": package_key("deckwright")}
    inputs |= _versions()
    if template:
        inputs["template"] = digest(template)
    return inputs | {"settings": " ".join(sorted(settings)), "theme": theme, "videos": str(videos)}


def with_trace(inputs: Mapping[str, str], trace: Trace, root: Path) -> dict[str, str]:
    """The inputs with the files elsewhere that were read, and without those that the lesson writes by itself."""
    written, read = ({_place(path, root): sha for path, sha in files.items()} for files in (trace.writes, trace.reads))
    return read | {name: sha for name, sha in inputs.items() if name not in written}


@functools.cache  # the code that this process runs stays the same
def _numbers() -> dict[str, str]:
    """The digest of each file of dlcore: any of them may be why a figure changes."""
    folder = package_folder("dlcore")
    return {_name(file, folder.parent): digest(file) for file in files_in(folder)}


@functools.cache
def _versions() -> dict[str, str]:
    """Python's version and those of the libraries that the engine asks for."""
    requirements = importlib.metadata.requires("deckwright") or []
    names = [re.match(r"[\w.-]+", line)[0] for line in requirements if "extra ==" not in line]
    return {"python": platform.python_version()} | {name: version_of(name) for name in names}


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()


def _place(path: str, root: Path) -> str:
    """The way to a file from the course's folder: whoever gets the deck needs to know no more of this machine."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # on another drive
        return Path(path).as_posix()
