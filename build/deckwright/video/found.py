"""Finding a lesson's scenes: slides.md names them, ``animations/`` beside the lesson or in its course has them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from deckwright.errors import Source, UserError, did_you_mean
from deckwright.lesson import Lesson

_CALL = re.compile(r"""\{\{-?\s*(?:video|clips)\(\s*["'](\w+)["']""")
_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_HEADING = re.compile(r"^# +(.+?)(?: *\{[^{}]*\})? *$", re.MULTILINE)
_DRESSED = frozenset("{$`*[")  # letters of a heading that is more than words
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FoundScene:
    """A scene's name and the file with its class, read without running it.

    title     its name in words
    sections  the names in its calls of ``self.section("...")``, in their order: one clip each
    """

    name: str
    script: Path
    title: str
    sections: tuple[str, ...] = ()


def scenes_of(lesson: Lesson, names: Iterable[str] | None = None) -> tuple[FoundScene, ...]:
    """The scenes of a lesson in the order of its slides, or those of the given names.

    Raises UserError where slides.md names a scene that no file has.
    """
    known = {scene.name: scene for folder in folders_of(lesson) for scene in _scenes_in(folder)}
    found = []
    for name, where in named_in(lesson) if names is None else ((name, None) for name in names):
        if name not in known:
            places = (
                ", ".join(str(folder) for folder in folders_of(lesson))
                or f"{lesson.root / 'animations'} (no such folder)"
            )
            hint = did_you_mean(name, known) or f"Define class {name}(LessonScene) in a file there."
            raise UserError(f"Expected a scene {name!r} in {places}, found none.", where=where, hint=hint)
        found.append(known[name])
    return tuple(found)


def folders_of(lesson: Lesson) -> tuple[Path, ...]:
    """The folders in which a lesson's scenes may stand, the nearest last."""
    places = dict.fromkeys(
        (lesson.root / "animations", lesson.folder.parent / "animations", lesson.folder / "animations")
    )
    return tuple(place for place in places if place.is_dir())


def named_in(lesson: Lesson) -> Iterator[tuple[str, Source]]:
    """The scenes that slides.md names: in ``scenes:`` of its front matter, and in its calls, each once."""
    if not lesson.words.is_file():
        return
    seen = set()
    for name in _listed(lesson):
        seen.add(name)
        yield name, Source(lesson.words, 1)
    plain = _without_code(lesson)
    for call in _CALL.finditer(plain):
        if call[1] not in seen:
            seen.add(call[1])
            yield call[1], Source(lesson.words, plain.count("\n", 0, call.start()) + 1)


def slide_titles(lesson: Lesson) -> dict[str, str]:
    """Scenes, each with the title of the slide that shows it first, where that is nothing but words."""
    if not lesson.words.is_file():
        return {}
    plain = _without_code(lesson)
    titles: dict[str, str] = {}
    for call in _CALL.finditer(plain):
        above = _HEADING.findall(plain, 0, call.start())
        if above and not _DRESSED & set(above[-1]):
            titles.setdefault(call[1], above[-1])
    return titles


def _without_code(lesson: Lesson) -> str:
    """The text of slides.md with empty lines in the place of fenced code."""
    text = lesson.words.read_text(encoding="utf-8")
    return _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), text)


def front_matter(lesson: Lesson) -> dict[str, Any]:
    """What stands at the top of slides.md, between the lines of dashes."""
    matter = _FRONT_MATTER.match(lesson.words.read_text(encoding="utf-8")) if lesson.words.is_file() else None
    try:
        return (yaml.safe_load(matter[1]) if matter else None) or {}
    except yaml.YAMLError as error:
        raise UserError(f"The front matter is not valid YAML: {error}.", where=Source(lesson.words, 1)) from None


def _listed(lesson: Lesson) -> list[str]:
    scenes = front_matter(lesson).get("scenes") or []
    return [scenes] if isinstance(scenes, str) else [str(name) for name in scenes]


def _scenes_in(folder: Path) -> list[FoundScene]:
    return [scene for script in sorted(folder.glob("*.py")) for scene in _classes(script, script.stat().st_mtime_ns)]


@cache
def _classes(script: Path, changed: int) -> tuple[FoundScene, ...]:
    """The public classes of a file, read without running it. Raises UserError where it isn't valid Python."""
    try:
        tree = ast.parse(script.read_bytes(), str(script))
    except SyntaxError as error:
        raise UserError(
            f"{script.name} is not valid Python: {error.msg}.", where=Source(script, error.lineno or 1)
        ) from None
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    return tuple(FoundScene(node.name, script, _in_words(node.name), _sections(node)) for node in classes)


def _in_words(name: str) -> str:
    """A class's name in words: ``BlameFlow`` is "Blame flow"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _sections(node: ast.ClassDef) -> tuple[str, ...]:
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute)]
    named = [
        (call.lineno, call.args[0].value)
        for call in calls
        if call.func.attr in ("section", "next_section") and call.args and isinstance(call.args[0], ast.Constant)
    ]
    return tuple(str(name) for _, name in sorted(named))
