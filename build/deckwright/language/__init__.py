"""A deck's language: its numbers, dates and quotation marks, which way it reads, and the engine's own words in it."""

from deckwright.language.language import ENGLISH, Language, language
from deckwright.language.spoken import speaking, spoken
from deckwright.language.words import say

__all__ = ["ENGLISH", "Language", "language", "say", "speaking", "spoken"]
