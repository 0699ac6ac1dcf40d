"""What of the engine makes a scene's frames: the modules that can be reached from it, each with its digest.

The code that this process runs stays the same, so all of it is looked at once.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from deckwright.digests import package_digests, package_folder
from deckwright.video.imports import imports, reached

PACKAGES = ("deckwright", "dlcore")
DRAWING = tuple(  # whatever the scene
    f"deckwright.video.{name}" for name in ("stage", "renderer", "camera", "path", "writer", "encoder")
)
APART = ("deckwright.lesson", "deckwright.video")  # they bring the record, which is looked at by itself


@cache
def engine_behind(names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The modules of deckwright and dlcore that a scene's imports lead to, and those that draw, with their digests.

    The package dlcore, which brings in all of it, counts only where the scene itself imports it: what the engine has
    from it is in the record.
    """
    asked = {name for name in names if name == "dlcore" or _counts(name)}
    return tuple((name, _modules()[name][1]) for name in sorted(reached({*DRAWING, *asked}, _imported)))


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
