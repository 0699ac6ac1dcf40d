"""The page and its layouts: where titles, bodies and footers stand. Layout and slide master both go by it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pptx.util import Emu, Inches

from deckwright.deck.slide import LAYOUTS
from deckwright.layout.placed import Box

MARGIN = 0.75  # inches
GUTTER = 0.4
GRID = 12  # columns
TITLE_TOP, TITLE_END = 0.4, 1.25
FIGURE_TOP = 1.55  # a figure alone floats in the room below the title, which is all for it
HANG_LINE, BODY_END = 1.75, 6.75  # what is read from the left begins at the same line under every title
FOOT = (6.9, 7.22)
FOOTLESS = ("title", "full")  # layouts without footer and number


@dataclass(frozen=True, slots=True)
class TitleStyle:
    """How a layout sets its title.

    size      in points; a renderer's title placeholder has it, layout may set a long title smaller
    align     0 where titles begin at the left, 0.5 where they are centered, 1 where they end at the right
    anchor    0 where they hang from their box's top, 0.5 where they stand in its middle, 1 at its bottom
    capitals  whatever case the words are written in
    """

    size: float = 32.0
    bold: bool = True
    align: float = 0.0
    anchor: float = 1.0
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One kind of slide. Its boxes are those of the text itself: the insets of every text frame are zero.

    Our titles are anchored at their box's bottom, so that one line or two end at the same distance from the body;
    bodies and subtitle at their top, footer and number in their middle.

    bodies      where content goes, in reading order; the layout's placeholders "body", "body2"
    picture     which of the bodies is a placeholder for a picture instead of text
    text_align  0 where text on a slide without bodies begins at the left, 0.5 where it is centered, 1 at the right
    ordinal     where a section's number stands, outline where the lecture's sections are listed; None: nowhere
    """

    name: str
    title: Box
    bodies: tuple[Box, ...]
    footer: Box
    number: Box
    subtitle: Box | None = None
    picture: int | None = None
    title_style: TitleStyle = TitleStyle()
    text_align: float = 0.0
    ordinal: Box | None = None
    outline: Box | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page size with its layouts by name, all of deck.slide.LAYOUTS.

    rtl  its slides are mirrored when they are laid out, for readers from the right
    """

    width: Emu
    height: Emu
    layouts: dict[str, PageLayout] = field(hash=False)
    rtl: bool = False

    def __post_init__(self) -> None:
        if missing := [name for name in LAYOUTS if name not in self.layouts]:
            raise ValueError(f"A page needs all layouts; missing: {', '.join(missing)}.")


def widescreen(rtl: bool = False) -> Page:
    """13.333 x 7.5 inches (16:9), margins of 0.75 inch, a grid of twelve columns."""
    width = 40 / 3
    return Page(_inches(width), _inches(7.5), {name: _layout(name, width) for name in LAYOUTS}, rtl)


def above(title: Box) -> Box:
    """The box of a title that isn't shown: above the slide, where programs look for what a slide is called."""
    return Box(title.left, Emu(-title.height - title.height // 8), title.width, title.height)


def _inches(length: float) -> Emu:
    """As EMU: python-pptx's Inches are multiplied once more when they come out of a pickle."""
    return Emu(Inches(length))


def _layout(name: str, width: float) -> PageLayout:
    def box(first: int, last: int, top: float, bottom: float) -> Box:
        """The grid's columns first to last (1 to 12), from top to bottom in inches."""
        column = (width - 2 * MARGIN - (GRID - 1) * GUTTER) / GRID
        left = MARGIN + (first - 1) * (column + GUTTER)
        right = MARGIN + last * column + (last - 1) * GUTTER
        return Box(_inches(left), _inches(top), _inches(right - left), _inches(bottom - top))

    title = box(1, 12, TITLE_TOP, TITLE_END)
    whole = (box(1, 12, HANG_LINE, BODY_END),)
    below = {"footer": box(1, 10, *FOOT), "number": box(11, 12, *FOOT)}
    match name:
        case "title":
            return PageLayout(
                name, box(1, 8, 1.4, 3.6), (), subtitle=box(1, 8, 3.85, 4.95), title_style=TitleStyle(54), **below
            )
        case "section":
            return PageLayout(
                name,
                box(5, 12, 1.1, 2.9),
                (),
                subtitle=box(5, 12, 3.05, 3.75),
                title_style=TitleStyle(44),
                ordinal=box(1, 3, 1.1, 3.05),
                outline=box(5, 12, 4.1, BODY_END),
                footer=box(5, 10, *FOOT),
                number=below["number"],
            )
        case "two-columns" | "comparison":
            return PageLayout(name, title, (box(1, 6, HANG_LINE, BODY_END), box(7, 12, HANG_LINE, BODY_END)), **below)
        case "figure-text":
            return PageLayout(
                name, title, (box(1, 5, HANG_LINE, BODY_END), box(6, 12, HANG_LINE, BODY_END)), picture=1, **below
            )
        case "figure":
            return PageLayout(name, title, (box(1, 12, FIGURE_TOP, BODY_END),), picture=0, **below)
        case "full":
            page = Box(_inches(0), _inches(0), _inches(width), _inches(7.5))
            return PageLayout(name, above(title), (page,), picture=0, **below)
        case "statement":
            return PageLayout(name, title, (box(1, 11, HANG_LINE, BODY_END),), **below)
        case "question":
            return PageLayout(name, title, (box(1, 12, HANG_LINE, 3.9), box(1, 12, 4.1, BODY_END)), **below)
    return PageLayout(name, title, whole, **below)
