"""A table that is too long for a slide, and narrow, stands in two stretches before it goes on to a further slide."""

from __future__ import annotations

from dataclasses import replace

from deckwright.deck.block import Block
from deckwright.deck.table import Table
from deckwright.layout.fold import folded
from deckwright.layout.measure import Type
from deckwright.layout.sizes import CONTINUED
from deckwright.layout.table_columns import PAD, needed_widths
from deckwright.theme import Theme


def in_stretches(block: Block, width: float, theme: Theme) -> Block:
    """The table in two stretches if no cell of it has to be wrapped for that, not even in a large type; else as it is.

    Tables that come row by row stay whole, and so do those with cells over several rows.
    """
    if not isinstance(block, Table) or block.kind != "table" or block.by_row or block.fold > 1:
        return block
    if any(cell.rows > 1 for row in block.rows for cell in row):
        return block
    stretched = replace(block, fold=2)
    kind = Type.body(theme, CONTINUED[0].table)
    wanted = needed_widths(folded(stretched), kind, PAD[block.kind][0])[-1]
    return stretched if sum(wanted) <= width else block
