"""slides.md and a lesson's values become a Deck."""

from deckwright.markdown.lecture import Lecture, read_lecture
from deckwright.markdown.prose import Prose

__all__ = ["Lecture", "Prose", "read_lecture"]
