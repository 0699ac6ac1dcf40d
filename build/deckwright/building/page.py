"""A laid out lesson as a web page in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from deckwright.building.choices import Choices
from deckwright.building.edited import put
from deckwright.building.laid_out import LaidOutLesson
from deckwright.svg.colors import Colors
from deckwright.svg.slide import Surface
from deckwright.web.page import page_html


def write_page(laid_out: LaidOutLesson, choices: Choices, path: Path, inputs: Mapping[str, str]) -> tuple[str, ...]:
    """The page; what is to be said of one that was edited by hand. inputs: the digests of all that it is made from."""
    surface = surface_of(laid_out, house=choices.template is None)
    return put(page_html(laid_out.placed.slides, surface).encode(), path, choices.force)


def surface_of(laid_out: LaidOutLesson, house: bool, named: bool = True) -> Surface:
    """What the slides of a lesson are drawn with.

    house  in our design, not in a lecturer's template
    named  colors are variables of the page
    """
    deck = replace(laid_out.placed.deck, slides=(), parameters=())  # of which a drawing shows none
    return Surface(deck, laid_out.page, Colors(laid_out.theme, named), laid_out.run.lesson.root, house)
