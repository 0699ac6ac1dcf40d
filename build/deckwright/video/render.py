"""Rendering: what is in the cache is taken from there, the rest is shared out among the workers."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, as_completed
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from deckwright.errors import Source, UserError
from deckwright.lesson import Lesson
from deckwright.theme import LIGHT, Theme
from deckwright.video.cache import Cache, Entry, write_scene
from deckwright.video.crew import do
from deckwright.video.executor import Report, Workers, local
from deckwright.video.found import FoundScene, scenes_of
from deckwright.video.job import Job, Outcome, Section
from deckwright.video.mishap import INSTALL
from deckwright.video.publish import publish
from deckwright.video.quality import Quality, quality_of
from deckwright.video.record_source import RecordSource
from deckwright.video.rendered import RenderedVideo
from deckwright.video.sources import content_of, fingerprint

MOST_PARTS = 6  # of one scene: each part has to run through what comes before it


class RenderError(UserError):
    """One or several scenes failed. videos: those that were finished all the same."""

    def __init__(self, failures: Sequence[UserError], videos: Sequence[RenderedVideo]):
        first = failures[0]
        more = "".join(f"\n{failure}" for failure in failures[1:])
        super().__init__(first.message, where=first.where, hint=first.hint + more)
        self.failures, self.videos = tuple(failures), tuple(videos)


@dataclass(frozen=True)
class Task:
    """A scene that is to be rendered: where its key says that it belongs, and the job for all of it."""

    scene: FoundScene
    key: str
    job: Job


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
    patience: float = 120.0,
    force: bool = False,
) -> tuple[RenderedVideo, ...]:
    """Videos of a lesson's scenes, in the order of its slides: out/videos/<lesson>/<Scene>.mp4, .png, .vtt and clips.

    record      the lesson's record; or a function that computes it, called only if something must be drawn
    scenes      names of scenes, None for all that slides.md names
    parameters  those that the record was computed with: needed when `record` is a function
    workers     who does the jobs; None for this machine, with `jobs` at once
    patience    seconds without a new frame after which a scene counts as hanging
    force       draw even what is in the cache

    Raises RenderError when scenes failed, after the others are finished.
    """
    found, quality, cache = scenes_of(lesson, scenes), quality_of(quality), Cache(out / "cache" / "videos")
    source = RecordSource(lesson, record, parameters, cache.root)
    entries: dict[str, Entry] = {}
    tasks: list[Task] = []
    for scene in found:
        key = scene_key(scene, source.digest, theme, quality)
        entry = None if force else cache.find(scene.name, key)
        if entry is not None:
            entries[scene.name] = entry
        else:
            tasks.append(Task(scene, key, job_of(lesson, scene, source.packed(), theme, quality, patience)))
    failures = list(perform(tasks, cache, entries, jobs, workers, progress)) if tasks else []
    drawn = {task.scene.name for task in tasks}
    folder = out / "videos" / lesson.name
    videos = tuple(publish(s.name, entries[s.name], folder, s.name in drawn) for s in found if s.name in entries)
    if failures:
        raise RenderError(failures, videos)
    return videos


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
    cache = Cache(out / "cache" / "videos")
    digest = RecordSource(lesson, record, parameters, cache.root).digest
    found = [(s.name, scene_key(s, digest, theme, quality_of(quality))) for s in scenes_of(lesson, scenes)]
    entries = [(name, entry) for name, key in found if (entry := cache.find(name, key))]
    return tuple(publish(name, entry, out / "videos" / lesson.name, fresh=False) for name, entry in entries)


def scene_key(scene: FoundScene, record: str, theme: Theme, quality: Quality) -> str:
    """What a scene's video depends on, as one digest."""
    return hashlib.sha256(repr((scene.name, record, fingerprint(scene.script), theme, quality)).encode()).hexdigest()


def job_of(lesson: Lesson, scene: FoundScene, record: bytes, theme: Theme, quality: Quality, patience: float) -> Job:
    """The job for a whole scene, with all sources that it needs."""
    files = {
        f"animations/{path.relative_to(scene.script.parent).as_posix()}": path for path in content_of(scene.script)
    }
    code = f"lessons/{lesson.folder.name}/lesson.py" if lesson.code.is_file() else ""
    if code:
        files |= {
            f"lessons/{lesson.folder.name}/{path.relative_to(lesson.folder).as_posix()}": path
            for path in lesson.folder.rglob("*.py")
        }
    return Job(
        scene.name,
        {name: path.read_bytes() for name, path in files.items()},
        f"animations/{scene.script.name}",
        code,
        record,
        theme,
        quality,
        patience=patience,
    )


def perform(
    tasks: Sequence[Task],
    cache: Cache,
    entries: dict[str, Entry],
    jobs: int | None,
    workers: Workers | None,
    progress: Report | None,
) -> Iterable[UserError]:
    """Do the tasks, put what is finished into the cache and into `entries`; gives what went wrong."""
    if workers is None or workers.near:
        require_manim()
    with local(jobs) if workers is None else nullcontext(workers) as hands:
        yield from _share_out(tasks, cache, entries, hands, progress)


def _share_out(
    tasks: Sequence[Task], cache: Cache, entries: dict[str, Entry], workers: Workers, progress: Report | None
) -> Iterable[UserError]:
    report = workers.report(progress) if progress else None
    waiting: dict[Future, Task] = {}
    parts: dict[str, int] = {}
    outcomes: dict[str, list[Outcome]] = {task.scene.name: [] for task in tasks}
    for task in tasks:
        pending = cache.pending(task.scene.name, task.key)
        done = frozenset(section.index for section in cache.sections(task.scene.name, task.key))
        parts[task.scene.name] = _parts(task, len(tasks), workers)
        for part in range(parts[task.scene.name]):
            job = replace(
                task.job,
                part=part,
                parts=parts[task.scene.name],
                done=done,
                keep=str(pending.resolve()) if workers.near else "",
            )
            waiting[workers.executor.submit(do, job, report)] = task
    for future in as_completed(waiting):
        task = waiting[future]
        outcomes[task.scene.name].append(_result(future, task))
        if len(outcomes[task.scene.name]) == parts[task.scene.name]:
            try:
                entries[task.scene.name] = _finish(task, outcomes[task.scene.name], cache)
            except UserError as error:
                yield error


def _parts(task: Task, tasks: int, workers: Workers) -> int:
    """How many jobs a scene is split into: one where each worker has a scene.

    Every job loads Manim and runs through the whole scene before it draws, which costs more than a core that waits at
    the end.
    """
    return 1 if tasks >= workers.count else max(1, min(MOST_PARTS, workers.count, len(task.scene.sections)))


def _result(future: Future, task: Task) -> Outcome:
    """What a job gave; an executor that lost it says so in an exception of its own."""
    try:
        return future.result()
    except Exception as error:
        return Outcome(
            error=f"The scene {task.scene.name} was lost: {type(error).__name__}: {error}", file=task.job.script, line=1
        )


def _finish(task: Task, outcomes: Sequence[Outcome], cache: Cache) -> Entry:
    """Put the parts together; raises the first error of any of them."""
    name = task.scene.name
    sections: dict[int, Section] = {section.index: section for section in cache.sections(name, task.key)}
    sections |= {section.index: section for outcome in outcomes for section in outcome.sections}
    for outcome in outcomes:
        if outcome.error:
            raise UserError(outcome.error, where=_where(task, outcome), hint=outcome.hint)
    if not sections:
        raise UserError(
            f"The scene {name} shows nothing.", where=Source(task.scene.script, 1), hint="Play or wait in construct()."
        )
    try:
        ordered = [sections[index] for index in sorted(sections)]
        return cache.put(name, task.key, lambda work: write_scene(work, ordered, task.job.quality))
    except OSError as error:
        raise UserError(
            f"The video of {name} can't be written: {error.strerror or error}.",
            hint="Make room, or choose another folder with --out.",
        ) from None


def _where(task: Task, outcome: Outcome) -> Source:
    """The place in the author's own file."""
    top, _, rest = outcome.file.partition("/")
    if top == "animations":
        return Source(task.scene.script.parent / rest, outcome.line)
    return Source(Path(outcome.file), outcome.line)


def require_manim() -> None:
    """Raise UserError with the command that installs Manim when it is missing."""
    if importlib.util.find_spec("manim") is None:
        raise UserError("Videos need Manim, which is not installed.", hint=INSTALL)
