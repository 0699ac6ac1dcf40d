"""Finding a lesson's scenes: slides.md names them, ``animations/`` beside the lesson or in its course has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from deckwright.errors import Source, UserError, did_you_mean
from deckwright.lesson import Lesson
from deckwright.regular_file import read_regular
from deckwright.store import remembered
from deckwright.store.key import package_key
from deckwright.video.discovery.scene_file import FoundScene, scenes_in

Named = tuple[str, str, tuple[tuple[str, int, str], ...]]  # title, subtitle, and scenes with line and slide title


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
    yield from ((name, Source(lesson.words, line)) for name, line, _ in _named(lesson)[2])


def slide_titles(lesson: Lesson) -> dict[str, str]:
    """Scenes, each with the title of the slide that shows it first, where that is nothing but words."""
    return {name: title for name, _, title in _named(lesson)[2] if title}


def title_and_subtitle(lesson: Lesson) -> tuple[str, str]:
    """Of a lesson without words its name."""
    title, subtitle, _ = _named(lesson)
    return title or lesson.name, subtitle


def _named(lesson: Lesson) -> Named:
    if not lesson.words.is_file():
        return "", "", ()
    return _read(read_regular(lesson.words).decode("utf-8-sig"), str(lesson.words))


@remembered(100, "scenes-named", lambda: package_key("deckwright"))
def _read(text: str, path: str) -> Named:
    """What a slides file names, read once as long as it stays the same."""
    from deckwright.markdown.scenes_named import scenes_named  # loads what reads slides

    named = scenes_named(text, Path(path))
    return named.title, named.subtitle, tuple((scene.name, scene.line, scene.title) for scene in named.scenes)
