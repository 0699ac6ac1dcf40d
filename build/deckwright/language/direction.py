"""To which side a text reads: as its language does, or as its first letter does."""

from __future__ import annotations

import re
import unicodedata

from deckwright.language.language import Language

LEFT_TO_RIGHT = "\u200e"  # marks that nobody sees
RIGHT_TO_LEFT = "\u200f"
MARKS = LEFT_TO_RIGHT + RIGHT_TO_LEFT
_FIRST_RTL = "\u0590"  # no character before it reads from the right
_NUMBER = re.compile(r"(?<![\w\u200e])[−+\-±≈<>≤≥]?\d[\d.,'’\u00a0\u202f]*(?:\s?[×·/^=%°⁰¹²³⁴-⁹⁻−–-]+\s?[\d.,]*)*")


def reads_from_right(text: str, language: Language) -> bool:
    """Whether a paragraph runs from right to left: as its language does, or as its first letter does.

    >>> reads_from_right("שלום world", Language()), reads_from_right("1. hello שלום", Language())
    (True, False)
    """
    return language.rtl or any(c >= _FIRST_RTL for c in text) and _first_strong(text) in ("R", "AL")


def in_order(text: str) -> str:
    """A text for a paragraph from right to left in which numbers keep their order: signs, factors, per cents.

    >>> in_order("שגיאה −0.5").replace(LEFT_TO_RIGHT, "|"), in_order("שכבה 2").replace(LEFT_TO_RIGHT, "|")
    ('שגיאה |−0.5', 'שכבה 2')
    """
    return _NUMBER.sub(lambda found: found[0] if found[0].isdigit() else _marked(found[0]), text)


def _marked(number: str) -> str:
    bare = number.rstrip()
    closing = LEFT_TO_RIGHT if not bare[-1].isdigit() else ""
    return LEFT_TO_RIGHT + bare + closing + number[len(bare) :]


def _first_strong(text: str) -> str:
    return next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
