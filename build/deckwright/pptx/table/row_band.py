"""The rows of a table that appear together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pptx.util import Emu

from deckwright.deck.table import Table
from deckwright.layout.placed import Box, Placed


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that appear together: all of a table, or one of one that is revealed row by row."""

    first: int
    last: int  # not included
    box: Box


def bands(placed: Placed) -> list[Band]:
    """The rows of each click; rows that a cell joins stay together, the header is the first band."""
    block: Table = placed.block
    if not block.by_row:
        return [Band(0, len(block.rows), placed.box)]
    starts, joined = [0], max(1, block.header_rows)
    for r, row in enumerate(block.rows):
        if r >= joined:
            starts.append(r)
        joined = max(joined, r + max(cell.rows for cell in row))
    return [_band(placed, first, last) for first, last in zip(starts, [*starts[1:], len(block.rows)])]


def _band(placed: Placed, first: int, last: int) -> Band:
    top = Emu(placed.box.top + sum(placed.rows[:first]))
    return Band(first, last, replace(placed.box, top=top, height=Emu(sum(placed.rows[first:last]))))
