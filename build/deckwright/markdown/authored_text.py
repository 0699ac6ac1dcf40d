"""The words of slides.md that a person typed, kept beside the deck so that they can be checked."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.errors import Source

OTHER = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands where a figure, a formula, code or a link interrupts the words


@dataclass(frozen=True, slots=True)
class AuthoredText:
    """The words of one paragraph, heading, cell or entry: pieces of text, each with the line it stands on."""

    pieces: tuple[tuple[str, Source], ...]

    @property
    def text(self) -> str:
        """All of it in one string."""
        return "".join(text for text, _ in self.pieces)

    def source_at(self, offset: int) -> Source:
        """Where the character with this offset stands."""
        for text, source in self.pieces:
            if offset < len(text):
                return source
            offset -= len(text)
        return self.pieces[-1][1]
