"""To which side a text reads: as its language does, or as its first letter does."""

from __future__ import annotations

import re
import unicodedata

from deckwright.language.language import Language

LEFT_TO_RIGHT = "\u200e"  # marks that nobody sees
RIGHT_TO_LEFT = "\u200f"
WORD_JOINER = "\u2060"  # has no width, and no direction
MARKS = LEFT_TO_RIGHT + RIGHT_TO_LEFT + WORD_JOINER
_FIRST_RTL = "\u0590"  # no character before it reads from the right
_PLAIN = r"\d+(?:[.,'’\u00a0\u202f]\d+)*"  # keeps its order by itself
_NUMBER = re.compile(rf"(?<![\w\u200e])[−+\-±≈<>≤≥]?{_PLAIN}(?:\s?[×·/^=−–-]\s?{_PLAIN}|\s?[%°]|[⁰¹²³⁴-⁹⁻]+)*")


def reads_from_right(text: str, language: Language) -> bool:
    """Whether a paragraph runs from right to left: with such letters in such a language, in others by its first letter.

    >>> reads_from_right("שלום world", Language()), reads_from_right("1. hello שלום", Language())
    (True, False)
    """
    kinds = _letters(text) if language.rtl or any(c >= _FIRST_RTL for c in text) else ["L"]
    return not kinds or "R" in kinds if language.rtl else kinds[:1] == ["R"]


def in_order(text: str) -> str:
    """A text for a paragraph from right to left in which numbers keep their order: signs, factors, per cents.

    >>> in_order("שגיאה −0.5").replace(LEFT_TO_RIGHT, "|"), in_order("שכבה 2").replace(LEFT_TO_RIGHT, "|")
    ('שגיאה |−0.5\u200f', 'שכבה 2')
    """
    text = _NUMBER.sub(lambda found: found[0] if re.fullmatch(_PLAIN, found[0]) else _marked(found[0]), text)
    bare, kinds = text.rstrip(), set(_letters(text))
    latin = kinds == {"L"} and not bare[-1].isalnum()  # the mark at its end belongs to it
    return bare + LEFT_TO_RIGHT + text[len(bare) :] if latin else text


def _marked(number: str) -> str:
    bare = number.rstrip()
    closing = LEFT_TO_RIGHT if not bare[-1].isdigit() else ""
    return LEFT_TO_RIGHT + bare + closing + RIGHT_TO_LEFT + number[len(bare) :]


def _letters(text: str) -> list[str]:
    """To which side each letter runs: L or R."""
    kinds = map(unicodedata.bidirectional, text)
    return ["R" if kind in ("R", "AL") else "L" for kind in kinds if kind in ("L", "R", "AL")]
