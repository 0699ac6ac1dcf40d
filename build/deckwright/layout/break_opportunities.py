"""Where a line may end without a space, in scripts that put none between words: Unicode's line breaking rules (UAX 14).

No line begins with a mark such as 、。」 or ends with one such as （「. Thai, Lao, Khmer and Burmese lines end between
words, which nobody finds without a dictionary; programs have one, and here a line may end after any syllable.
"""

from __future__ import annotations

import re
from functools import lru_cache

_OTHER = re.compile("[\u0590-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe30-\uffef\U00010000-\U0010ffff]")  # not European
_SYLLABLE = re.compile(  # before a letter that may begin a syllable
    "(?<=[\u0e01-\u0e3f\u0e45-\u0e5b])(?=[\u0e01-\u0e2e\u0e40-\u0e44])"  # Thai: not after a vowel that is written first
    "|(?<=[\u0e81-\u0ebf\u0ec5-\u0edf])(?=[\u0e81-\u0eae\u0ec0-\u0ec4])"  # Lao, alike
    "|(?<=[\u1000-\u1038\u103a-\u109f])(?=[\u1000-\u102a](?![\u1039\u103a]))"  # Burmese: none that is stacked
    "|(?<=[\u1780-\u17d1\u17d3])(?=[\u1780-\u17b3])"  # Khmer, alike
)


@lru_cache(maxsize=4096)
def break_opportunities(text: str) -> frozenset[int]:
    """The places before which a line may begin, next to letters that aren't European; none in a European text.

    >>> sorted(break_opportunities("输出层。 (a b) 算法")), sorted(break_opportunities("a 5-layer net"))
    ([1, 2, 11, 12], [])
    """
    if not _OTHER.search(text):
        return frozenset()
    from uniseg.linebreak import line_break_boundaries

    places = {at for at in line_break_boundaries(text) if 0 < at < len(text)}
    places |= {found.start() for found in _SYLLABLE.finditer(text)}
    return frozenset(at for at in places if _OTHER.search(text, at - 1, at + 1))
