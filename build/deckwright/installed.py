"""Versions of installed packages, read from the names of the folders that pip leaves beside them.

`importlib.metadata` reads the files in them, and takes longer to be imported than all of them together to be listed.
"""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Mapping

_FOLDER = re.compile(r"(?P<name>.+?)-(?P<version>[^-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info")


def version_of(package: str) -> str:
    """The version of a package; "missing" where it is not installed.

    >>> version_of("no-such-package")
    'missing'
    """
    return _versions().get(_normal(package), "missing")


@functools.cache  # what this process has imported stays the same
def _versions() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for place in sys.path:
        for name in _names(place or os.curdir):
            if folder := _FOLDER.fullmatch(name):
                found.setdefault(_normal(folder["name"]), folder["version"])  # the first is what is imported
    return found


def _names(place: str) -> list[str]:
    try:
        return os.listdir(place)
    except OSError:  # a zip file, or a place that isn't there
        return []


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
