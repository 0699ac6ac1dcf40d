"""A slide and a deck."""

from __future__ import annotations

from dataclasses import dataclass, field

from deckwright.deck.block import Block
from deckwright.deck.branding import Dress
from deckwright.deck.text import Text
from deckwright.errors import Source

LAYOUTS = (
    "title",
    "section",
    "content",
    "two-columns",
    "figure-text",
    "figure",
    "full",
    "statement",
    "comparison",
    "question",
    "references",
)


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph or a bullet of the speaker's notes.

    clip  the section of a scene that it is for, on a slide with clips; "" for all of them
    """

    text: Text
    bullet: bool = False
    clip: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    key      stable through small changes: made from the title, unique in its deck
    layout   one of LAYOUTS, or "" to let the content decide
    minutes  that it takes in the lecture; 0 where the author doesn't say
    clicks   after which all of it is there
    """

    key: str
    title: Text
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    layout: str = ""
    subtitle: Text = ()
    footnotes: tuple[Text, ...] = ()
    source: Source | None = None
    minutes: float = 0.0
    clicks: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that the lecture cites."""

    key: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """A lecture's slides and what the file says about itself."""

    lesson: str
    title: str
    slides: tuple[Slide, ...]
    subtitle: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en-US"
    parameters: tuple[tuple[str, object], ...] = ()
    references: tuple[Reference, ...] = field(default=())
    dress: Dress = Dress()
