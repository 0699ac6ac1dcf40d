"""The course as static pages in a folder: what was built is copied, the index is written about it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from deckwright.building.build import store_of
from deckwright.building.choices import Choices
from deckwright.building.laid_out import lay_out_lesson
from deckwright.building.page import surface_of
from deckwright.checking.glossary import glossary_of
from deckwright.checking.symbols import symbols_of
from deckwright.deck.text import plain
from deckwright.lesson import Lesson
from deckwright.pdf.handout import Handout
from deckwright.progress import Tell
from deckwright.site.index import Card, glossary_page, index_page
from deckwright.store import replace_file
from deckwright.svg.slide import draw_slide, svg_file

HANDOUT = Handout(3, "lines")


def handouts(choices: Choices) -> Choices:
    """What a lecture's hand-out is built by."""
    return replace(choices, to="pdf", handout=HANDOUT, videos=False)


def card_of(lesson: Lesson, choices: Choices, needs: tuple[int, ...], decks: bool, tell: Tell) -> Card:
    """A lecture on the index, with its title slide drawn.

    needs  the lectures that it takes most from; decks: its presentation can be downloaded too
    """
    with store_of(lesson, choices):
        laid_out = lay_out_lesson(lesson, replace(choices, videos=False), tell)
    surface = surface_of(laid_out, house=choices.template is None, named=False)
    deck, slides = laid_out.placed.deck, laid_out.placed.slides
    return Card(
        name=lesson.name,
        number="" if lesson.number is None else str(lesson.number),
        title=deck.title,
        subtitle=plain(slides[0].slide.subtitle) or deck.subtitle,
        slides=len(slides),
        minutes=sum(slide.minutes for slide in deck.slides),
        picture=svg_file(draw_slide(slides[0], surface, 1), surface),
        page=f"{lesson.name}.html",
        needs=needs,
        handout=handouts(choices).target(lesson).name,
        deck=f"{lesson.name}.pptx" if decks else "",
    )


def write_site(title: str, lessons: Sequence[Lesson], cards: Sequence[Card], choices: Choices, folder: Path) -> Path:
    """Put the pages, hand-outs and decks that were built into a folder, with an index and the glossary; the index."""
    folder.mkdir(parents=True, exist_ok=True)
    for lesson, card in zip(lessons, cards):
        for name in filter(None, (card.page, card.handout, card.deck)):
            shutil.copyfile(choices.folder(lesson) / name, folder / name)
    terms, symbols = glossary_of(lessons[0].root), symbols_of(lessons[0].root)
    if terms or symbols:
        replace_file(folder / "glossary.html", glossary_page(title, cards, terms, symbols).encode())
    index = folder / "index.html"
    replace_file(index, index_page(title, cards, terms).encode())
    return index
