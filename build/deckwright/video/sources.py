"""What a scene is made of: its file, the files that it imports, and the versions of the tools."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from deckwright.digests import digest
from deckwright.installed import version_of
from deckwright.video.engine import engine_behind
from deckwright.video.imports import imports, reached

TOOLS = (
    "manim",
    "av",
    "pycairo",
    "manimpango",
    "numpy",
    "fonttools",
    "font-lato",
    "ziafont",
    "ziamath",
    "latex2mathml",
)


def content_of(script: Path) -> tuple[Path, ...]:
    """A scene's file and the files beside it that it imports, directly or through others."""
    return reached([script], lambda path: _beside(path, _changed(path), script.parent))


def fingerprint(script: Path) -> str:
    """A digest of a scene's own files, of the engine's files that they import, and of the tools' versions."""
    content = [(path, _changed(path)) for path in content_of(script)]
    named = frozenset().union(*(imports(path, changed) for path, changed in content))
    own = sorted((path.name, _digest(path, changed)) for path, changed in content)
    tools = [(tool, version_of(tool)) for tool in TOOLS]
    return hashlib.sha256(repr((own, engine_behind(named), tools)).encode()).hexdigest()


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


@cache
def _beside(path: Path, changed: int, folder: Path) -> tuple[Path, ...]:
    """The files in a folder that a file imports."""
    return tuple(found for name in imports(path, changed) if (found := _module(folder, name)))


@cache
def _module(folder: Path, name: str) -> Path | None:
    path = folder.joinpath(*name.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


@cache
def _digest(path: Path, changed: int) -> str:
    return digest(path)
