"""``deckwright check``: what has to be mended in a lecture."""

from __future__ import annotations

from pathlib import Path

import click

from deckwright.commands.appearance_options import template_option
from deckwright.commands.lessons import chosen_lessons
from deckwright.commands.report import Told, report, say, told
from deckwright.errors import Mistakes, UserError
from deckwright.lesson import Lesson, run_lesson
from deckwright.theme import LIGHT
from deckwright.wording import counted


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--set", "settings", multiple=True, metavar="K=V", help="Check the lecture with this parameter.")
@template_option
def check(lessons: tuple[str, ...], settings: tuple[str, ...], template: Path | None) -> int:
    """Find what has to be mended: typed figures, calculations that a calculator doesn't confirm, what doesn't fit (in
    your template, if you give it), missing alternative text, numbers that aren't finite, unknown names, terms of the
    course before they are defined, symbols that nobody explains."""
    status = 0
    counts = []
    for lesson in chosen_lessons(lessons):
        errors = _checked(lesson, settings, template)
        status = max(status, report(say, errors))
        counts.append(len(errors))
        say(f"{lesson.name}: {counted(len(errors), 'finding') if errors else 'nothing found'}")
    if len(counts) > 1 and any(counts):
        lessons_with = sum(count > 0 for count in counts)
        say(f"{counted(sum(counts), 'finding')} in {lessons_with} of {len(counts)} lessons")
    return status


def _checked(lesson: Lesson, settings: tuple[str, ...], template: Path | None) -> tuple[Told, ...]:
    """All that is to be said of a lesson; if the program itself fails at it, the others are checked all the same."""
    try:
        return tuple(one for error in problems(lesson, settings, template) for one in told(error))
    except Exception as error:
        return told(error)


def problems(lesson: Lesson, settings: tuple[str, ...] = (), template: Path | None = None) -> tuple[UserError, ...]:
    """All that is wrong with a lesson, in the order of its lines."""
    from deckwright.building.deck import look, read_lesson  # these load the whole engine
    from deckwright.building.videos import find_scenes
    from deckwright.checking.check import check_lecture
    from deckwright.checking.glossary import misplaced_terms
    from deckwright.checking.symbols import unexplained_symbols
    from deckwright.layout.lay_out import lay_out

    mistakes = Mistakes()
    with mistakes.gathered():
        lecture = read_lesson(run_lesson(lesson, settings), mistakes=mistakes)
        find_scenes(lecture.deck, lesson, mistakes)
        for finding in (
            *check_lecture(lecture),
            *misplaced_terms(lecture, lesson),
            *unexplained_symbols(lecture, lesson),
        ):
            mistakes.add(finding)
        theme, page = look(LIGHT, template, lecture.front)
        lay_out(lecture.deck, theme, page)
    return mistakes.found
