"""One deck, or why it failed: whatever happens to it, others can be built."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from deckwright.building.build import Built, Choices, build_deck
from deckwright.commands.report import own_failure
from deckwright.errors import UserError
from deckwright.lesson import Lesson


@dataclass(frozen=True, slots=True)
class Failed:
    """A deck that could not be built, in a form that travels between processes."""

    message: str
    status: int
    trace: str


def build_one(
    lesson: Lesson, choices: Choices, tell: Callable[[str], None], places: AbstractContextManager | None = None
) -> Built | Failed:
    """A deck, or why it failed. places: a semaphore that the renderers of several decks share."""
    try:
        return build_deck(lesson, choices, tell=tell, places=places)
    except UserError as error:
        return Failed(str(error), error.status, traceback.format_exc())
    except Exception as error:
        return Failed(own_failure(error), 1, traceback.format_exc())
