"""On a section slide: its number, and where it stands among the lecture's sections."""

from __future__ import annotations

from dataclasses import replace

from pptx.util import Emu, Pt

from deckwright.deck.slide import Slide
from deckwright.deck.text import Bullets, Item, Paragraph, Run, Text
from deckwright.fonts.type import Type
from deckwright.layout.block import Setting, measure
from deckwright.layout.bullets import hang
from deckwright.layout.ornament import ON_PANEL
from deckwright.layout.page import PageLayout
from deckwright.layout.placed import Box, Placed
from deckwright.layout.sizes import Sizes
from deckwright.layout.text_lines import ROUNDING, text_width
from deckwright.theme import Theme

ORDINAL = 96.0  # points
ABOVE_TITLE = 24.0  # points between an outline and the title below it
OUTLINE = (24.0, 20.0, 18.0, 16.0)  # points, the largest that fits


def section_outline(
    slide: Slide, sections: tuple[Slide, ...], layout: PageLayout, free: Box, theme: Theme
) -> tuple[Placed, ...]:
    """The section's number, and unless the slide has contents of its own the outline with this section in bold.

    free  what title and subtitle leave of the slide: where the outline stands if the layout names no place for it
    """
    here = next(index for index, section in enumerate(sections) if section is slide)
    outline = () if slide.blocks or len(sections) < 2 else _outline(sections, here, layout, free, theme)
    return (*_ordinal(here + 1, slide, layout, theme), *outline)


def _ordinal(number: int, slide: Slide, layout: PageLayout, theme: Theme) -> tuple[Placed, ...]:
    if layout.ordinal is None:
        return ()
    words = (Run(str(number), bold=True, role=ON_PANEL),)
    block = Paragraph(text=words, kind="statement", source=slide.source)
    return _placed(block, layout.ordinal, ORDINAL, theme, share=1.0)


def _outline(sections: tuple[Slide, ...], here: int, layout: PageLayout, free: Box, theme: Theme) -> tuple[Placed, ...]:
    others = "muted" if layout.outline else ""  # on a ground that isn't ours, all have the color that is read there
    items = tuple(
        Item(_shown(section.title, index == here, others), marker=f"{index + 1}.")
        for index, section in enumerate(sections)
    )
    block = Bullets(items=items, source=sections[here].source)
    box = _room(sections[here], layout) or free
    above = box.top < layout.title.top
    box = Box(box.left, box.top, box.width, Emu(box.height - Pt(ABOVE_TITLE))) if above else box
    low = 1.0 if above else 0.0  # next to the title, be it above or below
    fitting = (_placed(block, _aligned(block, box, size, layout, theme), size, theme, low) for size in OUTLINE)
    return next((placed for placed in fitting if placed), ())


def _room(slide: Slide, layout: PageLayout) -> Box | None:
    """Where the outline stands: below the title, or below the subtitle where there is one."""
    if slide.subtitle or layout.outline is None or layout.subtitle is None:
        return layout.outline
    middle = Emu((layout.subtitle.top + layout.outline.top) // 2)
    return Box(layout.outline.left, middle, layout.outline.width, Emu(layout.outline.bottom - middle))


def _aligned(block: Bullets, box: Box, size: float, layout: PageLayout, theme: Theme) -> Box:
    """The part of a box that the list needs, on the side to which the layout's title stands."""
    kind = Type.body(theme, size, bold=True)
    widest = max(text_width(item.text, kind) for item in block.items) + hang(block, kind) + ROUNDING
    narrower = min(box.width, Pt(widest))
    left = box.left + round(layout.title_style.align * (box.width - narrower))
    return Box(Emu(left), box.top, Emu(narrower), box.height)


def _shown(title: Text, here: bool, others: str) -> Text:
    """A title in the outline: formulas keep the color of ordinary text."""
    return tuple(
        replace(part, bold=here, role="" if here else others) if isinstance(part, Run) else part for part in title
    )


def _placed(block: Paragraph | Bullets, box: Box, size: float, theme: Theme, share: float = 0.0) -> tuple[Placed, ...]:
    """The block in its box, with so much of the free height above it; nothing where it does not fit."""
    sizes = Sizes(size, size, size, size, size)
    item = measure(block, box.width.pt, Setting(sizes, theme, 0.0, box.height.pt))
    if item.least > box.height.pt or item.excess > 0:
        return ()
    height = min(item.preferred, box.height.pt)
    return item.place(box.left.pt, box.top.pt + share * (box.height.pt - height), height)
