"""Tables and matrices: columns as wide as their contents need, rows as high as their wrapped cells."""

from __future__ import annotations

from dataclasses import replace

from pptx.util import Emu, Pt

from deckwright.deck.table import Table
from deckwright.fonts.type import Type
from deckwright.layout.block import Setting, measure
from deckwright.layout.figures import CAPTION_GAP
from deckwright.layout.folded_table import folded
from deckwright.layout.measured_block import Measured, Space, grown
from deckwright.layout.placed import Box, Placed, TextLine
from deckwright.layout.sizes import LADDER
from deckwright.layout.table_columns import PAD, Widths, column_widths, shown_cells, type_of
from deckwright.layout.text_lines import SetLine, height_of, set_text, text_lines

BRACKET_ROOM = {"table": 0.0, "matrix": 8.0}  # points beside the cells on either side
AIR = {"table": Space(0.0, 0.35, 1.5), "matrix": Space(0.0, 0.0, 0.0)}  # ems that a row may have above its need


@measure.register
def measure_table(block: Table, width: float, setting: Setting) -> Measured:
    sizes = setting.sizes
    kind = Type.body(setting.theme, sizes.body if block.kind == "matrix" else sizes.table)
    beside = BRACKET_ROOM[block.kind]
    block, found = _in_width(block, kind, width - 2 * beside, setting)
    cells = {
        (r, c): set_text(cell.text, type_of(block, kind, r, c), found.room(c, cell))
        for r, c, cell in shown_cells(block)
    }
    least = row_heights(block, kind, cells)
    spaces = [_airy(height, AIR[block.kind], kind.size) for height in least]
    small = Type.body(setting.theme, setting.sizes.caption)
    caption = set_text(block.caption, small, width) if block.caption else ()
    under = height_of(caption) + CAPTION_GAP if caption else 0.0

    def place(left: float, top: float, height: float) -> tuple[Placed, ...]:
        rows = grown(spaces, height - under)
        box = Box(Emu(Pt(left + beside)), Emu(Pt(top)), Emu(Pt(sum(found.columns))), Emu(Pt(sum(rows))))
        below = (
            Box(Emu(Pt(left)), Emu(Pt(top + sum(rows) + CAPTION_GAP)), Emu(Pt(width)), Emu(Pt(height_of(caption)))),
        )
        placed = Placed(
            block,
            box,
            size=kind.size,
            small=small.size,
            lines=text_lines(caption),
            parts=below if caption else (),
            columns=tuple(Emu(Pt(w)) for w in found.columns),
            rows=tuple(Emu(Pt(h)) for h in rows),
            cells=_cell_lines(block, cells, found),
            margin=Emu(Pt(found.margin)),
        )
        return (placed,)

    heights = [sum(getattr(row, name) for row in spaces) + under for name in ("least", "preferred", "most")]
    return Measured(*heights, place, found.excess, max(found.excess, found.preferred_excess), block)


def _in_width(block: Table, kind: Type, width: float, setting: Setting) -> tuple[Table, Widths]:
    """The table with as many stretches side by side as its fold says, fewer where that is too wide in any type."""
    shown = folded(block)
    found = column_widths(shown, kind, width)
    smallest = Type.body(setting.theme, LADDER[-1].table)
    if block.fold == 1 or not found.excess or not column_widths(shown, smallest, width).excess:
        return shown, found
    return _in_width(replace(block, fold=block.fold - 1), kind, width, setting)


def _airy(height: float, air: Space, em: float) -> Space:
    """A row's height with the air that it may have."""
    return Space(height + air.least * em, height + air.preferred * em, height + air.most * em)


def row_heights(block: Table, kind: Type, cells: dict[tuple[int, int], tuple[SetLine, ...]]) -> list[float]:
    """Each row as high as its highest cell; cells over several rows widen the last of theirs."""
    pad = 2 * PAD[block.kind][1]
    heights = [kind.pitch + pad] * len(block.rows)
    for (r, c), lines in sorted(cells.items(), key=lambda found: block.rows[found[0][0]][found[0][1]].rows):
        last = r + block.rows[r][c].rows - 1
        short = height_of(lines) + pad - sum(heights[r : last + 1])
        heights[last] += max(0.0, short)
    return heights


def _cell_lines(
    block: Table, cells: dict[tuple[int, int], tuple[SetLine, ...]], found: Widths
) -> tuple[tuple[tuple[TextLine, ...], ...], ...]:
    """The lines of every cell, from the cell's own corner; none for cells that are covered."""
    down = PAD[block.kind][1]

    def lines(r: int, c: int) -> tuple[TextLine, ...]:
        cell = block.rows[r][c]
        left, room = found.pads(cell)[0], found.room(c, cell)
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[cell.align]
        made, top = (), down
        for line in cells.get((r, c), ()):
            made += text_lines([line], left=left + shift * (room - line.width), top=top)
            top += line.height
        return made

    return tuple(tuple(lines(r, c) for c in range(len(row))) for r, row in enumerate(block.rows))
