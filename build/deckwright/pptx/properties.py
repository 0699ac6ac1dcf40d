"""What a file says about itself: title, author, and which lesson with which parameters made it."""

from __future__ import annotations

import datetime

from pptx.presentation import Presentation

from deckwright.deck.slide import Deck
from deckwright.language import language

EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)  # the same in every build
LONGEST = 255  # characters of a property, by the standard


def write_properties(presentation: Presentation, deck: Deck) -> None:
    """Fill the core properties; dates are fixed, so that the same inputs make the same file."""
    core = presentation.core_properties
    core.title, core.author, core.subject = map(_short, (deck.title, deck.author, deck.subject))
    core.keywords, core.language = _short(", ".join(deck.keywords)), language(deck.language).regional
    core.category = _short(f"Lesson {deck.lesson}")
    core.identifier = _short(identifier(deck))
    core.last_modified_by, core.revision = _short(deck.author), 1
    core.created = core.modified = core.last_printed = EPOCH


def _short(text: str) -> str:
    """A text that a property can hold: what is left out of a longer one stands on the slides and in the manifest."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"


def identifier(deck: Deck) -> str:
    """The lesson and the parameters it was computed with.

    >>> identifier(Deck("backpropagation", "", (), parameters=(("lr", 0.5), ("seed", 1))))
    'deckwright:backpropagation?lr=0.5&seed=1'
    """
    settings = "&".join(f"{name}={value}" for name, value in deck.parameters)
    return f"deckwright:{deck.lesson}" + (f"?{settings}" if settings else "")
