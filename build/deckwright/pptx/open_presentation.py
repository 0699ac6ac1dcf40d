"""A presentation open in memory: when its deck is built again, only the slides that changed are written anew."""

from __future__ import annotations

import io
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation
from pptx.slide import Slide

from deckwright.deck.branding import Dress
from deckwright.deck.figure import inside
from deckwright.deck.text import Run
from deckwright.language import speaking
from deckwright.layout.page import Page, widescreen
from deckwright.layout.placed import PlacedDeck, PlacedSlide
from deckwright.pptx.block import write_block
from deckwright.pptx.branding import put_branding
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.heading import write_footer, write_title
from deckwright.pptx.notes import write_notes
from deckwright.pptx.package import PackedParts
from deckwright.pptx.part_names import count_new_parts
from deckwright.pptx.placeholders import Placeholders, slots
from deckwright.pptx.template.package import template_bytes
from deckwright.pptx.template.user_template import match_layouts, open_template
from deckwright.pptx.theme_colors import shade
from deckwright.pptx.transitions import write_transition
from deckwright.pptx.xml import qualified
from deckwright.theme import Theme


@dataclass(slots=True)
class OpenPresentation:
    """A presentation and what was written into it.

    layouts  its layouts by our names
    written  the placed slide that each of its slides shows; None where that isn't finished
    around   what else stands on every slide: the theme, the deck's own title and language
    keys     of the slides, in their order: where links lead
    packed   its parts as they went into the file
    look     what it was opened for: a key of theme, template, layouts
    """

    presentation: Presentation
    layouts: dict[str, Placeholders]
    written: list[PlacedSlide | None] = field(default_factory=list)
    around: object = None
    keys: tuple[str, ...] = ()
    packed: PackedParts = field(default_factory=PackedParts)
    look: Hashable = None

    def write(self, placed: PlacedDeck, theme: Theme) -> None:
        """Make the slides those of a placed deck. All are there before one is filled, so that one may link to
        another.
        """
        with speaking(placed.deck.language):
            self._write(placed, theme)

    def _write(self, placed: PlacedDeck, theme: Theme) -> None:
        self._count(placed.slides)
        self._forget(placed, theme)
        slides = list(self.presentation.slides)
        by_key = {each.slide.key: slide for each, slide in reversed(list(zip(placed.slides, slides)))}
        for index, (each, slide) in enumerate(zip(placed.slides, slides, strict=True)):
            if self.written[index] is each:
                continue
            self.written[index] = None
            self.packed.forget(slide.part)
            layout = self.layouts[each.layout]
            _empty(slide, layout)
            write_slide(Canvas(slide, each, placed.deck, theme, layout, by_key, index + 1))
            self.written[index] = each

    def _count(self, wanted: tuple[PlacedSlide, ...]) -> None:
        """Add empty slides at the end, or remove some there, until there are as many as wanted."""
        part, listed = self.presentation.part, self.presentation.slides._sldIdLst
        for each in wanted[len(listed) :]:
            self.presentation.slides.add_slide(self.layouts[each.layout].layout)
            self.written.append(None)
        for entry in list(listed)[len(wanted) :]:
            listed.remove(entry)
            part.rels.pop(entry.rId)
            self.written.pop()

    def _forget(self, placed: PlacedDeck, theme: Theme) -> None:
        """Take slides for unwritten on which something else than their own content changed."""
        around, keys = (theme, replace(placed.deck, slides=())), tuple(each.slide.key for each in placed.slides)
        for index, each in enumerate(self.written):
            if each and (around != self.around or keys != self.keys and _links_within(each)):
                self.written[index] = None
        self.around, self.keys = around, keys


def open_presentation(
    theme: Theme,
    template: Path | None = None,
    layouts: Mapping[str, str] | None = None,
    page: Page | None = None,
    look: Hashable = None,
    dress: Dress | None = None,
) -> OpenPresentation:
    """A presentation without slides, in our design or a lecturer's.

    layouts  the template's own names for some of our layouts
    page     what our design is drawn for, and the lecture's dress is placed by
    look     a key of all of these
    dress    what the lecture puts on the layouts
    """
    if template is None:
        presentation = pptx.Presentation(io.BytesIO(template_bytes(theme, page or widescreen())))
        matched = {layout.name: layout for layout in presentation.slide_layouts}
    else:
        presentation = open_template(template)
        matched = match_layouts(presentation, layouts)
    count_new_parts(presentation.part.package)
    _ = presentation.notes_master  # is made here, so that slides alone come and go afterwards
    found = {name: slots(layout, name, house=template is None) for name, layout in matched.items()}
    put_branding(found, dress or Dress(), page or widescreen())
    return OpenPresentation(presentation, found, look=look)


def write_slide(canvas: Canvas) -> None:
    """One slide: title, blocks in reading order, footer; what happens on it is written last."""
    write_title(canvas)
    for item in canvas.placed.items:
        write_block(item, canvas)
    write_footer(canvas)
    shade(canvas.tree, canvas.theme)
    write_notes(canvas)
    write_transition(canvas)


def _empty(slide: Slide, layout: Placeholders) -> None:
    """A slide as it is before anything is written on it, in this layout."""
    tree, root = slide.shapes._spTree, slide._element
    for last, parent in ((tree.grpSpPr, tree), (root.find(qualified("p:clrMapOvr")), root)):
        for written in list(last.itersiblings()):
            parent.remove(written)
    for name in list(slide.part.rels):
        slide.part.rels.pop(name)
    vars(slide.part).pop("notes_slide", None)  # python-pptx remembers the notes that went with their relationship
    slide.part.relate_to(layout.layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)


def _links_within(placed: PlacedSlide) -> bool:
    """Whether a slide has a link to a slide."""
    runs: Iterator[Run] = inside((placed.slide.title, placed.slide.blocks, placed.slide.footnotes), Run)
    return any(run.link.startswith("#") for run in runs)
