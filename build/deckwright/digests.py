"""Files and folders as digests of what they hold: the same digest means the same content."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

_GENERATED = {"__pycache__"}


def digest(file: Path | str) -> str:
    """The SHA-256 of a file."""
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def files_in(folder: Path) -> Iterator[Path]:
    """The files below a folder in a fixed order, but for those that programs leave there."""
    return (Path(path) for _, path in _walk(folder))


def digests_in(folder: Path) -> dict[str, str]:
    """The digest of each of these files, by its name from the folder on, with slashes."""
    return {name: digest(path) for name, path in _walk(folder)}


def _walk(folder: Path) -> Iterator[tuple[str, str]]:
    """Names and paths as texts: paths as objects take longer to make than the files take to be read. Pipes are none."""
    start = len(str(folder)) + 1
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - _GENERATED)
        for name in sorted(names):
            if not name.startswith((".", "~")):
                path = os.path.join(place, name)
                if os.path.isfile(path):
                    yield path[start:].replace(os.sep, "/"), path


@functools.cache
def package_folder(name: str) -> Path:
    """Where a package stands, without importing it."""
    return Path(importlib.util.find_spec(name).origin).resolve().parent


@functools.cache  # the code that this process runs stays the same
def package_digests(name: str) -> Mapping[str, str]:
    """The digest of each file of a package, code and data."""
    return digests_in(package_folder(name))


@functools.cache
def package_digest(name: str) -> str:
    """One digest for all of a package."""
    return hashlib.sha256(repr([*package_digests(name).items()]).encode()).hexdigest()
