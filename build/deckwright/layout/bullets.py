"""Lists, with hanging markers."""

from __future__ import annotations

from pptx.util import Emu, Pt

from deckwright.deck.text import Bullets, Item, Run
from deckwright.fonts.type import Type
from deckwright.layout.balance import balanced_list
from deckwright.layout.block import Setting, measure
from deckwright.layout.measured_block import Measured, Space, airy
from deckwright.layout.placed import Box, Placed, TextLine
from deckwright.layout.text_lines import height_of, longest_unit, longest_word, set_text, text_lines

HANG = 1.1  # ems from a bullet to its text
MARKER_GAP = 0.4  # ems between a number and its text
ITEM_GAP = Space(0.3, 0.4, 1.2)  # ems before an item of the first level; half of it before deeper ones


def hang(block: Bullets, kind: Type) -> float:
    """Points from an item's marker to its text; each level is indented by as much again."""
    markers = (kind.width(Run(item.marker)) / kind.size + MARKER_GAP for item in block.items if item.marker)
    return max(HANG, *markers, 0.0) * kind.size


def item_gap(item: Item, size: float) -> Space:
    """Points above an item that is not the first one."""
    share = size * (1.0 if item.level == 0 and item.begins else 0.5)
    return Space(ITEM_GAP.least * share, ITEM_GAP.preferred * share, ITEM_GAP.most * share)


@measure.register
def measure_bullets(block: Bullets, width: float, setting: Setting) -> Measured:
    kind = Type.body(setting.theme, setting.sizes.body)
    step = hang(block, kind)
    lefts = [item.indent * step for item in block.items]
    items = [set_text(item.text, kind, width - left) for item, left in zip(block.items, lefts)]
    excess, preferred_excess = (
        max((longest(item.text, kind) + left - width for item, left in zip(block.items, lefts)), default=0.0)
        for longest in (longest_word, longest_unit)
    )

    def place(left: float, top: float, tops: list[float]) -> Placed:
        lines: tuple[TextLine, ...] = ()
        narrower, set_items = balanced_list([(i.text, indent) for i, indent in zip(block.items, lefts)], kind, width)
        for number, (set_lines, indent, at) in enumerate(zip(set_items, lefts, tops)):
            lines += text_lines(set_lines, left=indent, top=at, paragraph=number)
        height = tops[-1] + height_of(items[-1]) if items else 0.0
        box = Box(Emu(Pt(left)), Emu(Pt(top)), Emu(Pt(narrower)), Emu(Pt(height)))
        return Placed(block, box, size=kind.size, lines=lines)

    spaces = [item_gap(item, kind.size) for item in block.items[1:]]
    return airy(block, [height_of(lines) for lines in items], spaces, place, excess, preferred_excess)
