"""From a lesson's folder to a file in the output folder, and to nothing at all when that file is already right."""

from deckwright.building.build import Built, Choices, build_deck
from deckwright.building.deck import lay_out_lecture, read_lesson

__all__ = ["Built", "Choices", "build_deck", "lay_out_lecture", "read_lesson"]
