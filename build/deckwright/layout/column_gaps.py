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
    shares = [_shares(a, b) for a, b in pairwise(_sides(block))]
    spaces = sum(map(sum, shares))
    if not spaces or any(cell.heat is not None for row in block.rows for cell in row):
        return [column * width / sum(columns) for column in columns]
    space = (width - sum(columns)) / spaces
    widened = list(columns)
    for c, (left, right) in enumerate(shares):
        widened[c] += space * left
        widened[c + 1] += space * right
    return widened


def _sides(block: Table) -> list[str]:
    """To which side each column's text stands; "between" for what keeps two stretches apart."""
    first = block.rows[min(block.header_rows, len(block.rows) - 1)]
    return ["between" if _is_blank(column) else cell.align for cell, column in zip(first, zip(*block.rows))]


def _is_blank(column: Sequence[Cell]) -> bool:
    return not any(cell.ruled or cell.text for cell in column)


def _shares(left: str, right: str) -> tuple[float, float]:
    """What each of two neighbors gets of the room between them; what keeps stretches apart has half on either side."""
    if "between" in (left, right):
        return (left == "between") / 2, (right == "between") / 2
    free = left != "right", right != "left"
    return free[0] / max(1, sum(free)), free[1] / max(1, sum(free))
