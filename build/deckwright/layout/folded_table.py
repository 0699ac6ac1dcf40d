"""A long, narrow table stands in two stretches side by side before it goes on to a further slide."""

from __future__ import annotations

from dataclasses import replace

from deckwright.deck.block import Block
from deckwright.deck.table import Cell, Table
from deckwright.fonts.type import Type
from deckwright.layout.sizes import CONTINUED
from deckwright.layout.table_columns import PAD, needed_widths
from deckwright.theme import Theme

GAP = Cell(ruled=False)  # between two stretches


def in_two_stretches(block: Block, width: float, theme: Theme) -> Block:
    """The table in two stretches if no cell of it has to be wrapped for that, not even in a large type; else as it is.

    Tables that come in parts stay whole, and so do those with cells over several rows.
    """
    if not isinstance(block, Table) or block.kind != "table" or block.fold > 1:
        return block
    if block.by_row or block.by_column or block.by_cell or any(cell.rows > 1 for row in block.rows for cell in row):
        return block
    stretched = replace(block, fold=2)
    kind = Type.body(theme, CONTINUED[0].table)
    wanted = needed_widths(folded(stretched), kind, PAD[block.kind][0])[-1]
    return stretched if sum(wanted) <= width else block


def folded(block: Table) -> Table:
    """The table as it is shown: so many stretches side by side as its fold says, the header above each."""
    if block.fold == 1:
        return block
    head, body = block.rows[: block.header_rows], block.rows[block.header_rows :]
    height = -(-len(body) // block.fold)
    filler = tuple(Cell(ruled=False) for _ in block.rows[0])
    filled = body + (filler,) * (height * block.fold - len(body))
    stretches = [head + filled[k * height : (k + 1) * height] for k in range(block.fold)]
    rows = tuple(_joined(parts) for parts in zip(*stretches))
    return replace(block, rows=rows, fold=1)


def _joined(parts: tuple[tuple[Cell, ...], ...]) -> tuple[Cell, ...]:
    row = parts[0]
    for part in parts[1:]:
        row = (*row, GAP, *part)
    return row
