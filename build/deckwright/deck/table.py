"""Tables, matrices among them."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.deck.block import Block
from deckwright.deck.text import Text


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell.

    heat   in [-1, 1] tints it on the diverging scale; None leaves it plain
    ruled  whether the rules of its row go on in it
    apart  whether it keeps its distance from the cell at its right, whose text begins where its own ends
    """

    text: Text = ()
    align: str = "left"  # left, center, right
    heat: float | None = None
    highlight: bool = False
    columns: int = 1  # how many columns it spans
    rows: int = 1
    ruled: bool = True
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """Rows of cells, all of one length. kind: "table", or "matrix" (bracketed, no rules).

    by_row     reveal one row with each further click
    by_column  the columns that wait for a click, in the order of their clicks
    by_cell    the cells (row, column) that wait for a click, those of each click together
    fold       shown in so many stretches side by side
    """

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    header_columns: int = 0
    kind: str = "table"
    caption: Text = ()
    by_row: bool = False
    by_column: tuple[int, ...] = ()
    by_cell: tuple[tuple[tuple[int, int], ...], ...] = ()
    fold: int = 1
