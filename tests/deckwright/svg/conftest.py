"""Slides in a few words, laid out and drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from deckwright.deck.block import Block
from deckwright.deck.slide import Deck, Slide
from deckwright.deck.text import Run
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.layout.placed import PlacedDeck
from deckwright.svg.colors import Colors
from deckwright.svg.slide import Surface, draw_slide, svg_file
from deckwright.theme import LIGHT


@pytest.fixture(scope="session")
def placed() -> Callable[..., PlacedDeck]:
    """A deck of one slide with these blocks, laid out."""

    def lay(*blocks: Block, language: str = "en-US") -> PlacedDeck:
        slide = Slide("key", (Run("Title"),), blocks)
        deck = Deck("09-backpropagation", "Backpropagation", (slide,), language=language)
        return lay_out(deck, LIGHT, widescreen(rtl=language == "he"))

    return lay


@pytest.fixture(scope="session")
def drawn(placed) -> Callable[..., etree._Element]:
    """The drawing of one slide with these blocks, as a tree. named: colors are variables, as in a page."""

    def draw(*blocks: Block, named: bool = True, language: str = "en-US") -> etree._Element:
        deck = placed(*blocks, language=language)
        page = widescreen(rtl=language == "he")
        surface = Surface(deck.deck, page, Colors(LIGHT, named), Path("/course"))
        return etree.fromstring(svg_file(draw_slide(deck.slides[0], surface, 1), surface))

    return draw
