"""Places that hold plain words: Markdown that is read on slides would be printed there as it stands."""

from __future__ import annotations

import re

from deckwright.errors import Source, UserError

_MARKUP = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\$(?=\S)[^$]*[^$\s\\]\$(?!\d)|`[^`]+`|<br\s*/?>|</?(?:b|i|em|strong|sub|sup|span)\b[^>]*>"
    r"|!?\[[^\[\]]*\]\([^()\s]+\)|\*\*(?=\S)[^*]+(?<=\S)\*\*|(?<![\w*])\*(?=[^\s*])[^*]*(?<=[^\s*])\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])[^_]*(?<=[^\s_])_(?!\w)|~~(?=\S)[^~]+~~|\[@[\w:.-]+\]|\[[^\[\]]*\]\{[^{}]*\}"
)


def markup_in(words: str) -> str:
    """The first piece of a text whose marks mean something on a slide; "" where there is none."""
    found = _MARKUP.search(words)
    return found[0] if found else ""


def refuse_markup(words: str, name: str, where: Source, hint: str = "") -> None:
    """Raise UserError where a text has marks in it that mean something on a slide. name: what holds plain words."""
    if markup := markup_in(words):
        message = f"{markup[:60]!r} would be printed as it stands: {name} holds plain words."
        raise UserError(message, where=where, hint=f"Take the signs away. {hint}".strip())
