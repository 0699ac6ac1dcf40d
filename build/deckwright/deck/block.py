"""What every block on a slide has in common."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.errors import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A thing that takes a place of its own on a slide.

    source  where it is written, for messages
    step    0: there from the start; n: appears with the n-th click
    alt     what a listener who can't see it is told (runs with figures); blocks of text need none
    """

    source: Source | None = None
    step: int = 0
    alt: tuple = ()

    @property
    def noun(self) -> str:
        """What messages call it."""
        return type(self).__name__.lower()
