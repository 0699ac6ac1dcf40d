"""HTML in slides.md has no meaning on a slide: what to write in place of each tag."""

from __future__ import annotations

import re

from deckwright.errors import Source, UserError

_COMMENT = re.compile(r"<!--.*?-->|<br\s*/?>", re.DOTALL)
_TAG = re.compile(r"</?\s*([A-Za-z][\w-]*)")
_LESS = r"Write Markdown; a less-than sign before a letter is $<$ or \<."
_BLOCK = "Write ::: columns, ::: column, ::: notes, ::: reveal or a callout: ::: {.callout-note}."
_CLICKS = "Write . . . between two empty lines, ::: reveal around what waits, or ::: steps around a list."
_LIST = "Write - before each entry, or 1. where they are counted."
_TABLE = "Write a header, | a | b |, below it |---|---|, and a line for each row; or {{ table(...) }}."
_EMPHASIS, _STRONG, _STRUCK, _CODE = "Write *words*.", "Write **words**.", "Write ~~words~~.", "Write `words`."
_INSTEAD = {
    "a": "Write [words](https://...).",
    "aside": "Notes stand between ::: notes and :::.",
    "audio": "A deck has no sounds; put it into the finished deck in PowerPoint.",
    "b": _STRONG,
    "blockquote": "Write > before each line.",
    "center": "Write ::: statement around it, or {layout=statement} behind the title.",
    "code": _CODE,
    "del": _STRUCK,
    "details": "All of it is shown; ::: reveal lets it wait for a click.",
    "div": _BLOCK,
    "em": _EMPHASIS,
    "figure": "Write ![what it shows](file.png).",
    "font": "Colors follow from roles: [words]{.input}.",
    "hr": "Write --- between two empty lines to go on on a new slide.",
    "i": _EMPHASIS,
    "iframe": "A page can't run on a slide: show a picture of it with a link.",
    "img": "Write ![what it shows](file.png){width=50%}.",
    "kbd": _CODE,
    "li": _LIST,
    "mark": "Write **words**, or give them a role: [words]{.input}.",
    "ol": _LIST,
    "p": "Leave it out: an empty line ends a paragraph.",
    "pre": "Write ``` above and below the code.",
    "s": _STRUCK,
    "samp": _CODE,
    "script": "What is computed belongs in lesson.py.",
    "section": _BLOCK,
    "small": "Type finds its size by itself. Leave it out, or write ::: caption around the paragraph.",
    "span": "Write [words]{.input}, with a role.",
    "strike": _STRUCK,
    "strong": _STRONG,
    "style": "Colors and fonts are those of --theme or of a --template.",
    "sub": "Write H~2~O, or a formula, $x_2$.",
    "sup": "Write x^2^, or a formula, $x^2$.",
    "svg": "Save the drawing as a file, and write ![what it shows](file.svg).",
    "table": _TABLE,
    "tt": _CODE,
    "u": "Write *words*; underlined words are taken for links.",
    "ul": _LIST,
    "v-click": _CLICKS,
    "v-clicks": _CLICKS,
    "video": "Scenes of the lecture are shown by {{ video(...) }}.",
}


def is_comment(html: str) -> bool:
    """Whether this is one comment, or one line break."""
    return _COMMENT.fullmatch(html) is not None


def refuse_html(html: str, where: Source) -> None:
    """Raise UserError unless the HTML is nothing but comments and line breaks."""
    rest = _COMMENT.sub("", html).strip()
    if rest.startswith("<!--"):
        raise UserError("This comment is not closed.", where=where, hint="Write --> where it ends.")
    if rest:
        tag = _TAG.match(rest)
        raise UserError(
            f"HTML has no meaning on a slide: {rest.splitlines()[0][:40]}",
            where=where,
            hint=_INSTEAD.get(tag[1].lower(), _LESS) if tag else _LESS,
        )
