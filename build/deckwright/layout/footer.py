"""What stands at the foot of a slide."""

from __future__ import annotations

from deckwright.deck.slide import Deck
from deckwright.layout.placed import PlacedSlide


def footer_words(deck: Deck, placed: PlacedSlide, house: bool) -> str:
    """The lecturer's own words, or the lecture's title with the section's.

    house  it is our design: a lecturer's template may have no room for more than one title
    """
    named = house and placed.section and placed.layout != "section"
    return deck.dress.footer or (f"{deck.title}  ·  {placed.section}" if named else deck.title)
