"""The live page's own words, in the deck's language."""

from __future__ import annotations

from deckwright.language import say


def panel_words() -> dict[str, str]:
    """Those of the panel, by what they are for."""
    return {
        "title": say("Numbers"),
        "about": say("Numbers of the lecture"),
        "close": say("Close"),
        "slider": say("slider"),
        "to": say("to"),
        "defaults": say("Defaults"),
        "none": say("This lesson has no parameters."),
        "leave": say("Leave it"),
        "shared": say("Students on this network look on here; nobody but you can change anything:"),
    }


def listening_words() -> dict[str, str]:
    """Those that the page's scripts say, by what they are for."""
    return {
        "numbers": say("Numbers"),
        "stayAt": say("The slides stay at {value}."),
        "stay": say("The slides stay as they were."),
        "ended": say("The live lecture has ended: the slides stay as they are."),
    }
