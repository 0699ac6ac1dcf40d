"""``deckwright render``: a lesson's scenes become videos."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from deckwright.commands.lessons import chosen_lessons, shown
from deckwright.commands.report import report
from deckwright.errors import UserError
from deckwright.lesson import Lesson, run_lesson
from deckwright.lesson.kept import KeptRecords
from deckwright.theme import THEMES

if TYPE_CHECKING:
    from deckwright.video.executor import Workers
    from deckwright.video.rendered import RenderedVideo


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
@click.option("--cluster", metavar="ADDRESS", help="The scheduler of a Dask cluster that does the work.")
@click.option("--force", is_flag=True, help="Render videos that are up to date, too.")
def render(lessons, scenes, quality, settings, theme, out, jobs, cluster, force) -> int:
    """Render videos: out/videos/<lesson>/<Scene>.mp4 with captions. All lessons if none is named."""
    console, status = Console(stderr=True), 0
    with _workers(cluster, jobs) as workers:
        for lesson in chosen_lessons(lessons):
            folder = (out or lesson.root / "out").resolve()
            choices = {"quality": quality, "out": folder, "theme": THEMES[theme], "workers": workers}
            status = max(status, _render_one(lesson, scenes, settings, choices, force, console))
    return status


@contextlib.contextmanager
def _workers(address: str | None, jobs: int | None) -> Iterator[Workers]:
    from deckwright.video.executor import cluster, local

    with cluster(address) if address else local(jobs) as workers:
        yield workers


def _render_one(
    lesson: Lesson, scenes: tuple[str, ...], settings: tuple[str, ...], choices: dict, force: bool, console: Console
) -> int:
    from deckwright.video.display import Display
    from deckwright.video.film import film
    from deckwright.video.render import RenderError
    from deckwright.video.render import render as render_scenes

    kept = KeptRecords(choices["out"] / "cache/records", force)
    try:
        with Display(console) as display:
            videos = render_scenes(
                lesson,
                lambda: run_lesson(lesson, settings, kept).record,  # computed only if something must be drawn
                scenes or None,
                parameters={"settings": settings},  # as given: the lesson isn't even loaded when nothing has changed
                force=force,
                progress=display,
                **choices,
            )
            if videos and not scenes:
                videos += (film(lesson, videos, progress=display, **choices),)
    except UserError as error:
        if error.status == 2:
            raise
        failed = error if isinstance(error, RenderError) else None
        _say(failed.videos if failed else (), console)
        for failure in failed.failures if failed else (error,):
            report(console, str(failure), traceback.format_exc())
        return 1
    _say(videos, console)
    if not videos:
        console.print(f"{lesson.name} has no scenes.", highlight=False)
    return 0


def _say(videos: tuple[RenderedVideo, ...], console: Console) -> None:
    for video in videos:
        words = (
            f"rendered {shown(video.path)}: {video.seconds:.0f} s"
            if video.fresh
            else f"{shown(video.path)} is up to date"
        )
        console.print(words, markup=False, highlight=False, soft_wrap=True)
