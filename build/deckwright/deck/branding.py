"""What a lecture puts on its slides beside their content: a logo, a footer, a picture on the title slide."""

from __future__ import annotations

from dataclasses import dataclass, field

from deckwright.deck.media import Picture
from deckwright.errors import Source


@dataclass(frozen=True, slots=True)
class Dress:
    """The choices of a lecture's front matter.

    logo          on every slide, in a corner
    footer        words at every slide's foot; "" for the lecture's title
    title_picture on the title slide, beside the title
    ornament      whether the title slide has the design's own drawing
    footer_source the line on which the footer is written
    """

    logo: Picture | None = None
    footer: str = ""
    title_picture: Picture | None = None
    ornament: bool = True
    footer_source: Source | None = field(default=None, compare=False)
