"""The stages of a deck in their order."""

from __future__ import annotations

from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import Page, widescreen
from deckwright.layout.placed import PlacedDeck
from deckwright.lesson import LessonRun
from deckwright.markdown import Lecture, read_lecture
from deckwright.theme import Theme


def read_lesson(run: LessonRun) -> Lecture:
    """The words of a lesson, with the values of a run put in."""
    return read_lecture(run.lesson.words, run.names, lesson=run.lesson.name, parameters=run.parameters)


def lay_out_lecture(lecture: Lecture, theme: Theme, page: Page | None = None) -> PlacedDeck:
    """A lecture on pages; what cannot fit is an error at its line."""
    return lay_out(lecture.deck, theme, page or widescreen())
