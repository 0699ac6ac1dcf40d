"""The room that a table has to spare, shared out so that what stands in its columns is equally far apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from deckwright.deck.table import Cell, Table


def evenly_apart(block: Table, columns: Sequence[float], width: float) -> list[float]:
    """The columns widened to this width together, by the same room between each two of them and none outside.

    A column's room lies on the side that its text leaves free: two that turn their backs on each other get none
    between them. Tinted columns stay alike.
    """
    takers = [_takers(a, b) for a, b in pairwise(_sides(block))]
    spaces = [pair for pair in takers if any(pair)]
    if not spaces or any(cell.heat is not None for row in block.rows for cell in row):
        return [column * width / sum(columns) for column in columns]
    space = (width - sum(columns)) / len(spaces)
    widened = list(columns)
    for c, pair in enumerate(takers):
        for offset, takes in enumerate(pair):
            widened[c + offset] += space * takes / max(1, sum(pair))
    return widened


def _sides(block: Table) -> list[str]:
    """To which side each column's text stands; "between" for what keeps two stretches apart."""
    first = block.rows[min(block.header_rows, len(block.rows) - 1)]
    return ["between" if _is_blank(column) else cell.align for cell, column in zip(first, zip(*block.rows))]


def _is_blank(column: Sequence[Cell]) -> bool:
    return not any(cell.ruled or cell.text for cell in column)


def _takers(left: str, right: str) -> tuple[bool, bool]:
    """Which of two neighbours the room between them is added to."""
    if "between" in (left, right):
        return left == "between", right == "between"
    return left != "right", right != "left"
