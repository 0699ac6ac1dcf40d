"""Tables and matrices: widths of columns from their contents, heights of rows from wrapped cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pptx.util import Emu, Pt

from deckwright.deck.table import Cell, Table
from deckwright.deck.text import plain
from deckwright.layout.block import Setting, measure
from deckwright.layout.column_gaps import evenly_apart
from deckwright.layout.figures import CAPTION_GAP
from deckwright.layout.fold import folded
from deckwright.layout.measure import ROUNDING, SetLine, Type, height_of, longest_word, set_text, text_lines, text_width
from deckwright.layout.measured import Measured, Space, grown
from deckwright.layout.placed import Box, Placed, TextLine
from deckwright.layout.sizes import LADDER

PAD = {"table": (9.0, 2.0), "matrix": (9.0, 2.0)}  # points left and right, above and below a cell's text
APART = 18.0  # more of them at the right of a cell that keeps its distance
BRACKET_ROOM = {"table": 0.0, "matrix": 8.0}  # points beside the cells on either side
AIR = {"table": Space(0.0, 0.35, 1.1), "matrix": Space(0.0, 0.0, 0.0)}  # ems that a row may have above its need
ROOMY, BETWEEN = 2.0, 4.0  # a table grows up to so many times what it needs, by so many ems between columns
FULL = 0.45  # a table of more than this share of the width fills it
UNWRAPPED = 20.0  # points: cells that need no second line in this size get none in a larger one
WHOLE = 3  # words: cells of no more of them stand on one line, longer ones on two, where there is room for that


@measure.register
def measure_table(block: Table, width: float, setting: Setting) -> Measured:
    block = folded(_narrow_enough(block, width, setting))
    sizes = setting.sizes
    kind = Type.body(setting.theme, sizes.body if block.kind == "matrix" else sizes.table)
    beside = BRACKET_ROOM[block.kind]
    columns, excess, cramped = column_widths(block, kind, width - 2 * beside)
    cells = {(r, c): _set_cell(block, kind, columns, r, c, cell) for r, c, cell in _cells(block)}
    least = row_heights(block, kind, cells)
    spaces = [_airy(height, AIR[block.kind], kind.size) for height in least]
    small = Type.body(setting.theme, setting.sizes.caption)
    caption = set_text(block.caption, small, width) if block.caption else ()
    under = height_of(caption) + CAPTION_GAP if caption else 0.0

    def place(left: float, top: float, height: float) -> tuple[Placed, ...]:
        rows = grown(spaces, height - under)
        box = Box(Emu(Pt(left + beside)), Emu(Pt(top)), Emu(Pt(sum(columns))), Emu(Pt(sum(rows))))
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
            columns=tuple(Emu(Pt(w)) for w in columns),
            rows=tuple(Emu(Pt(h)) for h in rows),
            cells=_cell_lines(block, cells, columns),
        )
        return (placed,)

    heights = [sum(getattr(row, name) for row in spaces) + under for name in ("least", "liked", "most")]
    return Measured(*heights, place, excess, max(excess, cramped), block)


def _narrow_enough(block: Table, width: float, setting: Setting) -> Table:
    """With as many stretches side by side as its fold says, fewer where that is too wide in any size of type."""
    smallest = Type.body(setting.theme, LADDER[-1].table)
    while block.fold > 1 and column_widths(folded(block), smallest, width)[1] > 0:
        block = replace(block, fold=block.fold - 1)
    return block


def _airy(height: float, air: Space, em: float) -> Space:
    """A row's height with the air that it may have."""
    return Space(height + air.least * em, height + air.liked * em, height + air.most * em)


def _cells(block: Table) -> Iterator[tuple[int, int, Cell]]:
    """The cells that are shown: those under a spanning neighbour are not."""
    covered = set()
    for r, row in enumerate(block.rows):
        for c, cell in enumerate(row):
            if (r, c) in covered:
                continue
            covered |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.columns)}
            yield r, c, cell


def _kind(block: Table, kind: Type, r: int, c: int) -> Type:
    """Headers are bold."""
    bold = block.kind == "table" and (r < block.header_rows or c < block.header_columns)
    return Type(kind.font, kind.code_font, kind.size, bold)


def column_widths(block: Table, kind: Type, width: float) -> tuple[list[float], float, float]:
    """Widths in points, by how much they exceed the width at the least, and by how much so that few cells are wrapped."""
    least, few, wanted = needed_widths(block, kind)
    if block.kind == "matrix" and sum(wanted) <= width:
        return wanted, 0.0, 0.0
    if sum(wanted) <= width:
        return evenly_apart(block, wanted, _roomy(wanted, width, kind.size)), 0.0, 0.0
    if sum(least) > width:
        return least, sum(least) - width, sum(least) - width
    if sum(few) > width:
        return _between(least, few, width), 0.0, sum(few) - width
    whole_if_smaller = sum(wanted) * UNWRAPPED <= width * kind.size
    return _between(few, wanted, width), 0.0, sum(wanted) - width if whole_if_smaller else 0.0


def _between(low: list[float], high: list[float], width: float) -> list[float]:
    """Widths that together are this wide, each of them as far from its low to its high one as the others."""
    share = (width - sum(low)) / (sum(high) - sum(low))
    return [a + share * (b - a) for a, b in zip(low, high)]


def needed_widths(block: Table, kind: Type) -> tuple[list[float], list[float], list[float]]:
    """The columns' widths in points: at the least, so that few cells are wrapped, and so that none is.

    Tinted columns are alike.
    """
    least, few, wanted = ([0.0] * len(block.rows[0]) for _ in range(3))
    for r, c, cell in sorted(_cells(block), key=lambda found: found[2].columns):
        type_, pad = _kind(block, kind, r, c), sum(pads(block, cell)) + 2 * ROUNDING
        word, line = longest_word(cell.text, type_), text_width(cell.text, type_)
        span = range(c, c + cell.columns)
        _widen(least, span, word + pad)
        _widen(few, span, (line if len(plain(cell.text).split()) <= WHOLE else (word + line) / 2) + pad)
        _widen(wanted, span, line + pad)
    if block.kind == "matrix":
        return ([max(wanted)] * len(wanted),) * 3
    tinted = {c for row in block.rows for c, cell in enumerate(row) if cell.heat is not None}
    widest = max((wanted[c] for c in tinted), default=0.0)
    few, wanted = ([widest if c in tinted else width for c, width in enumerate(each)] for each in (few, wanted))
    return least, few, wanted


def pads(block: Table, cell: Cell) -> tuple[float, float]:
    """Points at the left and at the right of a cell's text."""
    across = PAD[block.kind][0]
    return across, across + (APART if cell.apart else 0.0)


def _roomy(columns: list[float], width: float, em: float) -> float:
    """The width of a table with room to breathe: all of it where most is needed anyway."""
    needed = sum(columns)
    if width * FULL <= needed:
        return width
    return min(width, ROOMY * needed, needed + BETWEEN * em * (len(columns) - 1))


def _widen(widths: list[float], span: range, needed: float) -> None:
    """Make the columns of a cell together wide enough for it."""
    short = needed - sum(widths[c] for c in span)
    if short > 0:
        for c in span:
            widths[c] += short / len(span)


def _set_cell(block: Table, kind: Type, columns: list[float], r: int, c: int, cell: Cell) -> tuple[SetLine, ...]:
    room = sum(columns[c : c + cell.columns]) - sum(pads(block, cell))
    return set_text(cell.text, _kind(block, kind, r, c), room)


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
    block: Table, cells: dict[tuple[int, int], tuple[SetLine, ...]], columns: list[float]
) -> tuple[tuple[tuple[TextLine, ...], ...], ...]:
    """The lines of every cell, from the cell's own corner; none for cells that are covered."""
    down = PAD[block.kind][1]

    def lines(r: int, c: int) -> tuple[TextLine, ...]:
        cell = block.rows[r][c]
        left, right = pads(block, cell)
        room = sum(columns[c : c + cell.columns]) - left - right
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[cell.align]
        made, top = (), down
        for line in cells.get((r, c), ()):
            made += text_lines([line], left=left + shift * (room - line.width), top=top)
            top += line.height
        return made

    return tuple(tuple(lines(r, c) for c in range(len(row))) for r, row in enumerate(block.rows))
