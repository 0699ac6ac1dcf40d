"""Columns of numbers are flush right, header and words among them included, so that their digits stand in line."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from deckwright.deck.table import Cell
from deckwright.deck.text import plain

# with the marks of any language between its digits
NUMBER = re.compile(r"[−+-]?%?([\d.,'’\u00a0\u202f]*\d(×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?\s?[%°]?|inf|nan|∞|NaN)")
INSTEAD = ("", "–", "none")  # what may stand in a number's place


def flush_right(
    rows: tuple[tuple[Cell, ...], ...], header_rows: int, fixed: Collection[int] = ()
) -> tuple[tuple[Cell, ...], ...]:
    """The rows with every column at the right in which most entries are numbers; not those whose place is fixed."""
    texts = [[plain(cell.text) for cell in row] for row in rows[header_rows:]]
    right = {c for c, column in enumerate(zip(*texts)) if c not in fixed and _is_numeric(column)}
    return _apart(tuple(tuple(_moved(cell) if c in right else cell for c, cell in enumerate(row)) for row in rows))


def _is_numeric(column: tuple[str, ...]) -> bool:
    entries = [text.strip() for text in column if text.strip() not in INSTEAD]
    return 2 * sum(bool(NUMBER.fullmatch(text)) for text in entries) > len(entries)


def _apart(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """The rows with distance between a column at the right and one at the left after it."""
    sides = [{cell.align for cell in column} for column in zip(*rows)]
    meet = {c for c, (one, next_) in enumerate(pairwise(sides)) if one == {"right"} and "left" in next_}
    return tuple(tuple(replace(cell, apart=c in meet) for c, cell in enumerate(row)) for row in rows)


def _moved(cell: Cell) -> Cell:
    return replace(cell, align="right") if cell.align == "left" else cell
