"""Speaker's notes as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from deckwright.deck.slide import Note
from deckwright.deck.text import Math, Text
from deckwright.equations.formula import Formula
from deckwright.svg.formula import mathml
from deckwright.svg.markup import element, words


def _as_mathml(formula: Formula) -> str:
    return mathml(formula, False)


def notes_html(notes: Iterable[Note], shown: Callable[[Formula], str] = _as_mathml) -> str:
    """Paragraphs and lists; formulas as MathML, or as another surface shows them."""
    made, items = "", ""
    for note in notes:
        if note.bullet:
            items += element("li", None, _inline(note.text, shown))
            continue
        made, items = made + _list(items) + element("p", None, _inline(note.text, shown)), ""
    return made + _list(items)


def _list(items: str) -> str:
    return element("ul", None, items) if items else ""


def _inline(text: Text, formula: Callable[[Formula], str]) -> str:
    made = ""
    for part in text:
        if isinstance(part, Math):
            made += formula(part.formula)
            continue
        shown = words(part.text)
        for wanted, tag in ((part.code, "code"), (part.italic, "em"), (part.bold, "strong")):
            shown = element(tag, None, shown) if wanted else shown
        made += shown
    return made
