"""All slides of a deck, written into a presentation."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pptx
from pptx.presentation import Presentation

from deckwright.layout.page import widescreen
from deckwright.layout.placed import PlacedDeck
from deckwright.pptx.block import write_block
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.colours import shade
from deckwright.pptx.heading import write_footer, write_title
from deckwright.pptx.manifest import add_manifest
from deckwright.pptx.notes import write_notes
from deckwright.pptx.package import reproducible
from deckwright.pptx.properties import write_properties
from deckwright.pptx.show import write_show
from deckwright.pptx.slots import Slots, slots
from deckwright.pptx.template.foreign import match_layouts, open_template
from deckwright.pptx.template.package import template_bytes
from deckwright.theme import Theme

Manifest = bytes | Callable[[Presentation], bytes]


def presentation_bytes(
    placed: PlacedDeck,
    theme: Theme,
    *,
    template: Path | None = None,
    layouts: Mapping[str, str] | None = None,
    manifest: Manifest = b"",
) -> bytes:
    """The .pptx of a placed deck, in our design or a lecturer's: the same bytes for the same deck.

    layouts   the template's own names for some of our layouts
    manifest  the record of its figures, or what makes it from the finished presentation
    """
    if template is None:
        presentation = pptx.Presentation(io.BytesIO(template_bytes(theme, widescreen())))
        matched = {layout.name: layout for layout in presentation.slide_layouts}
    else:
        presentation = open_template(template)
        matched = match_layouts(presentation, layouts)
    found = {name: slots(layout, name, house=template is None) for name, layout in matched.items()}
    write_slides(presentation, placed, theme, found)
    write_properties(presentation, placed.deck)
    if manifest:
        add_manifest(presentation, manifest if isinstance(manifest, bytes) else manifest(presentation))
    packed = io.BytesIO()
    presentation.save(packed)
    return reproducible(packed.getvalue())


def write_slides(presentation: Presentation, placed: PlacedDeck, theme: Theme, layouts: dict[str, Slots]) -> None:
    """Make all slides first, so that one may link to another; then fill them."""
    made = [(each, presentation.slides.add_slide(layouts[each.layout].layout)) for each in placed.slides]
    by_key = {each.slide.key: slide for each, slide in reversed(made)}
    for number, (each, slide) in enumerate(made, 1):
        for shape in list(slide.shapes):
            shape._element.getparent().remove(shape._element)
        write_slide(Canvas(slide, each, placed.deck, theme, layouts[each.layout], by_key, number))


def write_slide(canvas: Canvas) -> None:
    """One slide: title, blocks in reading order, footer; what happens on it is written last."""
    write_title(canvas)
    for item in canvas.placed.items:
        write_block(item, canvas)
    write_footer(canvas)
    shade(canvas.tree, canvas.theme)
    write_notes(canvas)
    write_show(canvas)
