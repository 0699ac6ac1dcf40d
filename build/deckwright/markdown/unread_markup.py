"""Markup that nothing has read, which would be printed as it stands. A backslash before it says that it is meant."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from deckwright.errors import UserError
from deckwright.markdown.authored_text import OTHER
from deckwright.markdown.placeholder import VALUE

_STRAY = re.compile(r"^[^{\n]*?(?:\}\}|%\})", re.MULTILINE)
_PATTERNS = (
    (
        re.compile(r"\{#(?:eq|fig|lst|sec|tbl)-[^{}\n]*\}"),
        "Quarto's labels have no meaning here: say which one you mean, or link to its slide, [see there](#its-name).",
    ),
    (
        re.compile(r"\]\(\s*(?:data|file|javascript|vbscript):[^()\n]*\)?", re.IGNORECASE),
        "A link leads to a page, https://..., to a slide, #its-name, or to a file beside the deck.",
    ),
    (
        re.compile(r"\]\([^()\n]+\s=\d*x\d*\)"),
        "A picture's size stands behind it: ![what it shows](file.png){width=50%}.",
    ),
    (re.compile(r"!\[\[[^\[\]\n]+\]\]"), "A picture is written ![what it shows](file.png)."),
    (re.compile(r"\[\[[A-Za-z][^\[\]\n]*\]\]"), "A link is written [words](address)."),
    (
        re.compile(r"^(?:\[!\w+\]|!!!\s?\w+|\?\?\?\+?\s?\w+)[^\n]*", re.MULTILINE),
        'A callout is written ::: {.callout-note title="Words"}, and ends with :::.',
    ),
    (re.compile(r"^::\w+::$", re.MULTILINE), "Columns stand in ::: columns, each in ::: column."),
    (re.compile(r"^--$", re.MULTILINE), "A new slide begins with # and a title, or with --- between two empty lines."),
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
    (
        re.compile(r"^\.\s+\.\s+\.(?!\S)", re.MULTILINE),
        "A pause, . . ., stands between two empty lines, outside of lists.",
    ),
    (
        re.compile(r"\$\s[^$\n]*\\[A-Za-z]+[^$\n]*\$|\$[^$\n]*\\[A-Za-z]+[^$\n]*\s\$"),
        "Dollar signs touch their formula: $x$.",
    ),
    (re.compile(r"\\(?:begin|end)\{\w+\*?\}"), "Write $$ on a line above and below a formula."),
    (re.compile(r"\\(?:note|notes)\{"), "Notes stand between ::: notes and :::."),
    (re.compile(r"\\(?:onslide|only|pause|uncover)\b"), "A pause is written . . . between two empty lines."),
    (
        re.compile(r"(?<![^\s(])\\[A-Za-z]{2,}"),
        r"LaTeX stands between dollar signs, $\alpha$; words are set by Markdown.",
    ),
    (re.compile(r"\\\Z"), "A backslash breaks a line before further words; in a title write <br>."),
    (re.compile(r"^:::+", re.MULTILINE), "Write ::: NAME at the beginning of a line."),
    (re.compile(r"^\[\^[^\]\n]+\]:", re.MULTILINE), "A footnote's text begins at the start of a line: [^1]: words."),
    (
        re.compile(r"(?<![\w\]])\[(?=[^\[\]\n]*[^\W\d])[^\[\]\n]+\]\[[^\[\]\n]*\]"),
        "Say where the link leads: [words](https://...), or write [name]: https://... below.",
    ),
    (
        re.compile(r"(?<![{$])\{\s*[A-Za-z_][\w.]*(?:\[\d+\])?\s*(?:[|:!][^{}\n]*)?\}"),
        "A value stands between double braces: {{ name }}.",
    ),
    (_STRAY, "A value begins with two braces, {{ name }}, a tag with {%."),
    (re.compile(r"^(?:#[^\W\d_]|#{2,6}[^\s#])[^\n]*", re.MULTILINE), "A title has a space behind its #."),
    (re.compile(r"^\?\?\?\*?$", re.MULTILINE), "Notes stand between ::: notes and :::."),
    (re.compile(r"(?<![\w:/.]):(?:[a-z]\w*|[+-]1):(?![\w:])"), "Write the sign itself: 😀."),
)
_SETTINGS = re.compile(r"(?:[a-z][\w-]*:(?:\s.*|$)\n?)+")
_MARKS = "{}[:$\\.#?!-"  # one of these is in all of it


def unread_markup_plugin(md: MarkdownIt) -> None:
    """Let a parser tell of such markup; ``env["mistakes"]`` gathers it."""
    md.core.ruler.after("inline", "leftovers", _leftovers)


def _leftovers(state: StateCore) -> None:
    patterns = [pair for pair in _PATTERNS if pair[0] is not _STRAY or not state.env["mistakes"]]  # else known
    for before, token in zip(state.tokens, state.tokens[1:]):
        if token.type != "inline" or not token.map or not any(mark in token.content for mark in _MARKS):
            continue
        if before.type == "paragraph_open" and token.content.strip() == ". . .":
            continue  # a pause; where none can be is seen to by what reads the blocks
        if before.type == "heading_open" and before.markup == "-" and _SETTINGS.fullmatch(token.content):
            message = "Settings of one slide between two lines of dashes would be printed as a heading."
            hint = "They stand behind its title: # Title {layout=two-columns}."
            state.env["mistakes"].add(UserError(message, where=state.env["source_of"](token.map[0]), hint=hint))
            continue
        text = "".join(_typed(child) for child in token.children or ())
        for pattern, hint in patterns:
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
