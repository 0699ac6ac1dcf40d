"""What layout hands to a renderer: blocks with their boxes. Frozen; a renderer decides nothing about place or size."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.util import Emu

from deckwright.deck.block import Block
from deckwright.deck.slide import Deck, Slide
from deckwright.deck.text import Text


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the slide, in EMU."""

    left: Emu
    top: Emu
    width: Emu
    height: Emu

    @property
    def right(self) -> Emu:
        return Emu(self.left + self.width)

    @property
    def bottom(self) -> Emu:
        return Emu(self.top + self.height)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as measured: its parts, each with its left edge (from the text's own left edge), and its baseline.

    A renderer without inline mathematics sets the line with gaps and draws the formulas at these places.
    """

    parts: Text
    lefts: tuple[Emu, ...]  # one for each part
    baseline: Emu  # below the top of the box
    paragraph: int = 0  # index of the paragraph or item that it belongs to
    height: Emu = Emu(0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block at its place.

    box      where it stands
    size     type size in points (text, tables: of their cells, equations: of their formulas)
    small    type size in points of its caption, or of the reasons beside its lines
    scale    drawings only: slide points for one drawing point
    least    drawings only: points that none of its text falls below
    lines    text: its lines as measured, from the box's corner (indents included in lefts). Equations: the lines of
             their reasons, each from its own part's corner, paragraph being the line's index. Captions likewise
    parts    boxes of the block's own parts: an equation's lines (of their ink), then the reasons of those that have
             one; the caption of a table or picture
    columns  tables only: widths of the columns; rows: heights of the rows
    cells    tables only: the lines of each cell of each row, from the cell's own corner
    margin   tables only: what stays free left and right of a cell's text
    slot     "body", "body2": the layout's placeholder that it fills; "subtitle"; "footnote"; "" for a free box
    """

    block: Block
    box: Box
    size: float = 0.0
    small: float = 0.0
    scale: float = 1.0
    least: float = 0.0
    lines: tuple[TextLine, ...] = ()
    parts: tuple[Box, ...] = ()
    columns: tuple[Emu, ...] = ()
    rows: tuple[Emu, ...] = ()
    cells: tuple[tuple[tuple[TextLine, ...], ...], ...] = ()
    margin: Emu = Emu(0)
    slot: str = ""


@dataclass(frozen=True, slots=True)
class PlacedSlide:
    """A slide with everything at its place; a long slide becomes several of these, "(2/3)".

    section  the title of the section that it belongs to, "" before the first one
    """

    slide: Slide
    layout: str
    items: tuple[Placed, ...]
    title: Text
    title_box: Box | None = None
    title_size: float = 32.0
    title_lines: tuple[TextLine, ...] = ()
    part: int = 1
    parts: int = 1
    section: str = ""


@dataclass(frozen=True, slots=True)
class PlacedDeck:
    """The whole deck, laid out for one page size."""

    deck: Deck
    slides: tuple[PlacedSlide, ...]
    width: Emu
    height: Emu
