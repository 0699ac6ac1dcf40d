"""Attributes in braces, as pandoc writes them: ``{#id .class key=value key="some words"}``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from deckwright.errors import Source, UserError, did_you_mean

_PART = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}#.="']+) |
        \.(?P<class>[^\s{}#.="']+) | (?P<unnumbered>-) |
        (?P<key>[A-Za-z][\w:-]*)=(?:"(?P<quoted>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}=]+))
    )(?=\s|$)""",
    re.VERBOSE,
)
BRACES = re.compile(r"\{([^{}\n]*)\}")


_RAW = re.compile(r"=([\w-]+)")
_FADES = "What waits for a click fades in and stays, one after the other: ::: reveal is enough."
_NO_NUMBERS = "Lines of code have no numbers here: show those that matter."
# What Quarto's users write and why it isn't there, or what stands for it here.
ELSEWHERE = {
    "absolute": "Blocks find their places by themselves; ::: columns puts them side by side.",
    "auto-animate-easing": "Write both states on one slide, the second one behind . . . or in ::: reveal.",
    "aside": "Write a footnote, ^[...].",
    "auto-animate": "Write both states on one slide, the second one behind . . . or in ::: reveal.",
    "background": "Colors are the theme's: --theme dark, or a --template.",
    "background-color": "Colors are the theme's: --theme dark, or a --template. `layout=statement` sets a slide apart.",
    "background-gradient": "Colors are the theme's: --theme dark, or a --template.",
    "background-iframe": "A page can't run on a slide: show a picture of it with a link.",
    "background-image": "Put the picture on the slide: with `layout=full` it fills it.",
    "background-video": "Show the video on the slide, {{ video(...) }}: with `layout=full` it fills it.",
    "border": "Pictures have no borders; give the file one.",
    "center": "Where text stands is its layout's business: `layout=statement` sets a sentence in the middle.",
    "code-line-numbers": "Say in words which lines matter, or show them in a code block of their own behind . . .",
    "filename": "Write the file's name above the code.",
    "appearance": "All callouts look alike.",
    "collapse": "All of it is shown; ::: reveal lets it wait for a click.",
    "icon": "All callouts look alike.",
    "column-margin": "Write a footnote, ^[...].",
    "fade-in": _FADES,
    "fade-in-then-out": _FADES,
    "fade-in-then-semi-out": _FADES,
    "fade-out": _FADES,
    "fade-up": _FADES,
    "fig-align": "A picture stands where its layout wants it.",
    "fig-alt": "What it shows stands between the brackets: ![what it shows](file.png).",
    "fig-cap": 'A caption stands in quotes behind the file: ![what it shows](file.png "Caption").',
    "footer": "What stands on every slide is footer: in the front matter; for one slide write a footnote, ^[...].",
    "fragment-index": _FADES,
    "highlight-red": _FADES,
    "semi-fade-out": _FADES,
    "fragment": "A part of a line can't wait for a click: put it on a line of its own in ::: reveal.",
    "linenos": _NO_NUMBERS,
    "layout": "Write ::: columns, with a ::: column for each.",
    "layout-ncol": "Write ::: columns, with a ::: column for each.",
    "layout-nrow": "Write ::: columns, with a ::: column for each.",
    "line-numbers": _NO_NUMBERS,
    "number-lines": _NO_NUMBERS,
    "numberLines": _NO_NUMBERS,
    "panel-tabset": "A slide has no tabs: write ::: columns, or a slide for each tab.",
    "preview-link": "Links open as the program that shows the slides wants it.",
    "r-fit-text": "Write `layout=statement` on the slide: its sentence is as large as it can be.",
    "r-hstack": "Write ::: columns, with a ::: column for each.",
    "r-stack": "Write the pictures on slides that follow one another, or in ::: columns.",
    "style": "Looks follow from roles, [words]{.input}, and from layouts; sizes of pictures are {width=50%}.",
    "startFrom": _NO_NUMBERS,
    "target": "Links open as the program that shows the slides wants it.",
    "transition": "All slides fade in.",
    "visibility": "Take the slide away, or write <!-- and --> around it.",
}


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands between the braces."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


def parse(text: str) -> Attributes | None:
    """Read the text between two braces; None where it isn't attributes.

    >>> parse('#intro .question layout=figure')
    Attributes(id='intro', classes=('question',), values={'layout': 'figure'})
    >>> parse('x + 1') is None
    True
    """
    name, classes, values, position = "", [], {}, 0
    text = text.strip()
    while position < len(text):
        part = _PART.match(text, position)
        if part is None:
            return None
        name = part["id"] or name
        classes += [part["class"]] if part["class"] else []
        classes += ["unnumbered"] if part["unnumbered"] else []  # pandoc's short form
        if part["key"]:
            values[part["key"]] = next(v for v in (part["quoted"], part["single"], part["bare"]) if v is not None)
        position = part.end()
    return Attributes(name, tuple(classes), values) if text else None


def raw_format(text: str) -> str:
    """The format of what pandoc hands on as it is: "html" for ``{=html}``, else ""."""
    raw = _RAW.fullmatch(text.strip())
    return raw[1] if raw else ""


def refuse_unknown(
    attributes: Attributes, where: Source, of: str, *, classes: Iterable[str], keys: Iterable[str]
) -> None:
    """Raise UserError at the first class or key that has no meaning here."""
    for kind, found, known in (("class", attributes.classes, classes), ("key", attributes.values, keys)):
        for name in found:
            if name not in known:
                hint = ELSEWHERE.get(name) or did_you_mean(name, known) or f"{of[0].upper()}{of[1:]} takes none."
                raise UserError(f"Unknown {kind} {name!r} on {of}.", where=where, hint=hint)
