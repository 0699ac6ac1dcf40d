"""Straight quotation marks between letters as wide as they are high, which have no spaces by which to tell
their sides.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from deckwright.language.quotes import Quotes
from deckwright.language.scripts import is_wide

_MARK = re.compile('"')


def east_asian_quotes(md: MarkdownIt, marks: Quotes) -> None:
    """Let the marks that ``smartquotes`` left straight open and close in turn where such a letter stands
    beside them.
    """

    def rule(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline" and '"' in token.content:
                _replace(token.children or [], marks)

    md.core.ruler.after("smartquotes", "east_asian_quotes", rule)


def _replace(tokens: list[Token], marks: Quotes) -> None:
    opens = True
    for token in tokens:
        if token.type == "text":
            places = [
                found.start() for found in _MARK.finditer(token.content) if _is_beside(token.content, found.start())
            ]
            letters = list(token.content)
            for place in places:
                letters[place] = marks[0] if opens else marks[1]
                opens = not opens
            token.content = "".join(letters)


def _is_beside(text: str, place: int) -> bool:
    return any(map(is_wide, text[max(0, place - 1) : place] + text[place + 1 : place + 2]))
