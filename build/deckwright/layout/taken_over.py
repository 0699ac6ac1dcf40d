"""What a deck that is laid out again takes over from the time before: the slides that stayed the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from deckwright.deck.slide import Deck, Slide
from deckwright.layout.placed import PlacedDeck, PlacedSlide


def taken_over(deck: Deck, before: PlacedDeck) -> tuple[Deck, dict[int, tuple[PlacedSlide, ...]]]:
    """The deck with the slides of before in the place of equal ones; and by a slide's identity the pages that stay."""
    old = {slide.key: slide for slide in before.deck.slides}
    slides = tuple(old[slide.key] if old.get(slide.key) == slide else slide for slide in deck.slides)
    pages: dict[int, tuple[PlacedSlide, ...]] = {}
    for page in before.slides:
        pages[id(page.slide)] = (*pages.get(id(page.slide), ()), page)
    for slide in _touched(slides, before.deck.slides):
        pages.pop(id(slide), None)
    return replace(deck, slides=slides), pages


def _touched(new: tuple[Slide, ...], old: tuple[Slide, ...]) -> Iterable[Slide]:
    """Slides that are laid out by what other slides are: the first of a deck, and sections, which list each other."""
    if new[0] is not old[0]:
        yield from (new[0], old[0])
    sections = [[slide for slide in slides if _may_be_section(slide)] for slides in (new, old)]
    if list(map(id, sections[0])) != list(map(id, sections[1])):
        yield from sections[0]


def _may_be_section(slide: Slide) -> bool:
    return slide.layout == "section" or not slide.blocks
