"""``deckwright build``: lessons become decks."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from deckwright.building.build import Built
from deckwright.building.choices import FORMATS, PICTURES, Choices
from deckwright.commands.appearance_options import template_option, theme_option
from deckwright.commands.lessons import chosen_lessons, shown
from deckwright.commands.one_deck import Failed, build_one
from deckwright.commands.report import report
from deckwright.errors import UsageError
from deckwright.lesson import Lesson
from deckwright.pdf.handout import SLIDES, Handout
from deckwright.progress import ProgressDisplay
from deckwright.visible_text import echo
from deckwright.wording import counted


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the decks; out/ in the course if not given.",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="K=V",
    help="Set a parameter of the lecture; may be given several times.",
)
@click.option(
    "--to",
    type=click.Choice((*FORMATS, *PICTURES)),
    help="PowerPoint (pptx, if not given), a web page (html), a document (pdf), or pictures of slides (png, svg).",
)
@click.option("--slide", "slides", multiple=True, metavar="SLIDE", help="Only this one as a picture: number or key.")
@click.option(
    "--figure",
    "figures",
    multiple=True,
    metavar="NAME",
    help="Only this figure as a picture, SVG if not said otherwise: its slide's key, KEY/2 for the second one there.",
)
@click.option(
    "--handout", type=click.Choice([str(n) for n in SLIDES]), help="A PDF with so many slides on a sheet of paper."
)
@click.option("--notes", "beside", flag_value="notes", help="Beside a hand-out's slides: the speaker's notes.")
@click.option("--lines", "beside", flag_value="lines", help="Beside a hand-out's slides: lines for one's own notes.")
@template_option
@theme_option
@click.option("--no-video", is_flag=True, help="Leave the videos out: their places say so.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How many decks and scenes at a time, all together; as many as there are cores if not given.",
)
@click.option(
    "--force", is_flag=True, help="Build decks that are up to date, too, and overwrite those that were edited by hand."
)
@click.option("--watch", is_flag=True, help="Stay, and build again after each change.")
@click.option(
    "--explain", is_flag=True, help="Build nothing; say how the template is understood: layouts, fonts, colors."
)
def build(
    lessons, out, settings, to, slides, figures, handout, beside, template, theme, no_video, jobs, force, watch,
    explain,
) -> int:  # fmt: skip
    """Build decks: out/<lesson>.pptx, or .html or .pdf with --to. All lessons if none is named."""
    if explain:
        return _explain(lessons, template, theme)
    chosen = chosen_lessons(lessons)
    sheets = Handout(int(handout or 3), beside or "") if handout or beside else None
    to = to or ("svg" if figures else "png" if slides else "pdf" if sheets else "pptx")
    if sheets and to != "pdf":
        raise UsageError(f"A hand-out is a PDF document, found --to {to}.", hint="Say --to pdf.")
    videos = not no_video and to != "pdf"  # on paper their places show what is there
    choices = Choices(out.resolve() if out else None, settings, theme, template, videos, force, to=to, handout=sheets)
    if to in PICTURES:
        return _pictures(chosen, choices, slides, figures)
    if slides or figures:
        raise UsageError(f"--slide and --figure are for pictures, found --to {to}.", hint="Say --to png or --to svg.")
    _check_targets(chosen, choices)
    if watch:
        from deckwright.commands.watch import watch_lessons

        return watch_lessons(chosen, choices)
    jobs = jobs or os.cpu_count() or 1
    return build_all(chosen, replace(choices, renderers=jobs), jobs)


def build_all(lessons: list[Lesson], choices: Choices, jobs: int) -> int:
    """Build these lessons, several at a time, and say what became of each. Returns the exit status."""
    with ProgressDisplay(len(lessons)) as display:
        build = _here if min(jobs, len(lessons)) == 1 else _in_processes
        with closing(build(lessons, choices, jobs, display)) as results:
            statuses = [_say(result, display) for result in results]
        failed = sum(status > 0 for status in statuses)
        if failed and len(lessons) > 1:
            display.say(f"{failed} of {len(lessons)} decks could not be built.")
    return max(statuses)


def _pictures(lessons: list[Lesson], choices: Choices, slides: tuple[str, ...], figures: tuple[str, ...]) -> int:
    """Pictures of slides and figures: of videos they show what is there without rendering any."""
    from deckwright.building.pictures import write_pictures  # loads the whole engine

    if len(lessons) > 1 and (slides or figures):
        raise UsageError("--slide and --figure are for one lecture.", hint="Name it.")
    with ProgressDisplay(len(lessons)) as display:
        for lesson in lessons:
            written = write_pictures(
                lesson, replace(choices, videos=False), slides, figures, partial(display.tell, lesson.name)
            )
            display.done(lesson.name)
            for path in written[:1] if len(written) == 1 else ():
                display.say(f"wrote {shown(path)}")
            if len(written) > 1:
                display.say(f"wrote {counted(len(written), 'picture')} to {shown(written[0].parent)}")
    return 0


def _explain(lessons: tuple[str, ...], template: Path | None, theme: str) -> int:
    """Say how a template is understood, for one lesson with the names of layouts that its front matter gives."""
    if template is None:
        raise UsageError("--explain says how a template is understood.", hint="Name it: --template FILE.pptx.")
    from deckwright.markdown.front_matter import read_front_matter  # these load the whole engine
    from deckwright.pptx.template.explain import explain
    from deckwright.theme import THEMES

    names: dict[str, str] = {}
    for lesson in chosen_lessons(lessons) if lessons else ():
        names |= read_front_matter(lesson.words.read_text(encoding="utf-8"), lesson.words, pictures=False).layouts
    for line in explain(template, THEMES[theme], names):
        echo(line)
    return 0


def _here(lessons: list[Lesson], choices: Choices, jobs: int, display: ProgressDisplay) -> Iterator[Built | Failed]:
    for lesson in lessons:
        built = build_one(lesson, choices, partial(display.tell, lesson.name))
        display.done(lesson.name)
        yield built


def _in_processes(
    lessons: list[Lesson], choices: Choices, jobs: int, display: ProgressDisplay
) -> Iterator[Built | Failed]:
    from deckwright.commands.in_processes import in_processes  # takes a while to load, and one deck does without

    yield from in_processes(lessons, choices, jobs, display)


def _say(result: Built | Failed, display: ProgressDisplay) -> int:
    """One line about a deck; its exit status."""
    if isinstance(result, Failed):
        status = report(display.say, result.errors)
        if len(result.errors) > 1:
            display.say(f"{result.name}: {counted(len(result.errors), 'mistake')}; not built")
        return status
    if result.fresh:
        words = f"built {shown(result.path)}: {result.slides} slides in {result.seconds:.1f} s{display.left}"
    else:
        words = f"{shown(result.path)} is up to date"
    for line in (words, *result.remarks):
        display.say(line)
    return 0


def _check_targets(lessons: list[Lesson], choices: Choices) -> None:
    """Two lessons of one name would write one file; and nobody wants to compute for long what can't be written."""
    targets: dict[Path, Lesson] = {}
    for lesson in lessons:
        other = targets.setdefault(choices.target(lesson), lesson)
        if other is not lesson:
            raise UsageError(
                f"{other.folder.name} and {lesson.folder.name} would both become {choices.target(lesson).name}.",
                hint="Build them one at a time with different --out folders.",
            )
    for target in targets:
        if problem := _obstacle(target):
            from deckwright.pptx.write import unwritable  # loads the whole engine

            raise unwritable(target, problem)


def _obstacle(target: Path) -> OSError | None:
    """What is seen to be in a deck's way before it is made."""
    nearest = next(folder for folder in target.parents if folder.exists())
    if not nearest.is_dir():
        number = errno.ENOTDIR
    elif target.is_dir():
        number = errno.EISDIR
    elif not os.access(nearest, os.W_OK):
        number = errno.EACCES
    else:
        return None
    return OSError(number, os.strerror(number))
