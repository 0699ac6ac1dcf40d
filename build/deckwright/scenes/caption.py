"""Captions: a scene's own words, with the figures in them, on screen long enough to be read."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

LINES, COLUMNS = 2, 42
READING_SPEED = 15.0  # characters a second: subtitling guidelines give adults 17, but here there is much to look at
SHORTEST = 1.5  # seconds


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said from one moment to another, in seconds from the start."""

    text: str
    start: float
    end: float

    def shifted(self, seconds: float) -> Caption:
        """The same caption so much later."""
        return Caption(self.text, self.start + seconds, self.end + seconds)


def wrapped(text: str) -> str:
    """The text in at most two lines, balanced; ValueError when it is too long for them.

    >>> wrapped("Numbers flow from left to right and stay where they are.")
    'Numbers flow from left to\\nright and stay where they are.'
    """
    if len(text) <= COLUMNS:
        return text
    for columns in range(len(text) // LINES, COLUMNS + 1):
        lines = textwrap.wrap(text, columns)
        if len(lines) <= LINES:
            return "\n".join(lines)
    raise ValueError(f"A caption has at most {LINES} lines of {COLUMNS} letters; this one is longer: {text!r}")


def reading_time(text: str) -> float:
    """How long a caption must stay, in seconds."""
    return max(SHORTEST, len(text) / READING_SPEED)
