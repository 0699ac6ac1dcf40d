"""The stages of a deck in their order."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

from pptx.presentation import Presentation

from deckwright.building.videos import rendered
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import Page, widescreen
from deckwright.layout.placed import PlacedDeck
from deckwright.lesson import LessonRun
from deckwright.lesson.parameters import setting
from deckwright.markdown.lecture import Lecture, read_lecture
from deckwright.pptx.template.foreign_page import template_page, template_theme
from deckwright.pptx.write import write
from deckwright.provenance.manifest import manifest
from deckwright.provenance.stands import stands
from deckwright.theme import Theme


def read_lesson(run: LessonRun) -> Lecture:
    """The words of a lesson, with the values of a run put in."""
    return read_lecture(run.lesson.words, run.names, lesson=run.lesson.name, parameters=run.parameters)


def with_videos(lecture: Lecture, run: LessonRun, out: Path, theme: Theme, tell: Callable[[str], None]) -> Lecture:
    """The lecture with the files of its videos; those that are missing are rendered."""
    return dataclasses.replace(lecture, deck=rendered(lecture.deck, run, out, theme, tell))


def look(theme: Theme, template: Path | None) -> tuple[Theme, Page]:
    """Colours, fonts and page: ours, or those of a lecturer's template."""
    return (template_theme(template, theme), template_page(template)) if template else (theme, widescreen())


def lay_out_lecture(lecture: Lecture, theme: Theme, page: Page) -> PlacedDeck:
    """A lecture on pages; what cannot fit is an error at its line."""
    return lay_out(lecture.deck, theme, page)


def write_deck(
    placed: PlacedDeck, run: LessonRun, path: Path, theme: Theme, template: Path | None, inputs: Mapping[str, str]
) -> None:
    """The file, with the record of its figures in it."""
    settings = [setting(name, value) for name, value in run.parameters.items()]
    lesson = run.lesson

    def record(presentation: Presentation) -> bytes:
        there = stands(placed, presentation)
        return manifest(
            placed.deck, root=lesson.root, folder=lesson.folder, settings=settings, inputs=inputs, stands=there
        )

    write(placed, path, theme, template=template, manifest=record)
