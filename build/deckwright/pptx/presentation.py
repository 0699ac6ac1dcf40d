"""The file of a deck, as bytes."""

from __future__ import annotations

from collections.abc import Callable

from pptx.presentation import Presentation

from deckwright.layout.placed import PlacedDeck
from deckwright.pptx.manifest import add_manifest, remove_manifest
from deckwright.pptx.open_presentation import OpenPresentation
from deckwright.pptx.part_names import name_in_order
from deckwright.pptx.properties import write_properties
from deckwright.pptx.sections import write_sections
from deckwright.theme import Theme

Manifest = bytes | Callable[[Presentation], bytes]


def presentation_bytes(
    placed: PlacedDeck, theme: Theme, opened: OpenPresentation, *, manifest: Manifest = b""
) -> bytes:
    """The .pptx of a placed deck: the same bytes for the same deck, whatever was in the presentation before.

    manifest  the record of its figures, or what makes it from the finished presentation
    """
    presentation = opened.presentation
    remove_manifest(presentation)
    opened.write(placed, theme)
    write_properties(presentation, placed.deck)
    write_sections(presentation, placed)
    if manifest:
        add_manifest(presentation, manifest if isinstance(manifest, bytes) else manifest(presentation))
    name_in_order(presentation.part.package)
    for changed in (presentation.part, presentation.core_properties):
        opened.packed.forget(changed)
    return opened.packed.file(presentation.part.package)
