"""Source code on a tinted ground. Its lines are not wrapped."""

from __future__ import annotations

from pptx.util import Emu, Pt

from deckwright.deck.text import Code
from deckwright.fonts import face
from deckwright.fonts.type import Type
from deckwright.layout.block import Setting, measure
from deckwright.layout.measured_block import Measured, fixed
from deckwright.layout.placed import Box, Placed
from deckwright.layout.text_lines import SetLine, text_lines

PADDING = 10.0  # points between the ground's edge and the code


@measure.register
def measure_code(block: Code, width: float, setting: Setting) -> Measured:
    size = setting.sizes.code
    kind = Type(setting.theme.code_font, setting.theme.code_font, size)
    lines = [_line(parts, kind) for parts in block.lines]
    widest = max((line.width for line in lines), default=0.0)
    height = sum(line.height for line in lines) + 2 * PADDING

    def place(left: float, top: float) -> Placed:
        box = Box(Emu(Pt(left)), Emu(Pt(top)), Emu(Pt(width)), Emu(Pt(height)))
        return Placed(block, box, size=size, lines=text_lines(lines, left=PADDING, top=PADDING))

    return fixed(block, height, place, widest + 2 * PADDING - width)


def _line(parts, kind: Type) -> SetLine:
    lefts, x = [], 0.0
    for part in parts:
        lefts.append(x)
        x += kind.width(part)
    above = kind.size * face(kind.font).pitch * 0.8
    return SetLine(tuple(parts), tuple(lefts), x, above, kind.pitch - above)
