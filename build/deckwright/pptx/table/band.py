"""The rows or columns of a table that appear together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pptx.util import Emu

from deckwright.deck.table import Table
from deckwright.language import spoken
from deckwright.layout.placed import Box, Placed


@dataclass(frozen=True, slots=True)
class Band:
    """Cells that appear together: all of a table, or a row or a column of one that is revealed by them.

    rows, columns  the first one and the one behind the last
    click          after the table's own
    """

    rows: tuple[int, int]
    columns: tuple[int, int]
    box: Box
    click: int = 0

    @property
    def is_all(self) -> bool:
        """Whether it begins at the table's first cell."""
        return self.rows[0] == self.columns[0] == 0


def bands(placed: Placed) -> list[Band]:
    """The cells of each click. Rows or columns that a cell joins stay together; the header is the first band."""
    block: Table = placed.block
    across = (0, len(placed.columns))
    if block.by_column:
        return [
            Band((0, len(block.rows)), columns, _columns_box(placed, columns), click)
            for columns, click in _column_runs(block)
        ]
    if not block.by_row:
        return [Band((0, len(block.rows)), across, placed.box)]
    starts, joined = [0], max(1, block.header_rows)
    for r, row in enumerate(block.rows):
        if r >= joined:
            starts.append(r)
        joined = max(joined, r + max(cell.rows for cell in row))
    spans = zip(starts, [*starts[1:], len(block.rows)])
    return [Band(rows, across, _rows_box(placed, rows), click) for click, rows in enumerate(spans)]


def _column_runs(block: Table) -> list[tuple[tuple[int, int], int]]:
    """Neighboring columns of one click, with it; a cell over several of them appears with the last."""
    clicks = [block.by_column.index(c) + 1 if c in block.by_column else 0 for c in range(len(block.rows[0]))]
    for row in block.rows:
        for c, cell in enumerate(row):
            joined = slice(c, c + cell.columns)
            clicks[joined] = [max(clicks[joined])] * len(clicks[joined])
    starts = [c for c, click in enumerate(clicks) if c == 0 or click != clicks[c - 1]]
    return [((start, end), clicks[start]) for start, end in zip(starts, [*starts[1:], len(clicks)])]


def _rows_box(placed: Placed, rows: tuple[int, int]) -> Box:
    top = Emu(placed.box.top + sum(placed.rows[: rows[0]]))
    return replace(placed.box, top=top, height=Emu(sum(placed.rows[slice(*rows)])))


def _columns_box(placed: Placed, columns: tuple[int, int]) -> Box:
    width, before = sum(placed.columns[slice(*columns)]), sum(placed.columns[: columns[0]])
    mirrored = spoken().rtl and placed.block.kind == "table"
    left = placed.box.right - before - width if mirrored else placed.box.left + before
    return replace(placed.box, left=Emu(left), width=Emu(width))
