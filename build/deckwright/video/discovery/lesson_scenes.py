"""Finding a lesson's scenes: slides.md names them, ``animations/`` beside the lesson or in its course has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from deckwright.errors import Source, UserError, did_you_mean
from deckwright.lesson import Lesson
from deckwright.regular_file import read_regular
from deckwright.video.discovery.scene_file import FoundScene, scenes_in

_CALL = re.compile(r"""\{\{-?\s*(?:video|clips)\(\s*["'](\w+)["']""")
_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_HEADING = re.compile(r"^# +(.+?)(?: *\{[^{}]*\})? *$", re.MULTILINE)
_DRESSED = frozenset("{$`*[")  # letters of a heading that is more than words
_TITLE = re.compile(r"^(?:sub)?title *:.*\n(?:[ \t]+.*\n)*", re.MULTILINE)
_LISTED = re.compile(r"^scenes *:", re.MULTILINE)
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)


def scenes_of(lesson: Lesson, names: Iterable[str] | None = None) -> tuple[FoundScene, ...]:
    """The scenes of a lesson in the order of its slides, or those of the given names.

    Raises UserError where slides.md names a scene that no file has.
    """
    files = [file for folder in folders_of(lesson) for file in sorted(folder.glob("*.py"))]
    known = {scene.name: scene for file in files for scene in scenes_in(file, file.stat().st_mtime_ns)}
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
    text = read_regular(lesson.words).decode("utf-8-sig")
    return _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), text)


def front_matter(lesson: Lesson) -> dict[str, Any]:
    """What stands at the top of slides.md, between the lines of dashes."""
    return _yaml(_matter(lesson), lesson.words)


def title_lines(lesson: Lesson) -> str:
    """The lines at the top of slides.md in which title and subtitle stand, as they are."""
    return "".join(_TITLE.findall(_matter(lesson)))


def _matter(lesson: Lesson) -> str:
    matter = _FRONT_MATTER.match(lesson.words.read_text(encoding="utf-8")) if lesson.words.is_file() else None
    return matter[1] if matter else ""


@cache
def _yaml(text: str, path: Path) -> dict[str, Any]:
    import yaml  # not every lesson needs it

    try:
        return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    except yaml.YAMLError as error:
        raise UserError(f"The front matter is not valid YAML: {error}.", where=Source(path, 1)) from None


def _listed(lesson: Lesson) -> list[str]:
    scenes = front_matter(lesson).get("scenes") or [] if _LISTED.search(_matter(lesson)) else []
    return [scenes] if isinstance(scenes, str) else [str(name) for name in scenes]
