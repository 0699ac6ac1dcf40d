"""Letters that no font of a deck has: they are shown as empty boxes, or in whatever font a computer has for them."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator
from typing import Any

from deckwright.deck.block import Block
from deckwright.deck.figure import inside
from deckwright.deck.slide import Slide
from deckwright.deck.text import Run
from deckwright.errors import Source, UserError
from deckwright.language.scripts import without_font


def missing_letters(slide: Slide) -> Iterator[UserError]:
    """A finding for each such letter of a slide or its notes."""
    for run, where in _runs(slide, slide.source):
        for letter in without_font(run.text):
            name = f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()
            hint = "Write it with letters that fonts have, or show it as a picture."
            yield UserError(f"No font of this deck has the character {letter!r} ({name}).", where=where, hint=hint)


def _runs(thing: Any, where: Source | None) -> Iterator[tuple[Run, Source | None]]:
    """Every piece of text inside a record, at the line of its block."""
    for part in inside(thing, (Run, Block)):
        if isinstance(part, Run):
            yield part, where
            continue
        for name in (field.name for field in dataclasses.fields(part)):
            if isinstance(value := getattr(part, name), tuple):
                yield from _runs(value, part.source or where)
