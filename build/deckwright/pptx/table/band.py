"""The cells of a table that appear together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pptx.util import Emu

from deckwright.deck.table_steps import cell_steps
from deckwright.language import spoken
from deckwright.layout.placed import Box, Placed


@dataclass(frozen=True, slots=True)
class Band:
    """Cells that appear together: all of a table, or a row, a column or some cells of one that is revealed by them.

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
    """The cells of each click, as few rectangles as their rows allow; the first has the table's first cell."""
    steps = cell_steps(placed.block)
    height, width = len(steps), len(steps[0])
    free = {(r, c) for r in range(height) for c in range(width)}
    found = []
    while free:
        top, left = min(free)
        step = steps[top][left]
        alike = {(r, c) for r, c in free if steps[r][c] == step}
        right = next((c for c in range(left, width) if (top, c) not in alike), width)
        bottom = next((r for r in range(top, height) if any((r, c) not in alike for c in range(left, right))), height)
        free -= {(r, c) for r in range(top, bottom) for c in range(left, right)}
        found.append(Band((top, bottom), (left, right), _box(placed, (top, bottom), (left, right)), step))
    return found


def _box(placed: Placed, rows: tuple[int, int], columns: tuple[int, int]) -> Box:
    box = placed.box
    if rows != (0, len(placed.rows)):
        top, height = sum(placed.rows[: rows[0]]), sum(placed.rows[slice(*rows)])
        box = replace(box, top=Emu(box.top + top), height=Emu(height))
    if columns != (0, len(placed.columns)):
        before, width = sum(placed.columns[: columns[0]]), sum(placed.columns[slice(*columns)])
        mirrored = spoken().rtl and placed.block.kind == "table"
        box = replace(box, left=Emu(box.right - before - width if mirrored else box.left + before), width=Emu(width))
    return box
