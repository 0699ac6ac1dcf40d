"""``[some words]{.role source=key}`` and the citations ``[@key]``, ``[@one; @two]`` and ``@key``."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from deckwright.markdown.attributes import BRACES, parse

_CITED = re.compile(r"\[((?:@[\w:.+/-]*\w)(?:\s*;\s*@[\w:.+/-]*\w)*)\]")
_BARE = re.compile(r"@([\w:.+/-]*\w)")


def span_plugin(md: MarkdownIt) -> None:
    """Teach a parser spans with attributes, and citations."""
    md.inline.ruler.before("link", "citation", _citation)
    md.inline.ruler.before("link", "span", _span)
    md.inline.ruler.after("link", "bare_citation", _bare_citation)


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    start, end = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos, False)
    braces = BRACES.match(state.src, end + 1) if end >= 0 else None
    attributes = parse(braces[1]) if braces else None
    if attributes is None:
        return False
    if not silent:
        maximum = state.posMax
        state.pos, state.posMax = start, end
        state.push("span_open", "span", 1).meta["attributes"] = attributes
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = maximum
    state.pos = braces.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    cited = _CITED.match(state.src, state.pos)
    if cited is None:
        return False
    if not silent:
        token = state.push("citation", "cite", 0)
        token.meta = {"keys": re.findall(r"@([^\s;]+)", cited[1]), "in_brackets": True}
    state.pos = cited.end()
    return True


def _bare_citation(state: StateInline, silent: bool) -> bool:
    before = state.src[state.pos - 1] if state.pos else " "
    cited = _BARE.match(state.src, state.pos)
    if cited is None or before.isalnum():
        return False
    if not silent:
        token = state.push("citation", "cite", 0)
        token.meta = {"keys": [cited[1]], "in_brackets": False}
    state.pos = cited.end()
    return True
