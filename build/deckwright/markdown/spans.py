"""``[some words]{.role source=key}``, attributes behind links, pictures and code, and citations.

A citation is ``[@key]``, ``[@one; @two]`` or ``@key``.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from deckwright.markdown.attributes import BRACES, parse, raw_format

_CITED = re.compile(r"\[((?:@[\w:.+/-]*\w)(?:\s*;\s*@[\w:.+/-]*\w)*)\]")
_BARE = re.compile(r"@([\w:.+/-]*\w)")


def span_plugin(md: MarkdownIt) -> None:
    """Teach a parser spans with attributes, and citations."""
    md.inline.ruler.before("link", "citation", _citation)
    md.inline.ruler.before("link", "span", _span)
    md.inline.ruler.after("link", "bare_citation", _bare_citation)
    md.inline.ruler.before("link", "attributes", _attributes)


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


def _attributes(state: StateInline, silent: bool) -> bool:
    """``{...}`` right behind a link, a picture or code belongs to it; the token that begins it keeps them."""
    braces = BRACES.match(state.src, state.pos) if state.src[state.pos] == "{" else None
    owner = state.tokens[-1] if state.tokens and not state.pending else None
    if braces is None or owner is None or owner.type not in ("image", "code_inline", "link_close"):
        return False
    if owner.type == "link_close":
        owner = next(token for token in reversed(state.tokens) if token.type == "link_open")
    attributes, raw = parse(braces[1]), raw_format(braces[1])
    if attributes is None and not raw:
        return False
    if not silent:
        owner.meta["attributes"], owner.meta["raw"] = attributes, raw
    state.pos = braces.end()
    return True
