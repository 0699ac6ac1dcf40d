"""Which columns and cells of a table or matrix wait for a click, as authors name them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deckwright.errors import UserError
from deckwright.figures.value import plain_value
from deckwright.figures.words import plain_words

Place = tuple[int, int]


def waiting_columns(
    by_column: bool | Sequence[str | int], names: Sequence[str], count: int, heads: int
) -> tuple[int, ...]:
    """The columns that wait for a click, in the order of their clicks: all but the first ones, or those named.

    names  of the columns, where they have any; heads: how many at the left name the rows
    """
    if isinstance(by_column, bool):
        return tuple(range(max(1, heads), count)) if by_column else ()
    return tuple(_column(c, names, count, "by_column") for c in by_column)


def waiting_cells(
    by_cell: Sequence[Any], names: Sequence[str], shape: tuple[int, int], header_rows: int
) -> tuple[tuple[Place, ...], ...]:
    """The cells that wait for a click, those of each click together, counted from the first row of all.

    shape  rows below the header, and columns
    """
    groups = [list(each) if isinstance(each, list) else [each] for each in by_cell]
    return tuple(tuple(_cell(place, names, shape, header_rows) for place in group) for group in groups)


def _cell(place: Any, names: Sequence[str], shape: tuple[int, int], header_rows: int) -> Place:
    if not isinstance(place, (tuple, list)) or len(place) != 2:
        raise UserError(
            f"by_cell names a cell as (row, column), found {place!r}.", hint="As in by_cell=[(0, 2), (1, 2)]."
        )
    row = plain_value(place[0])
    if not isinstance(row, int) or not 0 <= row < shape[0]:
        raise UserError(f"by_cell names the row {row!r}; rows are counted from 0 to {shape[0] - 1}.")
    return row + header_rows, _column(place[1], names, shape[1], "by_cell")


def _column(column: Any, names: Sequence[str], count: int, option: str) -> int:
    shown = [plain_words(name) for name in names]
    if isinstance(column, str) and plain_words(column) in shown:
        return shown.index(plain_words(column))
    column = plain_value(column)
    if not isinstance(column, int) or not 0 <= column < count:
        columns = ", ".join(shown) or f"0 to {count - 1}"
        raise UserError(f"{option} names the column {column!r}, which isn't there.", hint=f"There are {columns}.")
    return column
