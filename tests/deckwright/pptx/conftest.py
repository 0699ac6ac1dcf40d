"""Decks in a few words, laid out and written to a file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from deckwright.deck.slide import Deck, Slide
from deckwright.deck.text import Run
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.pptx.write import write
from deckwright.theme import LIGHT


@pytest.fixture(scope="session")
def slide():
    """Make a slide whose key is its title."""
    return lambda title, *blocks, **fields: Slide(title, (Run(title),), blocks, **fields)


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """Lay out slides and write them; returns the file's path."""

    def make(*slides: Slide, theme=LIGHT, name: str = "deck.pptx", manifest: bytes = b"", **fields) -> Path:
        deck = Deck(**{"lesson": "09-backpropagation", "title": "Backpropagation", "slides": slides} | fields)
        path = tmp_path_factory.mktemp("decks") / name
        write(lay_out(deck, theme, widescreen()), path, theme, manifest=manifest)
        return path

    return make


@pytest.fixture(scope="session")
def xml():
    """The XML of a slide (or of another part) as a tree."""

    def read(path: Path, number: int = 1, part: str = "ppt/slides/slide{}.xml"):
        with zipfile.ZipFile(path) as package:
            return etree.fromstring(package.read(part.format(number)))

    return read
