"""dlcore <- deckwright <- lessons and scenes: who may import whom, read from the source of every file."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
DLCORE, ENGINE = ROOT / "dlcore", ROOT / "build" / "deckwright"
LESSONS, SCENES = ROOT / "lessons", ROOT / "animations"
STANDARD = sys.stdlib_module_names
# What lessons and scenes are made of; the map is for the lecture that shows the course.
FOR_AUTHORS = ("deckwright.lesson", "deckwright.figures", "deckwright.scenes", "deckwright.checking.course_map")
PAINTERS = ("scenes", "video", "equations/mobject.py")  # what needs Manim; slides alone can do without


@cache
def imported(file: Path) -> tuple[tuple[str, str | None], ...]:
    """What a file imports, wherever in it: (module, name), and no name for ``import module``."""
    return tuple(_imported(file))


def _imported(file: Path) -> Iterator[tuple[str, str | None]]:
    for node in _statements(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno} imports relatively; everything here is named in full"
            yield from ((node.module or "", alias.name) for alias in node.names)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """All statements of a file, whatever block they stand in."""
    for field in ("body", "orelse", "handlers", "finalbody", "cases"):
        for statement in getattr(node, field, ()):
            yield statement
            yield from _statements(statement)


def within(module: str, *packages: str) -> bool:
    """Whether a module is one of the packages or lies in one."""
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def sources(*folders: Path) -> list[Path]:
    """All Python files under some folders."""
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


def named(file: Path) -> str:
    """A file as the reader of a failure calls it."""
    return str(file.relative_to(ROOT))


def strangers(files: Iterable[Path], *allowed: str) -> list[str]:
    """Imports of anything but the packages allowed and the standard library, as ``file: module``."""
    return [
        f"{named(file)}: {module}"
        for file in files
        for module, _ in imported(file)
        if not within(module, *allowed, *STANDARD)
    ]


def test_dlcore_imports_numpy_and_the_standard_library() -> None:
    """dlcore depends on NumPy alone."""
    assert strangers(sources(DLCORE), "dlcore", "numpy") == []


def test_the_engine_imports_no_content() -> None:
    """deckwright knows of no lesson, scene or test."""
    content = {"lessons", "animations", "tests", "lesson"} | {path.stem for path in sources(LESSONS, SCENES)}
    content -= STANDARD
    found = [(named(file), module) for file in sources(ENGINE) for module, _ in imported(file)]
    assert [where for where in found if within(where[1], *content)] == []


def package_of(module: str) -> str:
    """deckwright.pptx.chart.axis -> deckwright.pptx; a module that stands alone is a package of its own here."""
    return ".".join(module.split(".")[:2])


def reached(package: str, imports: dict[str, set[str]]) -> set[str]:
    """The packages that a package imports, and those that these import, and so on."""
    seen, waiting = set(), [package]
    while waiting:
        for name in imports.get(waiting.pop(), set()) - seen:
            seen.add(name)
            waiting.append(name)
    return seen


def test_no_package_of_the_engine_imports_itself_by_way_of_another() -> None:
    """Packages run down the house, wherever in a file the import stands."""
    imports: dict[str, set[str]] = {}
    for file in sources(ENGINE):
        own = package_of(".".join(file.relative_to(ENGINE.parent).with_suffix("").parts))
        for module, name in imported(file):
            if within(module, "deckwright"):
                other = package_of(module if "." in module else f"{module}.{name}")
                imports.setdefault(own, set()).update({other} - {own})
    assert [package for package in imports if package in reached(package, imports)] == []


def test_slides_need_no_manim() -> None:
    """Outside of what paints videos nothing imports Manim."""
    painters = tuple(str(ENGINE / part) for part in PAINTERS)
    files = [file for file in sources(ENGINE) if not str(file).startswith(painters)]
    assert [named(file) for file in files if any(within(module, "manim") for module, _ in imported(file))] == []


def test_lessons_are_made_of_public_parts() -> None:
    """A lesson takes dlcore, deckwright's parts for authors, NumPy and files of its own folder; its own scenes Manim
    besides."""
    for file in sources(LESSONS):
        beside = {path.stem for path in file.parent.glob("*.py")}
        manim = {"manim"} if file.parent.name == "animations" else set()
        assert strangers([file], "dlcore", "numpy", *FOR_AUTHORS, *beside, *manim) == []


def test_scenes_are_made_of_public_parts() -> None:
    """A scene takes Manim, the pieces for scenes and the record's types: no lesson, and no other scene."""
    assert strangers(sources(SCENES), "dlcore", "numpy", "manim", *FOR_AUTHORS) == []


def test_content_uses_names_that_are_public_and_there() -> None:
    """No name with a leading underscore; and each name that a lesson or scene imports from here exists."""
    ours = {
        (named(file), module, name)
        for file in sources(LESSONS, SCENES)
        for module, name in imported(file)
        if within(module, "dlcore", "deckwright") and name
    }
    private = [place for place in ours if any(part.startswith("_") for part in (*place[1].split("."), place[2]))]
    assert private == []
    if find_spec("manim") is None:
        ours = {place for place in ours if not within(place[1], "deckwright.scenes")}
    missing = [(file, m, name) for file, m, name in ours if not hasattr(import_module(m), name)]
    assert [place for place in missing if not find_spec(f"{place[1]}.{place[2]}")] == []
