"""The page and its layouts: where titles, bodies and footers stand. Layout places blocks by it, the slide master is drawn by it."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.util import Emu, Inches

from deckwright.deck.slide import LAYOUTS
from deckwright.layout.placed import Box


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One kind of slide.

    bodies      where content goes, in reading order; the layout's placeholders "body", "body2"
    picture     which of the bodies is a placeholder for a picture instead of text
    title_size  in points; a renderer's title placeholder has it, layout may set a long title smaller
    """

    name: str
    title: Box
    bodies: tuple[Box, ...]
    footer: Box
    number: Box
    subtitle: Box | None = None
    picture: int | None = None
    title_size: float = 32.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page size with its layouts by name (deck.slide.LAYOUTS)."""

    width: Emu
    height: Emu
    layouts: dict[str, PageLayout]


def box(left: float, top: float, width: float, height: float) -> Box:
    """A box from inches."""
    return Box(Inches(left), Inches(top), Inches(width), Inches(height))


def widescreen() -> Page:
    """13.333 x 7.5 inches with margins of 0.75 inch."""
    return Page(Inches(13.333), Inches(7.5), {name: _layout(name) for name in LAYOUTS})


def _layout(name: str) -> PageLayout:
    footer, number = box(0.75, 6.92, 9.0, 0.3), box(11.083, 6.92, 1.5, 0.3)
    title, top, height = box(0.75, 0.55, 11.833, 0.85), 1.65, 5.05
    whole = (box(0.75, top, 11.833, height),)
    halves = (box(0.75, top, 5.717, height), box(6.866, top, 5.717, height))
    if name == "title":
        return PageLayout(name, box(0.75, 2.1, 10.5, 1.7), (), footer, number, box(0.75, 4.2, 10.5, 1.2), title_size=44)
    if name == "section":
        return PageLayout(name, box(0.75, 2.5, 10.5, 1.5), (), footer, number, box(0.75, 4.2, 10.5, 1.0), title_size=40)
    if name in ("two-columns", "comparison"):
        return PageLayout(name, title, halves, footer, number)
    if name == "figure-text":
        return PageLayout(
            name, title, (box(0.75, top, 4.75, height), box(5.9, top, 6.683, height)), footer, number, picture=1
        )
    if name == "figure":
        return PageLayout(name, title, whole, footer, number, picture=0)
    if name in ("statement", "question"):
        return PageLayout(name, title, (box(1.5, 2.0, 10.333, 4.2),), footer, number)
    return PageLayout(name, title, whole, footer, number)
