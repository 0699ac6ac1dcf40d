"""The running sheet of a lecture: its slides with minutes, clicks and lengths of videos, for whoever gives it."""

from __future__ import annotations

from rich.table import Table

from deckwright.building.deck import read_lesson
from deckwright.building.videos import videos_on
from deckwright.deck.slide import Slide
from deckwright.deck.text import plain
from deckwright.lesson import Lesson, LessonRun, run_lesson
from deckwright.store import Store
from deckwright.terminal import Terminal, cell
from deckwright.theme import LIGHT
from deckwright.video.render import rendered_before
from deckwright.visible_text import echo

HEADINGS = ("", "Slide", "Minutes", "Clicks", "Video")
ADVICE = "Minutes are said with the notes: ::: {.notes minutes=3}."


def running_sheet(lesson: Lesson) -> None:
    """Print it. Raises UserError where the lesson or its slides can't be read."""
    with Store(lesson.root / "out" / "cache"):
        run = run_lesson(lesson)
        slides = read_lesson(run).deck.slides
        lengths = _lengths(run, slides)
    table = Table(*HEADINGS, show_footer=True)
    for number, slide in enumerate(slides, 1):
        style = "bold" if slide.layout == "section" else ""
        videos = ", ".join(f"{v.scene}{lengths.get(v.scene, '')}" for v in videos_on(slide.blocks))
        table.add_row(
            str(number), cell(plain(slide.title), style), _said(slide.minutes), _said(slide.clicks), cell(videos)
        )
    for column, total in zip(table.columns[2:], (sum(s.minutes for s in slides), sum(s.clicks for s in slides))):
        column.justify, column.footer = "right", f"{total:g}"
    Terminal().print(table)
    if not any(slide.minutes for slide in slides):
        echo(ADVICE, err=True)


def _said(number: float) -> str:
    return f"{number:g}" if number else ""


def _lengths(run: LessonRun, slides: tuple[Slide, ...]) -> dict[str, str]:
    """How long the videos are that were rendered before with these values."""
    scenes = dict.fromkeys(video.scene for slide in slides for video in videos_on(slide.blocks))
    out = run.lesson.root / "out"
    made = rendered_before(run.lesson, run.record, scenes, out=out, theme=LIGHT, parameters=run.parameters)
    return {video.scene: f" ({video.seconds:.0f} s)" for video in made}
