"""``deckwright check``: what has to be mended in a lecture."""

from __future__ import annotations

import traceback
from pathlib import Path

import click
from rich.console import Console

from deckwright.commands.lessons import chosen_lessons
from deckwright.commands.look import template_option
from deckwright.commands.report import report
from deckwright.errors import UserError
from deckwright.lesson import Lesson, run_lesson
from deckwright.theme import LIGHT


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--set", "settings", multiple=True, metavar="K=V", help="Check the lecture with this parameter.")
@template_option
def check(lessons: tuple[str, ...], settings: tuple[str, ...], template: Path | None) -> int:
    """Find what has to be mended: typed figures, calculations that a calculator doesn't confirm, what doesn't fit (in your
    template, if you give it), missing alternative text, numbers that aren't finite, unknown names."""
    console = Console(stderr=True)
    found = 0
    for lesson in chosen_lessons(lessons):
        findings = problems(lesson, settings, template)
        found += len(findings)
        for finding, trace in findings:
            report(console, finding, trace)
        words = "nothing found" if not findings else "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
        console.print(f"{lesson.name}: {words}", markup=False, highlight=False)
    return 1 if found else 0


def problems(lesson: Lesson, settings: tuple[str, ...] = (), template: Path | None = None) -> list[tuple[str, str]]:
    """All that is wrong with a lesson: messages, each with the traceback of the error that it was, if it was one."""
    from deckwright.building.deck import look, read_lesson  # these load the whole engine
    from deckwright.building.videos import unknown_scenes
    from deckwright.layout.lay_out import misfits
    from deckwright.provenance.check import check_lecture

    try:
        lecture = read_lesson(run_lesson(lesson, settings))
        theme, page = look(LIGHT, template, lecture.front)
    except UserError as error:
        if error.status == 2:
            raise
        return [_told(each) for each in error.errors]
    findings = [(str(finding), "") for finding in check_lecture(lecture)]
    errors = (*unknown_scenes(lecture.deck, lesson), *misfits(lecture.deck, theme, page))
    return findings + [_told(error) for error in errors]


def _told(error: UserError) -> tuple[str, str]:
    return str(error), "".join(traceback.format_exception(error))
