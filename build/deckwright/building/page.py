"""A laid out deck as a web page in its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from deckwright.building.edited import put
from deckwright.layout.page import Page
from deckwright.layout.placed import PlacedDeck
from deckwright.lesson import LessonRun
from deckwright.svg.colors import Colors
from deckwright.svg.slide import Surface
from deckwright.theme import Theme
from deckwright.web.page import page_html


def surface_of(placed: PlacedDeck, run: LessonRun, theme: Theme, page: Page, house: bool) -> Surface:
    """What the slides of a deck are drawn with. house: in our design, not in a lecturer's template."""
    return Surface(replace(placed.deck, slides=()), page, Colors(theme), run.lesson.root, house)


def write_page(placed: PlacedDeck, surface: Surface, path: Path, overwrite: bool = False) -> tuple[str, ...]:
    """The page; what is to be said of one that was edited by hand. overwrite: don't keep that one."""
    return put(page_html(placed.slides, surface).encode(), path, overwrite)
