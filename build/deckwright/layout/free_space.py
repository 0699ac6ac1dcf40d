"""Where there is room beside a layout's texts: for a logo on every slide, for a picture on the title slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pptx.util import Emu, Inches

from deckwright.deck.media import Picture
from deckwright.errors import UserError
from deckwright.layout.page import Page, PageLayout
from deckwright.layout.placed import Box

LOGO = (Inches(1.8), Inches(0.42))  # the most that it may be wide and high
EDGE = Inches(0.25)  # between a logo and the edge of the slide
DIGITS = Inches(0.6)  # what a slide's number takes at the end of its box
GAP = Inches(0.6)  # between a title and its picture
MARGIN = Inches(0.75)
LEAST = Inches(0.6)  # a picture on the title slide is no thinner than this


def logo_box(page: Page, size: tuple[float, float]) -> Box:
    """The place of a logo: the first corner that is free on all slides with content, else before the slide's number."""
    width, height = _fitting(size, *LOGO)
    content = [layout for name, layout in page.layouts.items() if name not in ("title", "section")]
    texts = [box for layout in content for box in _texts(layout)]
    for left, top in _corners(page, width, height):
        box = Box(left, top, width, height)
        if not any(_overlap(box, text) for text in texts):
            return box
    number = page.layouts["content"].number
    top = number.top + (number.height - height) // 2
    top = min(max(top, max(box.bottom for box in page.layouts["content"].bodies)), page.height - height)
    return Box(Emu(number.right - DIGITS - width), Emu(top), width, height)


def title_picture_box(page: Page, picture: Picture, taken: Iterable[Box]) -> Box:
    """The largest place beside, above or below what stands on the title slide. taken: the boxes of its blocks."""
    layout = page.layouts["title"]
    texts = [layout.title, *([layout.subtitle] if layout.subtitle else []), *taken]
    best = max((_centred(picture.file.size, room) for room in _around(page, texts)), key=lambda b: b.width * b.height)
    if min(best.width, best.height) < LEAST:
        message = "The title slide of this template has no room for a picture."
        raise UserError(message, where=picture.source, hint="Write title_picture: none, or choose another template.")
    return best


def _around(page: Page, texts: list[Box]) -> Iterator[Box]:
    left, top = min(box.left for box in texts), min(box.top for box in texts)
    right, bottom = max(box.right for box in texts), max(box.bottom for box in texts)
    inner_right, inner_bottom = page.width - MARGIN, page.height - MARGIN
    yield _between(right + GAP, MARGIN, inner_right, inner_bottom)
    yield _between(MARGIN, MARGIN, left - GAP, inner_bottom)
    yield _between(MARGIN, MARGIN, inner_right, top - GAP // 2)
    yield _between(MARGIN, bottom + GAP // 2, inner_right, inner_bottom)


def _between(left: int, top: int, right: int, bottom: int) -> Box:
    return Box(Emu(left), Emu(top), Emu(max(0, right - left)), Emu(max(0, bottom - top)))


def _centred(size: tuple[float, float], room: Box) -> Box:
    width, height = _fitting(size, room.width, room.height)
    left, top = room.left + (room.width - width) // 2, room.top + (room.height - height) // 2
    return Box(Emu(left), Emu(top), width, height)


def _fitting(size: tuple[float, float], width: int, height: int) -> tuple[Emu, Emu]:
    scale = min(width / size[0], height / size[1])
    return Emu(round(size[0] * scale)), Emu(round(size[1] * scale))


def _corners(page: Page, width: int, height: int) -> Iterator[tuple[Emu, Emu]]:
    right, bottom = page.width - EDGE - width, page.height - EDGE - height
    for left, top in ((right, EDGE), (right, bottom), (EDGE, bottom), (EDGE, EDGE)):
        yield Emu(left), Emu(top)


def _texts(layout: PageLayout) -> list[Box]:
    return [layout.title, *layout.bodies, layout.footer, layout.number, *([layout.subtitle] if layout.subtitle else [])]


def _overlap(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom
