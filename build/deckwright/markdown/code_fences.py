"""Which lines of a Markdown text are fenced code, for what works on lines before the text is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from deckwright.errors import UserError

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})(.*)$")


def outside_code(lines: Iterable[str]) -> Iterator[bool]:
    """For each line whether it stands outside of fenced code; the fences themselves are inside.

    >>> list(outside_code(["a", "```", "b", "```", "c"]))
    [True, False, False, False, True]
    """
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark and not fence and "`" not in mark[2]:
            fence = mark[1]
            yield False
        elif mark and fence and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
            yield False
        else:
            yield not fence


def closed_fences_plugin(md: MarkdownIt) -> None:
    """Let a parser tell of code that isn't closed, which takes all that follows; ``env["mistakes"]`` gathers it."""
    md.core.ruler.after("bars_back", "closed_fences", _check_closed)


def _check_closed(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "fence" or not token.map:
            continue
        first, after = token.map
        last = state.env["lines"][after - 1].strip(" \t>")
        if after - first < 2 or set(last) != {token.markup[0]} or len(last) < len(token.markup):
            message = "This code block is not closed: what follows would be code as well."
            hint = f"Write {token.markup} on a line of its own where it ends, indented as the first one is."
            state.env["mistakes"].add(UserError(message, where=state.env["source_of"](first), hint=hint))
