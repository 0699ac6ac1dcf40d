"""The page's geometry: where each layout has its title, its bodies and its footer. Read by layout and by the template's maker."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.util import Emu, Inches

from deckwright.deck.slide import LAYOUTS
from deckwright.layout.placed import Box

MARGIN = Inches(0.75)
GUTTER = Inches(0.25)
GRID = 12


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One of LAYOUTS on a page. All boxes are those of the text itself: the insets of a text frame are zero.

    The title is anchored at its box's bottom, so that one line or two end at the same distance from the body;
    bodies and subtitle at their top, footer and number in the middle (footer left, number right).
    bodies are in reading order; the n-th is the slot "body", "body2", ...
    """

    name: str
    title: Box | None
    bodies: tuple[Box, ...] = ()
    subtitle: Box | None = None
    footer: Box | None = None
    number: Box | None = None
    title_size: float = 32.0
    body_size: float = 24.0


@dataclass(frozen=True, slots=True)
class Page:
    """A slide's size and its layouts, one for each name in LAYOUTS."""

    width: Emu
    height: Emu
    layouts: tuple[PageLayout, ...]

    def __post_init__(self) -> None:
        names = tuple(layout.name for layout in self.layouts)
        if sorted(names) != sorted(LAYOUTS):
            raise ValueError(f"A page has the layouts {', '.join(LAYOUTS)}; these were given: {', '.join(names)}.")

    def layout(self, name: str) -> PageLayout:
        """The layout of that name."""
        for layout in self.layouts:
            if layout.name == name:
                return layout
        raise KeyError(name)


def widescreen() -> Page:
    """13.333 x 7.5 inches (16:9) on a grid of twelve columns."""
    return designed(Inches(40 / 3), Inches(7.5))


def designed(width: Emu, height: Emu) -> Page:
    """Our own layouts on a page of any width; heights are those of a page of 7.5 inches, scaled."""

    def box(first: int, last: int, top: float, bottom: float) -> Box:
        """Columns first to last (1 to 12) of the grid, from top to bottom in inches of a page 7.5 inches high."""
        column = (width - 2 * MARGIN - (GRID - 1) * GUTTER) / GRID
        left = MARGIN + (first - 1) * (column + GUTTER)
        right = MARGIN + last * column + (last - 1) * GUTTER
        high, low = (round(y * height / 7.5) for y in (Inches(top), Inches(bottom)))
        return Box(Emu(round(left)), Emu(high), Emu(round(right) - round(left)), Emu(low - high))

    title = box(1, 12, 0.45, 1.35)
    bodies = {
        "content": (box(1, 12, 1.65, 6.75),),
        "two-columns": (box(1, 6, 1.65, 6.75), box(7, 12, 1.65, 6.75)),
        "comparison": (box(1, 6, 1.65, 6.75), box(7, 12, 1.65, 6.75)),
        "figure-text": (box(1, 5, 1.65, 6.75), box(6, 12, 1.65, 6.75)),
        "figure": (box(1, 12, 1.65, 6.75),),
        "statement": (box(2, 11, 2.1, 6.3),),
        "question": (box(1, 12, 1.65, 3.9), box(1, 12, 4.1, 6.75)),
        "references": (box(1, 12, 1.65, 6.75),),
    }
    below = {"footer": box(1, 10, 6.92, 7.22), "number": box(11, 12, 6.92, 7.22)}
    opening = (
        PageLayout("title", box(1, 11, 1.5, 3.6), (box(1, 11, 5.2, 6.6),), box(1, 11, 3.8, 5.0), title_size=48.0, **below),
        PageLayout("section", box(1, 11, 2.2, 3.9), (), box(1, 11, 4.1, 5.4), title_size=40.0, **below),
    )
    rest = tuple(PageLayout(name, title, boxes, **below) for name, boxes in bodies.items())
    return Page(width, height, opening + rest)
