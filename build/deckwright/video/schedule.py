"""Drawing what is not in the cache: shared out among the workers, put together, and into the cache."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from deckwright.completed import as_completed
from deckwright.errors import Source, UserError
from deckwright.lazy import Lazy
from deckwright.video.cache import drop_sections, put, sections_of
from deckwright.video.drawing.scene_failure import INSTALL
from deckwright.video.job import Outcome, Report, Section
from deckwright.video.output.scene_files import write_scene
from deckwright.video.render_task import RenderTask, TaskResult, WorkersFactory
from deckwright.video.workers.executors import Workers

MOST_PARTS = 6  # of one scene: each part has to run through what comes before it


def drawn(
    missing: Sequence[RenderTask], workers_factory: WorkersFactory, progress: Report | None
) -> Iterator[TaskResult]:
    """Draw scenes, the longest first: a short one at the end keeps no core waiting long.

    While the first ones are at work, the records of the others are computed.
    """
    with ExitStack() as stack:
        workers = Lazy(lambda: _workers(workers_factory, stack))
        report = Lazy(lambda: workers().report(progress) if progress else None)
        parts: dict[RenderTask, list[Future]] = {}
        before: dict[RenderTask, list[Section]] = {}  # finished in a render that was interrupted
        for task in sorted(missing, key=lambda task: -task.scene.lines):
            try:
                if entry := task.found():  # its record was computed anew, and is as it was
                    yield TaskResult(task, entry)
                    continue
                before[task] = sections_of(task.store, task.key)
                parts[task] = _submit(task, before[task], _parts(task, missing, workers().count), workers(), report())
            except UserError as error:
                yield TaskResult(task, error=error)
        yield from _collected(parts, before)


def _workers(workers_factory: WorkersFactory, stack: ExitStack) -> Workers:
    """The workers. Raises UserError with the command that installs Manim, where it is missing and they need ours."""
    workers = stack.enter_context(workers_factory())
    if workers.near and importlib.util.find_spec("manim") is None:
        raise UserError("Videos need Manim, which is not installed.", hint=INSTALL)
    return workers


def _collected(parts: dict[RenderTask, list[Future]], before: dict[RenderTask, list[Section]]) -> Iterator[TaskResult]:
    """Each scene as soon as all its parts are there."""
    waiting = {future: task for task, futures in parts.items() for future in futures}
    for future in as_completed([*waiting]):
        task = waiting.pop(future)
        if task not in waiting.values():
            yield _finished(task, before[task], [_outcome(part, task) for part in parts[task]])


def _submit(
    task: RenderTask, before: Sequence[Section], parts: int, workers: Workers, report: Report | None
) -> list[Future]:
    """Give a scene to the workers, in so many parts."""
    job = replace(
        task.job(),
        parts=parts,
        done=frozenset(section.index for section in before),
        keep=str(task.store.folder) if workers.near else "",
    )
    return [workers.executor.submit(workers.do, replace(job, part=part), report) for part in range(parts)]


def _parts(task: RenderTask, missing: Sequence[RenderTask], workers: int) -> int:
    """How many jobs a scene is split into: as many as there are workers for its share of all that is to be drawn.

    Not more: every job runs through the whole scene before it draws.
    """
    share = task.scene.lines / max(1, sum(other.scene.lines for other in missing))
    return max(1, min(MOST_PARTS, round(share * workers), len(task.scene.sections)))


def _outcome(future: Future, task: RenderTask) -> Outcome:
    """What a job gave; an executor that lost it says so in an exception of its own."""
    try:
        return future.result()
    except Exception as error:
        return Outcome(error=f"The scene {task.name} was lost: {type(error).__name__}: {error}")


def _finished(task: RenderTask, before: Sequence[Section], outcomes: Sequence[Outcome]) -> TaskResult:
    """The parts put together and into the store; or the first error of any of them."""
    drawn = (section for outcome in outcomes for section in outcome.sections)
    sections = {section.index: section for section in (*before, *drawn)}
    for outcome in outcomes:
        if outcome.error:
            return TaskResult(task, error=UserError(outcome.error, where=_where(task, outcome), hint=outcome.hint))
    if not sections:
        where = Source(task.scene.script, 1)
        hint = "Play or wait in construct()."
        return TaskResult(task, error=UserError(f"The scene {task.name} shows nothing.", where=where, hint=hint))
    ordered = [sections[index] for index in sorted(sections)]
    try:
        entry = put(task.store, task.key, lambda work: write_scene(work, ordered, task.quality))
    except OSError as error:
        hint = "Make room, or choose another folder with --out."
        reason = error.strerror or error
        return TaskResult(task, error=UserError(f"The video of {task.name} can't be written: {reason}.", hint=hint))
    drop_sections(task.store, task.key)
    return TaskResult(task, entry, fresh=True)


def _where(task: RenderTask, outcome: Outcome) -> Source:
    """The place in the author's own file."""
    top, _, rest = outcome.file.partition("/")
    if top == "animations":
        return Source(task.scene.script.parent / rest, outcome.line)
    return Source(Path(outcome.file), outcome.line) if outcome.file else Source(task.scene.script, 1)
