"""One deck, or why it failed: whatever happens to it, others can be built."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

from deckwright.building.build import Built, build_deck
from deckwright.building.choices import Choices
from deckwright.commands.report import Told, told
from deckwright.lesson import Lesson
from deckwright.progress import Tell


@dataclass(frozen=True, slots=True)
class Failed:
    """A deck that could not be built: its lesson's name and all that is wrong. It travels between processes."""

    name: str
    errors: tuple[Told, ...]


def build_one(
    lesson: Lesson, choices: Choices, tell: Tell, places: AbstractContextManager | None = None
) -> Built | Failed:
    """A deck, or why it failed. places: a semaphore that the renderers of several decks share."""
    try:
        return build_deck(lesson, choices, tell=tell, places=places)
    except Exception as error:
        return Failed(lesson.name, told(error))
