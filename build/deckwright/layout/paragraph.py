"""Paragraphs of running text."""

from __future__ import annotations

from pptx.util import Emu, Pt

from deckwright.deck.text import Paragraph
from deckwright.fonts.type import Type
from deckwright.layout.balance import balanced
from deckwright.layout.block import Setting, measure
from deckwright.layout.measured_block import Measured, fixed
from deckwright.layout.placed import Box, Placed
from deckwright.layout.sizes import Sizes
from deckwright.layout.text_lines import height_of, longest_unit, longest_word, set_text, text_lines

RULED = ("quote", "answer", "callout")  # beside a rule, which is flush with other text
RULE_ROOM = 18.0  # points from the rule's left edge to the text
BALANCED = ("statement", "question", "quote", "caption")  # their lines are always of about one length
SLACK = 8.0  # points that a box is wider than its lines: programs round differently
QUESTION = 1.2  # times the size of the body


def paragraph_size(kind: str, sizes: Sizes) -> float:
    """The type size of a kind of paragraph."""
    if kind == "statement":
        return sizes.statement
    if kind == "question":
        return QUESTION * sizes.body
    return sizes.caption if kind == "caption" else sizes.body


@measure.register
def measure_paragraph(block: Paragraph, width: float, setting: Setting) -> Measured:
    size = paragraph_size(block.kind, setting.sizes)
    kind = Type.body(setting.theme, size, italic=block.kind == "quote")
    indent = RULE_ROOM if block.kind in RULED else 0.0
    room = width - indent
    lines = set_text(block.text, kind, room)
    height = height_of(lines)

    def place(left: float, top: float) -> Placed:
        width, set_lines = balanced(block.text, kind, room, always=block.kind in BALANCED)
        if setting.align:
            width = min(width, max(line.width for line in set_lines) + SLACK)
        start = left + indent + setting.align * (room - width)
        box = Box(Emu(Pt(start)), Emu(Pt(top)), Emu(Pt(width)), Emu(Pt(height)))
        return Placed(block, box, size=size, lines=text_lines(set_lines))

    excess, preferred_excess = longest_word(block.text, kind) - room, longest_unit(block.text, kind) - room
    return fixed(block, height, place, excess, preferred_excess, floats=block.kind == "statement")
