"""Which digits in a sentence are part of a name, and which are a figure that somebody typed.

A digit may be typed where it is part of a name:

- it follows a letter, glued or hyphenated: L2, W1, conv3, x0, ResNet-50, GPT-3.5, UTF-8
- a dimension or a proper name begins with it: 2D, 2-D, 3Blue1Brown, 6.S191
- three or more integers joined by hyphens name a network by its layers: 4-4-1, 784-16-16-10
- it numbers one of several things of a kind, dates something or is an address (``names_with_digits``): layer 2,
  Equation (4), the 2nd row, 14:15, WS 2026/27, room 2.34, Python 3.11

Everything else is a figure and comes from the lesson or from a source, or its author says that it is theirs: 0.5,
10,000, 95%, 3 layers, 2-4, 1986, 60s, ½.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from deckwright.checking.names_with_digits import names_with_digits

_NO_SPACES = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # letters of Japanese, Chinese, Korean: a number may touch them
_WORD = re.compile(rf"(?:(?![{_NO_SPACES}])[^\W_]|[-‑–−×%‰½¼¾'’_]|(?<=\w)\.(?=\w)|(?<=\d),(?=\d)|(?<!\w)\.(?=\d))+")
_LETTER = "[A-Za-z\u00c0-\u024f\u0370-\u04ff]"  # Latin, Greek, Cyrillic
_NAME = re.compile(
    rf"{_LETTER}[\w'’]*(?:[-‑]\w+)*(?:[-‑]\d+\.\d+)?"  # L2, ResNet-50, GPT-3.5
    r"|[A-Z][A-Za-z]*(?:[-‑][A-Za-z]+)*[-‑]?\d\.\d(?:[-‑]\w+)*"  # Qwen2.5, GPT-3.5-turbo
    r"|\d[-‑]?[Dd]|\d[A-Z][a-z]\w+|\d+\.[A-Z]\w+"  # 2-D, 3Blue1Brown, 6.S191
    r"|\d+(?:[-‑]\d+){2,}"  # 4-4-1
    r"|\d{0,1}(?:1st|2nd|3rd|\dth)"  # the 2nd row
)


def typed_digits(text: str) -> Iterator[tuple[int, str]]:
    """The figures typed in a text: where each begins, and its word.

    >>> [word for _, word in typed_digits("Layer 2 of the 4-4-1 network falls to 0.29 in 10,000 steps (95%).")]
    ['0.29', '10,000', '95%']
    """
    if not any(character.isdecimal() or unicodedata.category(character) == "No" for character in text):
        return
    names = sorted(names_with_digits(text))
    starts, reach = [first for first, _ in names], list(accumulate((end for _, end in names), max))
    for match in _WORD.finditer(text):
        word = match[0].rstrip("-–'’_").lstrip("–'’_")
        if not any(unicodedata.category(c) in ("Nd", "No") for c in word) or _NAME.fullmatch(word):
            continue
        start = match.start() + match[0].index(word)
        before = bisect_right(starts, start)  # so many names begin here or before
        if not before or reach[before - 1] <= start:
            yield match.start(), word
