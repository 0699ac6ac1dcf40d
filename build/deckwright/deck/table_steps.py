"""The clicks with which the cells of a table appear."""

from __future__ import annotations

from deckwright.deck.table import Table


def cell_steps(block: Table) -> list[list[int]]:
    """For each cell the click with which it appears, counted from the table's own; 0 for those that come with it.

    Cells that are joined appear with the last of them, and no click is without cells.

    >>> from deckwright.deck.table import Cell
    >>> cell_steps(Table(rows=((Cell(), Cell()),) * 3, by_row=True))
    [[0, 0], [1, 1], [2, 2]]
    >>> cell_steps(Table(rows=((Cell(), Cell()),) * 3, by_cell=(((2, 1),), ((1, 0), (1, 1)))))
    [[0, 0], [2, 2], [0, 1]]
    """
    width = len(block.rows[0]) if block.rows else 0
    steps = [[_step(block, r, c) for c in range(width)] for r in range(len(block.rows))]
    for r, row in enumerate(block.rows):
        for c, cell in enumerate(row):
            if cell.rows > 1 or cell.columns > 1:
                down = slice(None) if block.by_column else slice(r, r + cell.rows)
                across = slice(None) if block.by_row else slice(c, c + cell.columns)
                _join(steps[down], across)
    order = {step: number for number, step in enumerate(sorted({0}.union(*steps)))}
    return [[order[step] for step in row] for row in steps]


def _step(block: Table, r: int, c: int) -> int:
    if block.by_row:
        return max(0, r - max(1, block.header_rows) + 1)
    if block.by_column:
        return block.by_column.index(c) + 1 if c in block.by_column else 0
    return next((number for number, places in enumerate(block.by_cell, 1) if (r, c) in places), 0)


def _join(rows: list[list[int]], across: slice) -> None:
    """Let cells of these rows appear together, with the last of them."""
    last = max(max(row[across]) for row in rows)
    for row in rows:
        row[across] = [last] * len(row[across])
