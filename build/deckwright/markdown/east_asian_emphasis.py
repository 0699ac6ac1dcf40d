"""Stars around words of Chinese, Japanese and Korean, where no spaces stand around words: ``**强调。**后面``.

CommonMark reads stars beside a punctuation mark only where a space or another mark stands on their other side.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize

_EAST_ASIAN = re.compile("[\u1100-\u11ff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")


def east_asian_emphasis(md: MarkdownIt) -> None:
    """Teach a parser to read such stars as if a space stood beside them."""
    md.inline.ruler.at("emphasis", _emphasis)


def _emphasis(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not tokenize(state, silent):
        return False
    before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
    if state.src[start] == "*" and (_EAST_ASIAN.match(before) or _EAST_ASIAN.match(after)):
        for delimiter in state.delimiters[start - state.pos :]:
            delimiter.open = _touches(after) and (not _is_mark(after) or _parts(before))
            delimiter.close = _touches(before) and (not _is_mark(before) or _parts(after))
    return True


def _touches(character: str) -> bool:
    return bool(character) and not isWhiteSpace(ord(character))


def _is_mark(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _parts(character: str) -> bool:
    """Whether a word may begin or end beside this character."""
    return not _touches(character) or _is_mark(character) or bool(_EAST_ASIAN.match(character))
