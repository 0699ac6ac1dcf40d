"""A laid out lesson as a PDF document in its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from deckwright.building.choices import Choices
from deckwright.building.edited import put
from deckwright.building.laid_out import LaidOutLesson
from deckwright.building.page import surface_of
from deckwright.pdf.document import pdf_bytes


def write_document(laid_out: LaidOutLesson, choices: Choices, path: Path, inputs: Mapping[str, str]) -> tuple[str, ...]:
    """The document; what is to be said of one that was edited by hand. inputs: the digests of what it is made from."""
    surface = surface_of(laid_out, house=choices.template is None, named=False)
    return put(pdf_bytes(laid_out.placed.slides, surface, choices.handout), path, choices.force)
