"""The site's own two pages, from templates: the index of lectures and the glossary."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, Template
from markupsafe import Markup

from deckwright.checking.glossary import Term
from deckwright.checking.symbols import Symbol, by_letter
from deckwright.equations.html import html
from deckwright.svg.colors import variables
from deckwright.theme import THEMES
from deckwright.web.icon import icon


@dataclass(frozen=True, slots=True)
class Card:
    """A lecture on the index: its number, title and subtitle, how long it takes, and the files that it has.

    picture  its title slide as SVG
    needs    numbers of the lectures that it takes most from
    page, handout, deck  names of files beside the index; "" for one that isn't there
    """

    name: str
    number: str
    title: str
    subtitle: str
    slides: int
    minutes: float
    picture: str
    page: str
    needs: tuple[int, ...] = ()
    handout: str = ""
    deck: str = ""


def index_page(title: str, cards: Sequence[Card], terms: Sequence[Term]) -> str:
    """The index of a course's lectures, each with its title slide."""
    shown = [(card, Markup(f"data:image/svg+xml;base64,{_encoded(card.picture)}")) for card in cards]
    by_number = {card.number: card for card in cards}
    return _template("index.html").render(
        title=title, cards=shown, by_number=by_number, terms=terms, style=_style(), language="en", icon=icon()
    )


def glossary_page(title: str, cards: Sequence[Card], terms: Sequence[Term], symbols: Sequence[Symbol] = ()) -> str:
    """The terms in their alphabetical order, each with what it means and the lecture that defines it; the symbols."""
    by_name = {card.name: card for card in cards}
    entries = [(term, by_name.get(term.lecture)) for term in sorted(terms, key=lambda term: term.name.casefold())]
    return _template("glossary.html").render(
        title=title,
        entries=entries,
        symbols=_symbols(symbols, cards),
        style=_style(),
        language="en",
        icon=icon(),
    )


def _symbols(symbols: Sequence[Symbol], cards: Sequence[Card]) -> list[tuple[Markup, list[tuple[str, list[Card]]]]]:
    """Each symbol as a formula, with its meanings and the lectures of each; no lectures where it holds in all."""
    known = {key: card for card in cards for key in (card.name, card.number)}
    return [
        (
            Markup(html(meanings[0].formula, display=False)),
            [(one.means, [known[lecture] for lecture in one.lectures if lecture in known]) for one in meanings],
        )
        for meanings in by_letter(symbols)
    ]


def _encoded(svg: str) -> str:
    return base64.b64encode(svg.encode()).decode()


@cache
def _style() -> Markup:
    light, dark = (variables(THEMES[name]) for name in ("light", "dark"))
    colors = f":root{{color-scheme:light dark;{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return Markup(colors + files("deckwright.site").joinpath("site.css").read_text(encoding="utf-8"))


@cache
def _template(name: str) -> Template:
    source = files("deckwright.site").joinpath(name).read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)
