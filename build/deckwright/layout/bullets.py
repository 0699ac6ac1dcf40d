"""Lists, with hanging markers."""

from __future__ import annotations

from pptx.util import Emu, Pt

from deckwright.deck.text import Bullets, Item, Run
from deckwright.layout.block import Setting, measure
from deckwright.layout.measure import SetLine, Type, height_of, longest_word, set_text, text_lines
from deckwright.layout.measured import Measured, fixed
from deckwright.layout.placed import Box, Placed, TextLine

HANG = 1.1  # ems from a bullet to its text
MARKER_GAP = 0.4  # ems between a number and its text
ITEM_GAP = 0.35  # ems before an item of the first level; half of it before deeper ones


def hang(block: Bullets, kind: Type) -> float:
    """Points from an item's marker to its text; each level is indented by as much again."""
    markers = (kind.width(Run(item.marker)) / kind.size + MARKER_GAP for item in block.items if item.marker)
    return max(HANG, *markers, 0.0) * kind.size


def item_gap(item: Item, size: float) -> float:
    """Points above an item that is not the first one."""
    return ITEM_GAP * size * (1.0 if item.level == 0 else 0.5)


@measure.register
def measure_bullets(block: Bullets, width: float, setting: Setting) -> Measured:
    kind = Type.body(setting.theme, setting.sizes.body)
    step = hang(block, kind)
    lefts = [(item.level + 1) * step for item in block.items]
    items = [set_text(item.text, kind, width - left) for item, left in zip(block.items, lefts)]
    tops = _tops(block, items, kind.size)
    height = tops[-1] + height_of(items[-1]) if items else 0.0
    excess = max((longest_word(i.text, kind) + left - width for i, left in zip(block.items, lefts)), default=0.0)

    def place(left: float, top: float) -> Placed:
        lines: tuple[TextLine, ...] = ()
        for number, (set_lines, indent, at) in enumerate(zip(items, lefts, tops)):
            lines += text_lines(set_lines, left=indent, top=at, paragraph=number)
        box = Box(Emu(Pt(left)), Emu(Pt(top)), Emu(Pt(width)), Emu(Pt(height)))
        return Placed(block, box, size=kind.size, lines=lines)

    return fixed(block, height, place, excess)


def _tops(block: Bullets, items: list[tuple[SetLine, ...]], size: float) -> list[float]:
    tops, y = [], 0.0
    for item, lines in zip(block.items, items):
        y += item_gap(item, size) if tops else 0.0
        tops.append(y)
        y += height_of(lines)
    return tops
