"""Slides for readers from the right: laid out as if one read from the left, then mirrored, but for what stands in the
boxes.

Equations, charts, diagrams, pictures and code are the same in every language; text, lists and tables run from the
right.
"""

from __future__ import annotations

from dataclasses import replace

from pptx.util import Emu

from deckwright.deck.equation import Equation
from deckwright.layout.page import Page, PageLayout
from deckwright.layout.placed import Box, Placed, PlacedSlide


def mirrored_page(page: Page) -> Page:
    """A page as seen in a mirror: where a template for readers from the left or the right has its boxes."""
    return replace(page, layouts={name: _layout(layout, page.width) for name, layout in page.layouts.items()})


def read_from_right(page: Page) -> Page:
    """A lecturer's template as a page to lay out on: what begins a line there is at the left here."""
    mirrored = mirrored_page(page)
    return replace(mirrored, rtl=True, layouts={name: _begun(each) for name, each in mirrored.layouts.items()})


def mirrored_slide(placed: PlacedSlide, width: Emu) -> PlacedSlide:
    """A slide that was laid out from the left, from the right."""
    title = placed.title_box and mirrored_box(placed.title_box, width)
    return replace(placed, title_box=title, items=tuple(_placed(item, width) for item in placed.items))


def mirrored_box(box: Box, width: Emu) -> Box:
    """The same box as far from the right as it was from the left."""
    return replace(box, left=Emu(width - box.right))


def _placed(item: Placed, width: Emu) -> Placed:
    parts = tuple(mirrored_box(part, width) for part in item.parts)
    if isinstance(item.block, Equation):  # its lines stay aligned at their relations
        count = len(item.block.lines)
        parts = (*_together(item.parts[:count], width), *parts[count:])
    return replace(item, box=mirrored_box(item.box, width), parts=parts)


def _together(boxes: tuple[Box, ...], width: Emu) -> tuple[Box, ...]:
    if not boxes:
        return ()
    shift = width - max(box.right for box in boxes) - min(box.left for box in boxes)
    return tuple(replace(box, left=Emu(box.left + shift)) for box in boxes)


def _layout(layout: PageLayout, width: Emu) -> PageLayout:
    boxes = ("title", "footer", "number", "subtitle", "ordinal", "outline")
    turned = {name: mirrored_box(box, width) for name in boxes if (box := getattr(layout, name)) is not None}
    return replace(layout, bodies=tuple(mirrored_box(box, width) for box in layout.bodies), **turned)


def _begun(layout: PageLayout) -> PageLayout:
    """What stood at either side begins the line; bodies in reading order."""
    style = replace(layout.title_style, align=_side(layout.title_style.align))
    order = sorted(range(len(layout.bodies)), key=lambda n: layout.bodies[n].left)
    picture = order.index(layout.picture) if layout.picture is not None else None
    bodies = tuple(layout.bodies[n] for n in order)
    return replace(layout, title_style=style, text_align=_side(layout.text_align), bodies=bodies, picture=picture)


def _side(align: float) -> float:
    return align if align == 0.5 else 0.0
