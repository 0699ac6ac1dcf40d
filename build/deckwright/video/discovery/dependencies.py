"""What a scene's frames depend on: its file, the files that it imports, the engine behind them, the tools' versions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

from deckwright.lesson.course import COLORS
from deckwright.store import digest, key_of
from deckwright.store.key import package_digests, package_folder, version_of

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
PACKAGES = ("deckwright", "dlcore")
DRAWING = "deckwright.video.drawing."  # counts whatever the scene
APART = ("deckwright.lesson", "deckwright.video", "deckwright.store")  # they bring the record, which has its own key
_IMPORT = re.compile(  # that it begins with a letter of its own makes it several times quicker than ^ would
    r"\n[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)|import[ \t]+([\w., \t]+))"
)
One = TypeVar("One")


def content_of(script: Path) -> tuple[Path, ...]:
    """A scene's file and the files beside it that it imports, directly or through others."""
    return _reached([script], lambda path: _beside(path, _changed(path), script.parent))


def colors_for(script: Path) -> tuple[Path, ...]:
    """The course's register of colors, for a scene that asks for a name's color."""
    path = script.parent.parent / "lessons" / COLORS
    return (path,) if path.is_file() and any(b".category(" in file.read_bytes() for file in content_of(script)) else ()


def fingerprint(script: Path) -> str:
    """A key of a scene's own files, of the engine's files that they import, and of the tools' versions."""
    content = [(path, _changed(path)) for path in (*content_of(script), *colors_for(script))]
    named = frozenset().union(*(imports(path, changed) for path, changed in content))
    own = sorted((path.name, _digest(path, changed)) for path, changed in content)
    return key_of(own, _engine_behind(named), [(tool, version_of(tool)) for tool in TOOLS])


@cache
def imports(path: Path, changed: int) -> frozenset[str]:
    """The modules that a file names in its imports; ``from a import b`` may mean the module a.b.

    Read line by line, not parsed: it is done for all files at every start. What looks like an import in a
    docstring counts too, which does no harm.
    """
    names: set[str] = set()
    for module, taken, plain in _IMPORT.findall("\n" + path.read_text(encoding="utf-8")):
        words = [part.split(" as ")[0].strip() for part in re.sub(r"#.*|[()]", "", taken or plain).split(",")]
        module = module.lstrip(".")
        names |= {f"{module}.{word}".strip(".") for word in words} | {module}
    return frozenset(names - {""})


def _reached(start: Iterable[One], imported: Callable[[One], Iterable[One]]) -> tuple[One, ...]:
    """All that can be reached from some modules; `imported` gives what one imports directly, as far as it counts."""
    found: dict[One, None] = {}
    stack = list(start)
    while stack:
        one = stack.pop()
        if one not in found:
            found[one] = None
            stack += imported(one)
    return tuple(found)


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


@cache
def _engine_behind(names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The modules of deckwright and dlcore that a scene's imports lead to, and those that draw, with their digests.

    The package dlcore, which brings in all of it, counts only where the scene itself imports it: what the engine has
    from it is in the record. The code that this process runs stays the same, so all of it is looked at once.
    """
    asked = {name for name in names if name == "dlcore" or _counts(name)}
    drawing = {name for name in _modules() if name.startswith(DRAWING)}
    return tuple((name, _modules()[name][1]) for name in sorted(_reached(drawing | asked, _imported)))


@cache
def _imported(module: str) -> tuple[str, ...]:
    file, _ = _modules()[module]
    return tuple(name for name in imports(file, 0) if _counts(name))


def _counts(name: str) -> bool:
    return name not in PACKAGES and name in _modules() and not name.startswith(APART)


@cache
def _modules() -> dict[str, tuple[Path, str]]:
    """All modules of the packages: the file of each, and its digest."""
    found = {}
    for package in PACKAGES:
        for file, sha in package_digests(package).items():
            if file.endswith(".py"):
                name = f"{package}.{file.removesuffix('.py').replace('/', '.')}"
                found[name.removesuffix(".__init__")] = package_folder(package) / file, sha
    return found
