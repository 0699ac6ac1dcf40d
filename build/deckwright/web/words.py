"""The page's own words, in the deck's language."""

from __future__ import annotations

from deckwright.language import say


def page_words() -> dict[str, str]:
    """By what they are for."""
    return {
        "slide": say("slide"),
        "slides": say("slides"),
        "next": say("Next"),
        "back": say("Back"),
        "overview": say("All slides"),
        "speaker": say("Speaker view"),
        "theme": say("Light or dark"),
        "fullscreen": say("Full screen"),
        "help": say("Keys"),
        "origin": say("Where this comes from"),
        "restart": say("Start the timer again"),
        "planned": say("planned"),
        "value": say("full value"),
        "label": say("part"),
        "formula": say("formula"),
        "expression": say("expression"),
        "source": say("source"),
    }


def help_words() -> list[tuple[tuple[str, ...], str]]:
    """Keys, and what each does."""
    return [
        (("→", "Space", "N"), say("Next")),
        (("←", "P"), say("Back")),
        (("Home", "End"), say("First and last slide")),
        (("O", "Esc"), say("All slides")),
        (("S",), say("Speaker view")),
        (("I",), say("Where the next figure comes from")),
        (("T",), say("Light or dark")),
        (("F",), say("Full screen")),
        (("B", "."), say("Black screen")),
    ]
