"""Captions of pictures and tables, at the place that the layout measured for them."""

from __future__ import annotations

from dataclasses import replace

from pptx.util import Pt

from deckwright.deck.text import Text
from deckwright.layout.metrics import face
from deckwright.layout.placed import Box, Placed, TextLine
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.text import ParagraphFormat, Passage, Style
from deckwright.pptx.text_box import TextBox, write_text


def write_caption(text: Text, placed: Placed, owner: str, canvas: Canvas) -> None:
    """The block's caption in the last of its parts."""
    write_small_text(text, placed.lines, placed.parts[-1], canvas.ids.part(owner, "caption"), placed.block.step, canvas)


def write_small_text(text: Text, lines: tuple[TextLine, ...], box: Box, name: str, click: int, canvas: Canvas) -> None:
    """Muted text beside or below something, as large as its lines were measured."""
    shape_id = canvas.ids.next()
    style = Style(measured_size(lines, canvas), colour="muted")
    own = tuple(replace(line, paragraph=0) for line in lines)
    write_text([Passage(text, style, ParagraphFormat(), click)], TextBox(shape_id, name, box, own), canvas)


def measured_size(lines: tuple[TextLine, ...], canvas: Canvas) -> float:
    """Type size in points of lines; one with a high formula is higher than its letters need."""
    return round(min(line.height for line in lines) / Pt(1) / face(canvas.theme.body_font).pitch, 1)
