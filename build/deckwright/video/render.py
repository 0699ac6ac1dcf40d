"""Rendering: what is in the cache is taken from there, the rest is shared out among the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deckwright.errors import UserError, UserErrors
from deckwright.lesson import Lesson
from deckwright.store import Store
from deckwright.theme import LIGHT, Theme
from deckwright.video.discovery.lesson_scenes import scenes_of
from deckwright.video.output.publish import publish
from deckwright.video.output.rendered_video import RenderedVideo
from deckwright.video.quality import Quality, quality_of
from deckwright.video.record_source import RecordSource
from deckwright.video.render_task import RenderTask, TaskResult, WorkersFactory

if TYPE_CHECKING:
    from deckwright.video.job import Report
    from deckwright.video.workers.executors import Workers


class RenderError(UserErrors):
    """One or several scenes failed. videos: those that were finished all the same."""

    def __init__(self, failures: Iterable[UserError], videos: Sequence[RenderedVideo] = ()):
        super().__init__(dict.fromkeys(failures))
        self.videos = tuple(videos)


def render(
    lesson: Lesson,
    record: Any | Callable[[], Any],
    scenes: Iterable[str] | None = None,
    quality: str | Quality = "720p",
    *,
    out: Path = Path("out"),
    theme: Theme = LIGHT,
    parameters: dict[str, Any] | None = None,
    jobs: int | None = None,
    workers: Workers | None = None,
    progress: Report | None = None,
    timeout: float = 120.0,
    force: bool = False,
) -> tuple[RenderedVideo, ...]:
    """Videos of a lesson's scenes, in the order of its slides: out/videos/<lesson>/<Scene>.mp4, .png, .vtt and clips.

    record      the lesson's record; or a function that computes it, called only if something must be drawn
    scenes      names of scenes, None for all that slides.md names
    parameters  those that the record was computed with: needed when `record` is a function
    workers     who does the jobs; None for this machine, with `jobs` at once
    timeout    seconds without a new frame after which a scene counts as hanging
    force       draw even what is in the cache

    Raises RenderError when scenes failed, after the others are finished.
    """
    with Store(out / "cache", force) as store:
        choices = {"store": store, "theme": theme, "parameters": parameters, "timeout": timeout}
        wanted = render_tasks(lesson, record, scenes, quality, **choices)
        done = {task.task: task for task in run_tasks(wanted, workers_factory(workers, jobs), progress)}
        return published(lesson, [done[task] for task in wanted], out)


def rendered_before(
    lesson: Lesson,
    record: Any,
    scenes: Iterable[str] | None = None,
    quality: str | Quality = "720p",
    *,
    out: Path,
    theme: Theme,
    parameters: dict[str, Any],
) -> tuple[RenderedVideo, ...]:
    """Those of a lesson's videos that `render` would take from the cache; nothing is drawn."""
    with Store(out / "cache") as store:
        wanted = render_tasks(lesson, record, scenes, quality, store=store, theme=theme, parameters=parameters)
        return published(lesson, [TaskResult(task, entry) for task in wanted if (entry := task.found())], out)


def render_tasks(
    lesson: Lesson,
    record: Any | Callable[[], Any],
    scenes: Iterable[str] | None,
    quality: str | Quality,
    *,
    store: Store,
    theme: Theme,
    parameters: dict[str, Any] | None,
    timeout: float = 120.0,
) -> list[RenderTask]:
    """A lesson's scenes, none of them looked for yet."""
    source, quality = RecordSource(lesson, record, parameters, store), quality_of(quality)
    return [
        RenderTask(scene, source, theme, quality, store, scene.name, scene.name, lesson, timeout)
        for scene in scenes_of(lesson, scenes)
    ]


def published(lesson: Lesson, done: Sequence[TaskResult], out: Path) -> tuple[RenderedVideo, ...]:
    """The videos of a lesson's scenes, put where people look for them. Raises RenderError when scenes failed."""
    folder = out / "videos" / lesson.name
    videos = tuple(publish(task.task.name, task.entry, folder, task.fresh) for task in done if task.entry)
    if failures := [task.error for task in done if task.error]:
        raise RenderError(failures, videos)
    return videos


def workers_factory(workers: Workers | None, jobs: int | None) -> WorkersFactory:
    """The workers that are given, or this machine's own with so many jobs at once."""
    if workers is not None:
        return lambda: nullcontext(workers)

    def local_ones() -> AbstractContextManager[Workers]:
        from deckwright.video.workers.executors import (
            local,  # takes a while, and is needed only where something is drawn
        )

        return local(jobs)

    return local_ones


def run_tasks(
    wanted: Sequence[RenderTask], workers_factory: WorkersFactory, progress: Report | None = None
) -> Iterator[TaskResult]:
    """Each scene as soon as it is there: first those that are in the cache."""
    missing = []
    for task in wanted:
        if task.source.known and (entry := task.found()):
            yield TaskResult(task, entry)
        else:
            missing.append(task)
    if missing:
        from deckwright.video.schedule import drawn  # takes a while, and is needed only where something is to be drawn

        yield from drawn(missing, workers_factory, progress)
