"""Captions of pictures and tables, at the place that the layout measured for them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deckwright.deck.text import Text
from deckwright.layout.placed import Box, Placed, TextLine
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.text import ParagraphFormat, Passage, Style
from deckwright.pptx.text_box import TextBox, write_text


@dataclass(frozen=True, slots=True)
class SmallText:
    """Text of a caption or a reason: its lines as measured, its place, and its type size in points."""

    text: Text
    lines: tuple[TextLine, ...]
    box: Box
    size: float


def write_caption(text: Text, placed: Placed, owner: str, canvas: Canvas) -> None:
    """The block's caption in the last of its parts."""
    small = SmallText(text, placed.lines, placed.parts[-1], placed.small)
    write_small_text(small, canvas.ids.part(owner, "caption"), placed.block.step, canvas)


def write_small_text(small: SmallText, name: str, click: int, canvas: Canvas) -> None:
    """Muted text beside or below something."""
    shape_id = canvas.ids.next()
    own = tuple(replace(line, paragraph=0) for line in small.lines)
    passage = Passage(small.text, Style(small.size, color="muted"), ParagraphFormat(), click)
    write_text([passage], TextBox(shape_id, name, small.box, own), canvas)
