"""How a hand-out is made up: how many slides on a sheet, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.errors import UsageError

SLIDES = (1, 2, 3, 4, 6)
BESIDE = ("", "notes", "lines")
ROOM_BESIDE = 3  # slides on a sheet, at most, that leave room beside them
LETTER = ("US", "CA", "MX", "PH", "CL", "CO", "VE")  # where paper is letter size: CLDR's supplemental data


@dataclass(frozen=True, slots=True)
class Handout:
    """So many slides on a sheet, at most; beside: "notes", "lines" for one's own, or ""."""

    slides: int = 3
    beside: str = ""

    def __post_init__(self) -> None:
        if self.slides not in SLIDES:
            raise UsageError(f"Expected {', '.join(map(str, SLIDES))} slides on a sheet, found {self.slides}.")
        if self.beside and self.slides > ROOM_BESIDE:
            raise UsageError(
                f"{self.slides} slides on a sheet leave no room for {self.beside} beside them.",
                hint=f"Choose {ROOM_BESIDE} or fewer: --handout {ROOM_BESIDE}.",
            )

    @property
    def style(self) -> str:
        """The class of its sheets in document.css."""
        return f"handout up{self.slides} {'with-' + self.beside if self.beside else 'alone'}"


def paper_of(tag: str) -> str:
    """The size of paper where a language is spoken.

    >>> paper_of("en-US"), paper_of("de")
    ('letter', 'A4')
    """
    return "letter" if tag.split("-")[-1] in LETTER else "A4"
