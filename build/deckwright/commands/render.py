"""``deckwright render``: the scenes of lessons become videos."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deckwright.commands.lessons import chosen_lessons, shown
from deckwright.commands.report import told
from deckwright.errors import UsageError, UserError, did_you_mean
from deckwright.lesson.course import Lesson
from deckwright.progress import ProgressDisplay
from deckwright.store import Store
from deckwright.theme import THEMES
from deckwright.video.discovery.lesson_scenes import named_in
from deckwright.video.render import RenderError, run_tasks
from deckwright.video.render_request import RenderRequest
from deckwright.video.scene_progress import by_scene
from deckwright.video.workers.scheduler_address import read_address

if TYPE_CHECKING:
    from deckwright.video.workers.executors import Workers


def _is_address(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    return None if text is None else str(read_address(text))


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--scene", "scenes", multiple=True, metavar="NAME", help="Only this scene; may be given several times.")
@click.option("--quality", type=click.Choice(["draft", "720p", "1080p", "4k"]), default="720p", show_default=True)
@click.option("--set", "settings", multiple=True, metavar="K=V", help="Set a parameter of the lecture.")
@click.option("--theme", type=click.Choice(sorted(THEMES)), default="light", show_default=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the videos; out/ in the course if not given.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), help="How many scenes at a time; as many as there are cores if not given."
)
@click.option(
    "--cluster", metavar="ADDRESS", callback=_is_address, help="The scheduler of a Dask cluster that does the work."
)
@click.option("--force", is_flag=True, help="Render videos that are up to date, too.")
def render(lessons, scenes, quality, settings, theme, out, jobs, cluster, force) -> int:
    """Render videos: out/videos/<lesson>/<Scene>.mp4 with captions. All lessons if none is named."""
    status, known = 0, set()
    with ExitStack() as stack, ProgressDisplay() as display:
        requests, stores = [], {}
        for lesson, names in _chosen_scenes(chosen_lessons(lessons), tuple(dict.fromkeys(scenes))):
            folder = (out or lesson.root / "out").resolve()
            if folder not in stores:
                stores[folder] = stack.enter_context(Store(folder / "cache", force))
            record = partial(_record, lesson, settings, stores[folder])
            choices = {"out": folder, "store": stores[folder], "theme": THEMES[theme]}
            choices["parameters"] = {"settings": settings}  # as given: nothing is loaded when nothing has changed
            try:
                requests.append(RenderRequest(lesson, record, names, quality, **choices))
            except UserError as error:
                status = max(status, _fail(error, display, known))
                continue
            if not requests[-1].tasks:
                display.say(f"{lesson.name} has no scenes.")
        of = {task: request for request in requests for task in request.tasks}
        for done in run_tasks([*of], partial(_workers, cluster, jobs), by_scene(display.tell)):
            if of[done.task].add(done):
                status = max(status, _finish(of[done.task], display, known))
    return status


def _chosen_scenes(lessons: list[Lesson], scenes: tuple[str, ...]) -> Iterator[tuple[Lesson, tuple[str, ...] | None]]:
    """Each lesson with the names of its scenes; None for all of them.

    A lesson that is chosen alone may have any scene that is there; of several each has those that its slides name.
    """
    if not scenes or len(lessons) == 1:
        yield from ((lesson, scenes or None) for lesson in lessons)
        return
    named = {lesson: [name for name, _ in named_in(lesson)] for lesson in lessons}
    known = {name for names in named.values() for name in names}
    for scene in scenes:
        if scene not in known:
            raise UsageError(f"None of these lessons shows a scene {scene!r}.", hint=did_you_mean(scene, known))
    yield from ((lesson, own) for lesson in lessons if (own := tuple(n for n in scenes if n in named[lesson])))


def _record(lesson: Lesson, settings: tuple[str, ...], store: Store):
    from deckwright.lesson import run_lesson

    with store:
        return run_lesson(lesson, settings).record


def _workers(address: str | None, jobs: int | None) -> AbstractContextManager[Workers]:
    from deckwright.video.workers.executors import cluster, local

    return cluster(address) if address is not None else local(jobs)


def _finish(request: RenderRequest, display: ProgressDisplay, known: set[UserError]) -> int:
    """Say what became of a lesson's videos; the exit status."""
    try:
        videos, status = request.finish(), 0
    except RenderError as failed:
        videos, status = failed.videos, _fail(failed, display, known)
    except UserError as error:
        return _fail(error, display, known)
    for video in videos:
        made = f"rendered {shown(video.path)}: {video.seconds:.0f} s"
        display.say(made if video.fresh else f"{shown(video.path)} is up to date")
    return status


def _fail(error: UserError, display: ProgressDisplay, known: set[UserError]) -> int:
    """Say what went wrong, once for all whom it hinders; the exit status."""
    for each in error.errors:
        for line in (line for one in told(each) for line in one.lines if each not in known):
            display.say(line)
        known.add(each)
    return error.status
