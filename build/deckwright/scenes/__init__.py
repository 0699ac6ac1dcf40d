"""Manim pieces for lessons: a base scene with the theme and the record, and things to show in it."""

from deckwright.scenes.displayed_number import DisplayedNumber, decimals_of
from deckwright.scenes.lesson_scene import LessonScene
from deckwright.scenes.row import row
from deckwright.scenes.words import Words
from deckwright.screen import PT, at

__all__ = ["PT", "DisplayedNumber", "LessonScene", "Words", "at", "decimals_of", "row"]
