"""A scene that is wanted: what its video depends on, where that is kept, and the job that draws it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from deckwright.errors import UserError
from deckwright.lesson import Lesson
from deckwright.store import Store, key_of
from deckwright.theme import Theme
from deckwright.video.cache import CachedScene, find
from deckwright.video.discovery.dependencies import colors_for, content_of, fingerprint
from deckwright.video.discovery.scene_file import FoundScene
from deckwright.video.quality import Quality

if TYPE_CHECKING:
    from deckwright.video.job import Job
    from deckwright.video.workers.executors import Workers

WorkersFactory = Callable[[], AbstractContextManager["Workers"]]  # gets the workers, if any are needed


class SceneInput(Protocol):
    """What a scene shows.

    digest  a digest of it; known says whether that is to be had without computing anything
    """

    @property
    def known(self) -> bool: ...

    @property
    def digest(self) -> str: ...

    def packed(self) -> bytes: ...


@dataclass(frozen=True, eq=False)
class RenderTask:
    """A scene, what it shows, and how.

    name      what its video is called
    label     what it is called while it is drawn
    lesson    the lesson in whose files the record's classes are defined, if there is one
    timeout  seconds without a new frame after which it counts as hanging
    """

    scene: FoundScene
    source: SceneInput
    theme: Theme
    quality: Quality
    store: Store
    name: str
    label: str
    lesson: Lesson | None = None
    timeout: float = 120.0

    @cached_property
    def key(self) -> str:
        """All that its video depends on, as one digest."""
        return scene_key(self.scene, self.source.digest, self.theme, self.quality)

    def found(self) -> CachedScene | None:
        """Its video, if it is in the store."""
        return find(self.store, self.key)

    def job(self) -> Job:
        """The job for all of it, with all sources that it needs."""
        from deckwright.video.job import Job

        files = {
            f"animations/{path.relative_to(self.scene.script.parent).as_posix()}": path
            for path in content_of(self.scene.script)
        }
        files |= {f"lessons/{path.name}": path for path in colors_for(self.scene.script)}
        code = ""
        if self.lesson and self.lesson.code.is_file():
            folder = f"lessons/{self.lesson.folder.name}"
            code = f"{folder}/lesson.py"
            files |= {
                f"{folder}/{path.relative_to(self.lesson.folder).as_posix()}": path
                for path in self.lesson.folder.rglob("*.py")
            }
        return Job(
            self.scene.name,
            {name: path.read_bytes() for name, path in files.items()},
            f"animations/{self.scene.script.name}",
            code,
            self.source.packed(),
            self.theme,
            self.quality,
            label=self.label,
            key=self.key,
            timeout=self.timeout,
        )


@dataclass(frozen=True)
class TaskResult:
    """What became of a scene that was wanted: its video, or what went wrong. fresh: it was drawn now."""

    task: RenderTask
    entry: CachedScene | None = None
    error: UserError | None = None
    fresh: bool = False


def scene_key(scene: FoundScene, shown: str, theme: Theme, quality: Quality) -> str:
    """What a scene's video depends on, as one digest. shown: the digest of what it shows."""
    return key_of(scene.name, shown, fingerprint(scene.script), theme, quality)
