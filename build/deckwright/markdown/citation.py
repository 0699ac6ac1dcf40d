"""Author and year of a source, as they stand in the text, and the slide that lists what was cited."""

from __future__ import annotations

import re
from collections.abc import Iterable

from deckwright.deck.slide import Reference
from deckwright.deck.text import Bullets, Item, Run
from deckwright.language import say

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b")
_INITIALS = re.compile(r"(?:[A-Z]\.?[-\s]?)+")
_BEFORE_NUMBER = re.compile(r" (?=\d)")
_SEPARATOR = re.compile(r"\s*(?:,|;|&|\band\b)\s*")


def author_and_year(reference: Reference) -> tuple[str, str]:
    """The short form of a source's authors, and its year ("" when its text has none).

    >>> author_and_year(Reference("r", "Rumelhart, D. E., Hinton, G. E. and Williams, R. J. (1986). Learning..."))
    ('Rumelhart et al.', '1986')
    >>> author_and_year(Reference("g", "Ian Goodfellow: Deep Learning. MIT Press, 2016"))
    ('Goodfellow', '2016')
    """
    year = _YEAR.search(reference.text)
    head = re.split(r"\(|:|(?<=[a-z]{2})\.\s|[“\"]", reference.text[: year.start()] if year else reference.text)[0]
    many = "et al" in head
    names = [n for n in _SEPARATOR.split(head.replace("et al", "").strip(" .,")) if n and not _INITIALS.fullmatch(n)]
    surnames = [_surname(name) for name in names] or [reference.key]
    if many or len(surnames) > 2:
        authors = f"{surnames[0]} et al."
    else:
        authors = say(" and ").join(surnames)
    return authors, year[0] if year else ""


def references_list(references: Iterable[Reference]) -> Bullets:
    """The cited sources as a list, each with its address. No line begins with a year, or with a chapter's number."""
    return Bullets(items=tuple(_entry(reference) for reference in references))


def _entry(reference: Reference) -> Item:
    text = Run(_BEFORE_NUMBER.sub("\u00a0", reference.text))
    if not reference.url:
        return Item((text,))
    shown = re.sub(r"^https?://(www\.)?|/$", "", reference.url)
    return Item((text, Run(" "), Run(shown, link=reference.url)))


def _surname(name: str) -> str:
    """The last name of "Ian Goodfellow" and of "van der Maaten"."""
    words = name.split()
    first = next((i for i, word in enumerate(words) if word[0].islower()), len(words) - 1)
    return " ".join(words[first:])
