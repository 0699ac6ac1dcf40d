"""Long tables in stretches side by side."""

from __future__ import annotations

from dataclasses import replace

from deckwright.deck.table import Cell, Table

GAP = Cell(ruled=False)  # between two stretches


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
