"""Markup that nothing has read, which would be printed as it stands. A backslash before it says that it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from deckwright.errors import UserError
from deckwright.markdown.authored_text import OTHER
from deckwright.markdown.markup_elsewhere import BACKSLASH, LATEX_SIGNS, PATTERNS, STRAY
from deckwright.markdown.placeholder import VALUE

SLIDE = 3  # dashes are meant to start a slide; below headings people write more
_SENTENCE = re.compile(r".*(?:[.!?:;,]|\n.*)", re.DOTALL)  # no title
_SHIFTED = re.compile(r"[^\s]*[-+*/=<>,]")  # what is set higher or lower with more than was meant
_SETTINGS = re.compile(r"(?:[a-z][\w-]*:(?:[ \t].*)?(?:\n|\Z))+")
_MARKS = "{}[:$\\.#?!-=+*^~•‣◦▪●○⁃・)"  # one of these is in all of it


def unread_markup_plugin(md: MarkdownIt) -> None:
    """Let a parser tell of such markup; ``env["mistakes"]`` gathers it."""
    md.core.ruler.after("inline", "leftovers", _leftovers)


def _leftovers(state: StateCore) -> None:
    mistakes = state.env["mistakes"]
    patterns = [pair for pair in PATTERNS if pair[0] is not STRAY or not mistakes]  # else it is known why
    for before, token in zip(state.tokens, state.tokens[1:]):
        if before.type == "heading_open" and before.markup == "-" and before.map:
            before.meta["dashes"] = state.env["lines"][before.map[1] - 1].count("-")
        if token.type == "inline" and token.map:
            for line, message, hint in _found(before, token, patterns):
                mistakes.add(UserError(message, where=state.env["source_of"](token.map[0] + line), hint=hint))


def _found(before: Token, token: Token, patterns: list[tuple[re.Pattern[str], str]]) -> Iterator[tuple[int, str, str]]:
    """What is wrong with a text: on which of its lines, what, and what to do."""
    if (dashes := before.meta.get("dashes")) and (mistaken := _mistaken_heading(token.content, dashes)):
        yield 0, *mistaken
        return
    if not any(mark in token.content for mark in _MARKS):
        return
    if before.type == "paragraph_open" and token.content.strip() == ". . .":
        return  # a pause; where none can be is seen to by what reads the blocks
    yield from _shifted(token.children or [])
    if signs := LATEX_SIGNS.search("".join(map(_with_escapes, token.children or ()))):
        formula = signs[0][2:-2].replace(OTHER, "…").strip()
        yield 0, f"{signs[0][:2]} and {signs[0][-2:]} would be printed as brackets.", f"Write ${formula}$."
        return
    text = "".join(_typed(child) for child in token.children or ())
    for pattern, hint in patterns:
        if found := pattern.search(text):
            shown = VALUE.sub("{{ … }}", found[0].replace(OTHER, "…").replace(BACKSLASH, "\\").replace("\n", " "))
            meant = "If you mean these characters, write a backslash before the first one."
            yield (
                text.count("\n", 0, found.start()),
                f"This would be printed as it stands: {shown[:60]}",
                f"{hint} {meant}",
            )
            return


def _mistaken_heading(content: str, dashes: int) -> tuple[str, str] | None:
    """What is wrong with a text that so many dashes below it make a heading."""
    if _SETTINGS.fullmatch(content):
        message = "Settings of one slide between two lines of dashes would be printed as a heading."
        return message, "They stand behind its title: # Title {layout=two-columns}."
    if dashes == SLIDE and _SENTENCE.fullmatch(content):
        hint = "Leave an empty line above the dashes, which then start a slide; a heading is written ## Words."
        return "The dashes right below this text make a heading of it.", hint
    return None


def _shifted(children: list[Token]) -> Iterator[tuple[int, str, str]]:
    """x^2+y^2 raises 2+y, since the second sign ends what the first one begins."""
    for opening, inner, after in zip(children, children[1:], children[3:]):
        shifted = opening.type in ("sup_open", "sub_open") and inner.type == "text" and _SHIFTED.match(inner.content)
        if shifted and after.type == "text" and after.content[:1].isalnum():
            sign = "^" if opening.type == "sup_open" else "~"
            hint = f"Each has a sign at both ends, x{sign}2{sign} + y{sign}2{sign}; or write a formula, $x^2 + y^2$."
            yield 0, f"{sign}{inner.content}{sign} reaches from one sign to the next.", hint


def _with_escapes(token: Token) -> str:
    """The same, with brackets behind one backslash or two."""
    if token.type == "text_special" and token.markup == "\\\\":
        return "\\"
    return token.markup if token.type == "text_special" and token.markup[1:] in "()[]" else _typed(token)


def _typed(token: Token) -> str:
    """What was typed as text; code, formulas and escaped characters are not looked into."""
    if token.type == "text_special" and token.markup == "\\\\":
        return BACKSLASH
    if token.type == "text" or token.type == "text_special" and token.content == token.markup:  # escapes nothing
        return token.content
    return "\n" if token.type in ("softbreak", "hardbreak") else OTHER
