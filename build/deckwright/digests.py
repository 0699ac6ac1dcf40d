"""Files and folders as digests of what they hold: the same digest means the same content."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path

_GENERATED = {"__pycache__", ".DS_Store"}


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def files_in(folder: Path) -> Iterator[Path]:
    """The files below a folder in a fixed order, but for those that programs leave there."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return (f for f in files if not _GENERATED & set(f.parts) and not f.name.startswith((".", "~")))


@functools.cache
def package_folder(name: str) -> Path:
    """Where a package stands, without importing it."""
    return Path(importlib.util.find_spec(name).origin).resolve().parent


@functools.cache  # the code that this process runs stays the same
def package_digest(name: str) -> str:
    """One digest for all the code and data of a package."""
    total, folder = hashlib.sha256(), package_folder(name)
    for file in files_in(folder):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()
