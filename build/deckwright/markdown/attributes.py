"""Attributes in braces, as pandoc writes them: ``{#id .class key=value key="some words"}``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from deckwright.errors import Source, UserError, did_you_mean

_PART = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}#.="']+) |
        \.(?P<class>[^\s{}#.="']+) |
        (?P<key>[A-Za-z][\w:-]*)=(?:"(?P<quoted>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}=]+))
    )(?=\s|$)""",
    re.VERBOSE,
)
BRACES = re.compile(r"\{([^{}\n]*)\}")


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
        if part["key"]:
            values[part["key"]] = next(v for v in (part["quoted"], part["single"], part["bare"]) if v is not None)
        position = part.end()
    return Attributes(name, tuple(classes), values) if text else None


def refuse_unknown(
    attributes: Attributes, where: Source, of: str, *, classes: Iterable[str], keys: Iterable[str]
) -> None:
    """Raise UserError at the first class or key that has no meaning here."""
    for kind, found, known in (("class", attributes.classes, classes), ("key", attributes.values, keys)):
        for name in found:
            if name not in known:
                hint = did_you_mean(name, known) or f"{of[0].upper()}{of[1:]} takes none."
                raise UserError(f"Unknown {kind} {name!r} on {of}.", where=where, hint=hint)
