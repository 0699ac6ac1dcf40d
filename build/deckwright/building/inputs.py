"""Everything that a deck is made from, as digests: the same digests mean the same deck."""

from __future__ import annotations

import functools
import importlib.metadata
import platform
import re
from pathlib import Path

from deckwright.digests import digest, files_in, package_digest, package_folder
from deckwright.installed import version_of
from deckwright.lesson import Lesson


def inputs_of(
    lesson: Lesson, settings: tuple[str, ...], theme: str, template: Path | None, videos: bool
) -> dict[str, str]:
    """The digest of each file, the version of each tool and the choices that decide what a deck is."""
    root = lesson.root
    inputs = {_name(file, root): digest(file) for file in files_in(lesson.folder)}
    inputs |= {_name(file, root): digest(file) for file in files_in(root / "animations")}
    inputs |= _numbers() | {"deckwright": package_digest("deckwright")}
    inputs |= _versions()
    if template:
        inputs["template"] = digest(template)
    return inputs | {"settings": " ".join(sorted(settings)), "theme": theme, "videos": str(videos)}


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
