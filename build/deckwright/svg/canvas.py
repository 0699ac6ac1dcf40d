"""The slide being drawn, with all that its blocks need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from deckwright.deck.slide import Deck
from deckwright.layout.page import Page, PageLayout
from deckwright.layout.placed import Box, PlacedSlide
from deckwright.layout.right_to_left import mirrored_box
from deckwright.svg.colors import Colors
from deckwright.theme import Theme


@dataclass(frozen=True, slots=True)
class Link:
    """A place of a slide that leads elsewhere, in points. address: of a page, or # and the key of a slide"""

    address: str
    left: float
    top: float
    width: float
    height: float


@dataclass(slots=True)
class Canvas:
    """One slide and what belongs to it.

    number  the slide's, from 1
    root    the course's folder, from which places in files are counted
    house   the deck is in our design, whose ornaments are known
    glyphs  the outlines that the slide's formulas refer to, by their ids; collected while it is drawn, as are its links
    """

    placed: PlacedSlide
    deck: Deck
    page: Page
    colors: Colors
    number: int = 1
    root: Path = Path()
    house: bool = True
    glyphs: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    @property
    def theme(self) -> Theme:
        return self.colors.theme

    @property
    def layout(self) -> PageLayout:
        return self.page.layouts[self.placed.layout]

    def mirrored(self, box: Box) -> Box:
        """A box of the page's layouts where it stands for readers from the left or the right."""
        return mirrored_box(box, self.page.width) if self.page.rtl else box

    def paint(self, name: str) -> str:
        """The value of ``fill`` or ``stroke`` for a color's name."""
        return self.colors.paint(name)


def step_of(click: int) -> int | None:
    """``data-step``: the click that shows it; None for what is there from the start."""
    return click or None
