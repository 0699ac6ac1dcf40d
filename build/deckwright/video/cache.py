"""Finished scenes in the store, with their files; and finished sections of scenes that are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deckwright.store import Store, scratch
from deckwright.video.job import Section
from deckwright.video.output.captions import Cue

SCENES, SECTIONS = "scenes", "sections"


@dataclass(frozen=True, slots=True)
class CachedScene:
    """A finished scene: the key of all that it was made from, its manifest, and its files by their names."""

    key: str
    manifest: dict[str, Any]
    files: dict[str, Path]

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Its captions."""
        return self.manifest["cues"]


def find(store: Store, key: str) -> CachedScene | None:
    """The finished scene, if it is there with all of its files."""
    kept = store.get(SCENES, key)
    files = {name: store.file(file) for name, file in kept["files"].items()} if kept else {}
    return CachedScene(key, kept, files) if files and all(files.values()) else None


def put(store: Store, key: str, write: Callable[[Path], dict[str, Any]]) -> CachedScene:
    """Have the files written, and keep them. `write` gives their manifest. Raises OSError where there is no room."""
    with scratch(store.folder) as work:
        manifest = write(work)
        files = {path.name: store.add(path) for path in sorted(work.glob("*.*"))}
    store.put(SCENES, key, manifest | {"files": files})
    return CachedScene(key, manifest, {name: store.folder / "files" / file for name, file in files.items()})


def keep_section(store: Store, key: str, section: Section) -> None:
    """Keep a section until its scene is finished, so that a render that is interrupted can go on behind it."""
    store.put(SECTIONS, f"{key}-{section.index:04}", section)


def sections_of(store: Store, key: str) -> list[Section]:
    """The sections of a scene that were put by."""
    found = (store.get(SECTIONS, each) for each in store.keys(SECTIONS, f"{key}-"))
    return [section for section in found if isinstance(section, Section)]


def drop_sections(store: Store, key: str) -> None:
    """The scene is finished: nobody needs its sections any more."""
    for each in store.keys(SECTIONS, f"{key}-"):
        store.drop(SECTIONS, each)
