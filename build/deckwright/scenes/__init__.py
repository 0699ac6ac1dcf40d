"""Manim pieces for lessons: a base scene with the theme and the record, and things to show in it."""

from deckwright.scenes.figure import Figure, decimals_of
from deckwright.scenes.lesson_scene import LessonScene
from deckwright.scenes.lettering import Lettering
from deckwright.scenes.row import row
from deckwright.screen import PT, at

__all__ = ["PT", "Figure", "LessonScene", "Lettering", "at", "decimals_of", "row"]
