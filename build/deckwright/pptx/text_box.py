"""A block's text as one shape: a filled placeholder or a free text box, with formulas where it has them."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.deck.text import Math, Text
from deckwright.layout.placed import Box, Placed, TextLine
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.shape import text_shape
from deckwright.pptx.text import ParagraphFormat, Style, paragraph, runs
from deckwright.pptx.xml import Element


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: what it says and how it is set."""

    text: Text
    style: Style
    form: ParagraphFormat


@dataclass(frozen=True, slots=True)
class TextBox:
    """Where a text stands: its shape's id and name, its box and lines as measured, the placeholder that it fills."""

    shape_id: int
    name: str
    box: Box | None
    lines: tuple[TextLine, ...] = ()
    placeholder: Element | None = None
    anchor: str = "t"
    fill: Element | None = None
    inset: int = 0


def write_passages(passages: list[Passage], placed: Placed, kind: str, canvas: Canvas, fill: Element | None = None) -> int:
    """Add a placed block's paragraphs to the slide; returns the shape's id."""
    ids = canvas.ids
    frame = TextBox(ids.next(), ids.name(kind), placed.box, placed.lines, canvas.placeholder(placed.slot), fill=fill)
    write_text(passages, frame, canvas)
    return frame.shape_id


def write_text(passages: list[Passage], frame: TextBox, canvas: Canvas) -> None:
    """Add paragraphs as one shape."""
    canvas.tree.append(plain_shape(passages, frame, canvas))


def plain_shape(passages: list[Passage], frame: TextBox, canvas: Canvas) -> Element:
    """The shape of paragraphs without formulas."""
    paragraphs = [paragraph(runs(each.text, each.style, canvas), each.style, each.form, canvas) for each in passages]
    return text_shape(
        frame.shape_id, frame.name, frame.box, paragraphs,
        placeholder=frame.placeholder, fill=frame.fill, anchor=frame.anchor, inset=frame.inset,
    )  # fmt: skip


def has_math(passages: list[Passage]) -> bool:
    """Whether a formula stands in any of them."""
    return any(isinstance(part, Math) for each in passages for part in each.text)
