"""What a scene is made of: its file, the files that it imports, and the versions of the tools."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from deckwright.digests import digest, package_folder

ENGINE = Path(__file__).resolve().parent.parent
DRAWING = ("stage", "renderer", "camera", "path", "writer", "encoder")  # modules beside this one that make the frames
APART = ("deckwright.lesson", "deckwright.video")  # they bring the record, which is looked at by itself
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

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)|import[ \t]+([\w., \t]+))", re.MULTILINE
)


def content_of(script: Path) -> tuple[Path, ...]:
    """A scene's file and the files beside it that it imports, directly or through others."""
    return _reached([script], lambda name: _module(script.parent, name))


def fingerprint(script: Path) -> str:
    """A digest of a scene's own files, of the engine's files that they import, and of the tools' versions."""
    content = content_of(script)
    drawing = [ENGINE / "video" / f"{name}.py" for name in DRAWING]
    whole = (
        [package_folder("dlcore") / "__init__.py"]
        if any("dlcore" in imports(path, _changed(path)) for path in content)
        else []
    )
    engine = _reached([*content, *drawing, *whole], lambda name: _module(script.parent, name) or _of_engine(name))
    sha = hashlib.sha256(repr([(tool, _version(tool)) for tool in TOOLS]).encode())
    for path in sorted({*engine}, key=str):
        sha.update(f"{path.name} {_file_digest(path, _changed(path))}\n".encode())
    return sha.hexdigest()


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


def _reached(start: Iterable[Path], locate) -> tuple[Path, ...]:
    """Files that can be reached over imports; `locate` gives a module's file, or None for modules that don't count."""
    reached: dict[Path, None] = {}
    stack = list(start)
    while stack:
        path = stack.pop()
        if path not in reached:
            reached[path] = None
            stack += [found for name in imports(path, _changed(path)) if (found := locate(name)) is not None]
    return tuple(reached)


@cache
def imports(path: Path, changed: int) -> frozenset[str]:
    """The modules that a file names in its imports; ``from a import b`` may mean the module a.b.

    Read line by line, not parsed: it is done for all files at every start. What looks like an import in a
    docstring counts too, which does no harm.
    """
    names: set[str] = set()
    for module, taken, plain in _IMPORT.findall(path.read_text(encoding="utf-8")):
        words = [part.split(" as ")[0].strip() for part in re.sub(r"#.*|[()]", "", taken or plain).split(",")]
        module = module.lstrip(".")
        names |= {f"{module}.{word}".strip(".") for word in words} | {module}
    return frozenset(names - {""})


def _of_engine(name: str) -> Path | None:
    """The file of a module of deckwright or dlcore.

    The package dlcore itself, which brings in all of it, doesn't count: what it computed is in the record.
    """
    if name.startswith(APART) or name == "dlcore":
        return None
    if name.split(".")[0] == "deckwright":
        return _module(ENGINE.parent, name)
    if name.split(".")[0] == "dlcore":
        return _module(package_folder("dlcore").parent, name)
    return None


@cache
def _module(folder: Path, name: str) -> Path | None:
    path = folder.joinpath(*name.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


@cache
def _file_digest(path: Path, changed: int) -> str:
    return digest(path)


@cache
def _version(tool: str) -> str:
    try:
        return version(tool)
    except PackageNotFoundError:
        return "missing"
