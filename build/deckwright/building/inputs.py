"""Everything that a deck is made from, as digests: the same digests mean the same deck."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.util
import platform
import re
from collections.abc import Iterator
from pathlib import Path

from deckwright.lesson import Lesson

_GENERATED = {"__pycache__", ".DS_Store"}


def inputs_of(
    lesson: Lesson, settings: tuple[str, ...], theme: str, template: Path | None, videos: bool
) -> dict[str, str]:
    """The digest of each file, the version of each tool and the choices that decide what a deck is."""
    root = lesson.root
    inputs = {_name(file, root): digest(file) for file in _files(lesson.folder)}
    inputs |= {_name(file, root): digest(file) for file in _files(root / "animations")}
    inputs |= _numbers() | {"deckwright": _engine()}
    inputs |= _versions()
    if template:
        inputs["template"] = digest(template)
    return inputs | {"settings": " ".join(sorted(settings)), "theme": theme, "videos": str(videos)}


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return (f for f in files if not _GENERATED & set(f.parts) and not f.name.startswith((".", "~")))


@functools.cache  # the code that this process runs stays the same
def _numbers() -> dict[str, str]:
    """The digest of each file of dlcore: any of them may be why a figure changes."""
    folder = _package("dlcore")
    return {_name(file, folder.parent): digest(file) for file in _files(folder)}


@functools.cache
def _engine() -> str:
    """One digest for all the code and data of the engine."""
    total, folder = hashlib.sha256(), _package("deckwright")
    for file in _files(folder):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _package(name: str) -> Path:
    return Path(importlib.util.find_spec(name).submodule_search_locations[0])


@functools.cache
def _versions() -> dict[str, str]:
    """Python's version and those of the libraries that the engine asks for."""
    requirements = importlib.metadata.requires("deckwright") or []
    names = [re.match(r"[\w.-]+", line)[0] for line in requirements if "extra ==" not in line]
    return {"python": platform.python_version()} | {name: importlib.metadata.version(name) for name in names}


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()
