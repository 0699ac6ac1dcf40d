"""Vectors and matrices in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deckwright.deck.figure import Figure
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.figures.number import display, grid_texts, noise_of
from deckwright.figures.steps import waiting_cells, waiting_columns
from deckwright.figures.value import array_of, formula_of, name_of
from deckwright.figures.words import plain_symbol, text_of
from deckwright.language import say

MOST = 8  # rows or columns that are written out; larger ones get dots
FIRST = 6  # of a larger one, before the dots; one follows after them


def matrix(
    t: Any,
    digits: int = 4,
    *,
    heat: bool = False,
    highlight: tuple[int, int] | list[tuple[int, int]] | None = None,
    row: bool = False,
    by_row: bool = False,
    by_column: bool | Sequence[int] = False,
    by_cell: Sequence[Any] = (),
) -> Table:
    """A matrix as it is written in mathematics; a vector is a column unless ``row`` is set.

    Large ones show their first rows and columns, dots, and their last. by_row, by_column and by_cell reveal them with
    clicks, as those of table(...); the first row or column is there from the start.
    """
    array = array_of(t)
    if array.dtype.kind not in "biuf":
        raise UserError("Expected numbers for a matrix, found words.", hint="table(...) shows words as well.")
    if array.ndim > 2 or array.size == 0:
        raise UserError(f"Expected a vector or a matrix, found the shape {array.shape}.", hint="Take a slice: a[0].")
    entry = "[{0}, {1}]" if array.ndim == 2 else "[{1}]" if row else "[{0}]"
    grid = array.reshape(1, -1) if row and array.ndim < 2 else array.reshape(len(array) if array.ndim else 1, -1)
    places = highlight if isinstance(highlight, list) else [highlight]
    top = float(np.nanmax(np.abs(grid))) or 1.0
    texts = grid_texts(grid, digits, noise_of(t))
    rows = []
    for i in _shown(grid.shape[0]):
        cells = []
        for j in _shown(grid.shape[1]):
            if i is None or j is None:
                cells.append(Cell((Run("⋱" if i is None and j is None else "⋮" if i is None else "⋯"),), "center"))
                continue
            figure = Figure(texts[i][j], grid[i, j].item(), formula_of(t), entry.format(i, j))
            tint = float(grid[i, j]) / top if heat else None
            cells.append(Cell((Run(figure.text, figure=figure),), "right", tint, (i, j) in places))
        rows.append(tuple(cells))
    shape = len(rows), len(rows[0])
    return Table(
        rows=tuple(rows),
        header_rows=0,
        kind="matrix",
        by_row=by_row,
        by_column=waiting_columns(by_column, (), shape[1], 0),
        by_cell=waiting_cells(by_cell, (), shape, 0),
        alt=text_of(_describe(t, grid, texts)),
    )


def _shown(count: int) -> list[int | None]:
    return list(range(count)) if count <= MOST else [*range(FIRST), None, count - 1]


def _describe(t: Any, grid: np.ndarray, texts: list[list[str]]) -> str:
    message = "{name}, a matrix of {rows} rows and {columns} columns"
    message = message if name_of(t) else "A matrix of {rows} rows and {columns} columns"
    rows, columns = grid.shape
    kind = say(message, name=plain_symbol(name_of(t)), rows=rows, columns=columns)
    if grid.size <= 25:
        return f"{kind}: " + "; ".join(", ".join(row) for row in texts) + "."
    low, high = (display(float(value), 3) for value in (grid.min(), grid.max()))
    return kind + say(" with entries from {low} to {high}", low=low, high=high) + "."
