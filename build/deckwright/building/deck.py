"""The stages of a deck in their order."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from deckwright.building.clips import with_clips
from deckwright.building.videos import left_out, rendered
from deckwright.errors import Mistakes
from deckwright.language import Language, language
from deckwright.language.scripts import EAST_ASIAN, FONTS, script_of_language
from deckwright.layout.page import Page, widescreen
from deckwright.layout.right_to_left import read_from_right
from deckwright.lesson import LessonRun
from deckwright.lesson.course_colors import course_colors
from deckwright.markdown.front_matter import FrontMatter
from deckwright.markdown.lecture import Lecture, read_lecture
from deckwright.pptx.template.soundness import reading
from deckwright.pptx.template.user_page import template_page, template_theme
from deckwright.pptx.template.user_template import UnknownLayout, open_template, stand_ins, unused_layouts
from deckwright.pptx.template.user_template import left_out as left_out_of_template
from deckwright.progress import Tell
from deckwright.theme import Theme
from deckwright.video.workers.executors import Workers


def read_lesson(run: LessonRun, mistakes: Mistakes | None = None) -> Lecture:
    """The words of a lesson, with the values of a run put in.

    mistakes  gathers what is wrong; the lecture is then what could be read. Without it all of it is raised
    """
    gathering = Mistakes() if mistakes is None else mistakes
    lecture = read_lecture(
        run.lesson.words,
        run.names,
        lesson=run.lesson.name,
        parameters=run.parameters,
        colors=course_colors(run.lesson.root),
        mistakes=gathering,
    )
    lecture = dataclasses.replace(lecture, deck=with_clips(lecture.deck, run.lesson, gathering))
    if mistakes is None:
        gathering.tell()
    return lecture


def with_videos(lecture: Lecture, run: LessonRun, out: Path, theme: Theme, tell: Tell, workers: Workers) -> Lecture:
    """The lecture with the files of its videos; those that are missing are rendered."""
    return dataclasses.replace(lecture, deck=rendered(lecture.deck, run, out, theme, tell, workers))


def without_videos(
    lecture: Lecture, run: LessonRun, out: Path, theme: Theme, kept: bool = False
) -> tuple[Lecture, tuple[str, ...]]:
    """The lecture with a frame, or a name, in the place of each video; and what a lecturer should know of that.

    kept  those that were rendered before with these very values stay
    """
    deck, scenes = left_out(lecture.deck, run, out, theme, kept)
    words = f"{lecture.deck.lesson}: {', '.join(scenes)} left out; a frame or a name holds each place."
    return dataclasses.replace(lecture, deck=deck), (words,) if scenes else ()


def look(theme: Theme, template: Path | None, front: FrontMatter) -> tuple[Theme, Page]:
    """Colors, fonts and page: ours, or those of a lecturer's template."""
    theme = _with_letters_of(language(front.language), theme)
    if template is None:
        return theme, widescreen(language(front.language).rtl)
    try:
        with reading(template):
            page = template_page(template, front.layouts)
            return template_theme(template, theme), read_from_right(page) if language(front.language).rtl else page
    except UnknownLayout as error:
        error.located(front.lines[f"layouts.{error.ours}"])
        raise


def _with_letters_of(deck: Language, theme: Theme) -> Theme:
    """The theme with a font for the language's letters where the text fonts lack them."""
    script = script_of_language(deck)
    kind = "east_asian_font" if script in EAST_ASIAN else "complex_font"
    return dataclasses.replace(theme, **{kind: FONTS.get(script, "")})


def remarks(template: Path | None, front: FrontMatter) -> tuple[str, ...]:
    """What a lecturer should know of the template: the layouts that it lacks."""
    if template is None:
        return ()
    presentation = open_template(template)
    unwanted = left_out_of_template(template)
    said = (f"{template.name} carries {unwanted}: left out of the deck.",) if unwanted else ()
    lacking = stand_ins(presentation, front.layouts)
    if not lacking:
        return said
    pairs = [f"{theirs!r} stands in for {', '.join(ours)}" for theirs, ours in lacking.items()]
    words = f"{template.name} doesn't have all layouts: {'; '.join(pairs)}."
    other = next(iter(unused_layouts(presentation, front.layouts)), "")
    example = f"{next(iter(lacking.values()))[0]}: {other}"
    hint = f" If another one fits better, name it under `layouts:` in the front matter, as in `{example}`."
    return (*said, words + (hint if other else ""))
