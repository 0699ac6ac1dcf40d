"""Keys: digests of all that something was made from. The same key means the same content."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_GENERATED = {"__pycache__"}
_INSTALLED = re.compile(r"(?P<name>.+?)-(?P<version>[^-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info")


def key_of(*parts: Any) -> str:
    """The key of what is made from these values: equal values have equal keys, on any machine."""
    from deckwright.store.fingerprint import fingerprint

    return hashlib.sha256(fingerprint(parts)).hexdigest()


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
def package_key(name: str) -> str:
    """One key for all of a package."""
    return key_of(dict(package_digests(name)))


def version_of(package: str) -> str:
    """The version of an installed package; "missing" where it is not installed.

    Read from the names of the folders that pip leaves: ``importlib.metadata`` reads the files in them, and takes longer
    to be imported than all of them together to be listed.

    >>> version_of("no-such-package")
    'missing'
    """
    return _versions().get(_normal(package), "missing")


@functools.cache  # what this process has imported stays the same
def _versions() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for place in sys.path:
        for name in _names(place or os.curdir):
            if folder := _INSTALLED.fullmatch(name):
                found.setdefault(_normal(folder["name"]), folder["version"])  # the first is what is imported
    return found


def _names(place: str) -> list[str]:
    try:
        return os.listdir(place)
    except OSError:  # a zip file, or a place that isn't there
        return []


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
