"""Markup that nothing has read, which would be printed as it stands. A backslash before it says that it is meant."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from deckwright.errors import UserError
from deckwright.markdown.authored_text import OTHER
from deckwright.markdown.placeholder import VALUE

_PATTERNS = (
    (
        re.compile(r"!?\[[^\[\]\n]*\]\((?!<)[^()\n]*[^()\n\s]\s+[^()\"'\n]+\)"),
        "Write < and > around an address with spaces: ![words](<a picture.png>).",
    ),
    (re.compile(r"!\[[^\[\]\n]*\](?=\s|$|\{|\[)"), "A picture is written ![what it shows](file.png)."),
    (
        re.compile(r"\]\{[^{}\n]*\}"),
        "Attributes are written {.class key=value}, without spaces around the equals sign.",
    ),
    (
        re.compile(r"\{(?:[.#][A-Za-z][^{}\n]*|[A-Za-z][\w-]*=[^{}\n]*)\}"),
        "Attributes stand right behind a title, ::: block, link, picture, `code` or [words].",
    ),
    (re.compile(r"\{=[\w-]+\}"), "Raw output of other formats has no meaning on a slide."),
    (re.compile(r"^\. \. \.$", re.MULTILINE), "A pause stands between two empty lines, outside of lists."),
    (
        re.compile(r"\$\s[^$\n]*\\[A-Za-z]+[^$\n]*\$|\$[^$\n]*\\[A-Za-z]+[^$\n]*\s\$"),
        "Dollar signs touch their formula: $x$.",
    ),
    (re.compile(r"\\(?:begin|end)\{\w+\*?\}"), "Write $$ on a line above and below a formula."),
    (re.compile(r"^:::+", re.MULTILINE), "Write ::: NAME at the beginning of a line."),
    (re.compile(r"^\[\^[^\]\n]+\]:", re.MULTILINE), "A footnote's text begins at the start of a line: [^1]: words."),
)


def unread_markup_plugin(md: MarkdownIt) -> None:
    """Let a parser tell of such markup; ``env["mistakes"]`` gathers it."""
    md.core.ruler.after("inline", "leftovers", _leftovers)


def _leftovers(state: StateCore) -> None:
    for before, token in zip(state.tokens, state.tokens[1:]):
        if token.type != "inline" or not token.map or not any(mark in token.content for mark in "{[:$\\."):
            continue
        if before.type == "paragraph_open" and token.content.strip() == ". . .":
            continue  # a pause; where none can be is seen to by what reads the blocks
        text = "".join(_typed(child) for child in token.children or ())
        for pattern, hint in _PATTERNS:
            if found := pattern.search(text):
                where = state.env["source_of"](token.map[0] + text.count("\n", 0, found.start()))
                shown = VALUE.sub("{{ … }}", found[0].replace(OTHER, "…"))
                message = f"This would be printed as it stands: {shown[:60]}"
                hint = f"{hint} If you mean these characters, write a backslash before the first one."
                state.env["mistakes"].add(UserError(message, where=where, hint=hint))
                break


def _typed(token: Token) -> str:
    """What was typed as text; code, formulas and escaped characters are not looked into."""
    if token.type == "text" or token.type == "text_special" and token.content == token.markup:  # escapes nothing
        return token.content
    return "\n" if token.type in ("softbreak", "hardbreak") else OTHER
