"""What stands at the foot of a slide."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from deckwright.deck.slide import Deck
from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.fonts.type import Type
from deckwright.layout.page import FOOTLESS, Page, widescreen
from deckwright.layout.placed import PlacedSlide
from deckwright.layout.text_lines import height_of, set_text
from deckwright.theme import Theme

FOOTER_SIZE = 14.0
LINES = 2  # that a lecturer's template may have at a slide's foot, whatever the height of its placeholder


def footer_words(deck: Deck, placed: PlacedSlide, house: bool, theme: Theme) -> str:
    """The lecturer's own words, or the lecture's title with the section's: as much as there is room for.

    house  it is our design: a lecturer's template may have no room for more than one title
    """
    if not house:
        return deck.dress.footer or deck.title
    named = placed.section and placed.layout != "section"
    words = deck.dress.footer or (f"{deck.title}  ·  {placed.section}" if named else deck.title)
    return _shortened(words, placed.layout, Type.body(theme, FOOTER_SIZE))


def check_footer(deck: Deck, layouts: Iterable[str], theme: Theme, page: Page) -> None:
    """Raise UserError for a lecturer's words at the foot of which slides would show a part; sections have less room."""
    rooms = [page.layouts[name].footer for name in set(layouts) if name not in (*FOOTLESS, "section")]
    kind, words = Type.body(theme, FOOTER_SIZE), (Run(deck.dress.footer),)
    for room in rooms if deck.dress.footer else ():
        lines = 1 if page == widescreen(page.rtl) else LINES
        height = max(room.height.pt, lines * kind.pitch)
        over = kind.text_width(words) - room.width.pt
        if over > 0 and (lines == 1 or height_of(set_text(words, kind, room.width.pt)) > height):
            message = f"The footer is {over:.0f} pt too wide for its line."
            raise UserError(message, where=deck.dress.footer_source, hint="Shorten it.")


@lru_cache(maxsize=256)
def _shortened(words: str, layout: str, kind: Type) -> str:
    room = widescreen().layouts[layout].footer.width.pt
    if kind.width(Run(words)) <= room:
        return words
    shown = len(words)
    while shown and kind.width(Run(_cut(words, shown))) > room:
        shown -= 1
    return _cut(words, shown)


def _cut(words: str, length: int) -> str:
    return words[:length].rstrip(" ·,;:") + "\N{HORIZONTAL ELLIPSIS}"
