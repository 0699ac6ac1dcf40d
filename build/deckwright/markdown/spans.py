"""``[some words]{.role source=key}``, attributes behind links, pictures and code, and citations.

A citation is ``[@key]``, ``[@one; @two]``, ``@key``, and as in pandoc ``[see @key, p. 3]``, ``[-@key]`` (the year
alone) and ``@key [p. 3]``. A backslash before a space makes one at which no line is broken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from deckwright.markdown.attributes import BRACES, parse, raw_format

_KEY = r"@(?P<key>[\w:.+/-]*\w)"
_ONE = re.compile(rf"\s*(?:(?P<before>[^@;]*?)\s+)?(?P<year>-?){_KEY}(?P<after>[^@;]*)")
_CITED = re.compile(r"\[(?=[^\[\]]*@)([^\[\]\n]+)\](?![({\[])")
_BARE = re.compile(rf"{_KEY}(?:\s\[(?P<after>(?:pp?|chap|ch|sec|fig|vol|no|S|Kap|Abb|cap|pág)\.?\s[^\[\]\n]*)\])?")


@dataclass(frozen=True, slots=True)
class Cited:
    """One source in a citation: the words before it, such as "see", and behind it, such as ", p. 3"."""

    key: str
    before: str = ""
    after: str = ""
    year_only: bool = False


def span_plugin(md: MarkdownIt) -> None:
    """Teach a parser spans with attributes, and citations."""
    md.inline.ruler.before("escape", "unbreakable_space", _unbreakable_space)
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
    found = [_ONE.fullmatch(one) for one in cited[1].split(";")] if cited else []
    if not found or not all(found):
        return False
    if not silent:
        token = state.push("citation", "cite", 0)
        token.meta = {"cited": [Cited(**_said(one)) for one in found], "in_brackets": True}
    state.pos = cited.end()
    return True


def _bare_citation(state: StateInline, silent: bool) -> bool:
    before = state.src[state.pos - 1] if state.pos else " "
    cited = _BARE.match(state.src, state.pos)
    if cited is None or before.isalnum():
        return False
    if not silent:
        token = state.push("citation", "cite", 0)
        after = f", {cited['after']}" if cited["after"] else ""
        token.meta = {"cited": [Cited(cited["key"], after=after)], "in_brackets": False}
    state.pos = cited.end()
    return True


def _said(one: re.Match[str]) -> dict[str, Any]:
    return {
        "key": one["key"],
        "before": (one["before"] or "").strip(),
        "after": one["after"].rstrip(),
        "year_only": bool(one["year"]),
    }


def _unbreakable_space(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("\\ ", state.pos):
        return False
    if not silent:
        state.pending += "\N{NO-BREAK SPACE}"
    state.pos += 2
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
