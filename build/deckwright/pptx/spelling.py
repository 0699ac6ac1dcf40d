"""The language of a run, by which PowerPoint checks its spelling and chooses its font."""

from __future__ import annotations

from deckwright.language import spoken
from deckwright.language.scripts import EAST_ASIAN, language_of, script_of_language


def spelling(text: str = "") -> dict[str, object]:
    """``lang`` of a run with this text; in East Asian decks ``altLang`` as well, for the letters of the other kind."""
    deck, own = spoken(), language_of(text, spoken())
    if script_of_language(deck) not in EAST_ASIAN:
        return {"lang": own}
    return {"lang": own, "altLang": deck.regional if own != deck.regional else "en-US"}
