"""Widths of a table's columns: what their contents need, and how what is left is shared out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Text, plain
from deckwright.fonts.type import Type
from deckwright.layout.column_gaps import evenly_apart
from deckwright.layout.text_lines import ROUNDING, longest_word, text_width

PAD = {"table": (9.0, 1.5), "matrix": (9.0, 2.0)}  # points left and right, above and below a cell's text
TIGHT = 5.0  # points left and right in a table whose short cells would have to be wrapped for want of room
APART = 18.0  # more of them at the right of a cell that keeps its distance
ROOMY, BETWEEN = 2.0, 4.0  # a table grows up to so many times what it needs, by so many ems between columns
FULL = 0.45  # a table of more than this share of the width fills it
UNWRAPPED = 20.0  # points: cells that need no second line in this size get none in a larger one
WHOLE = 3  # words: cells of no more of them stand on one line, longer ones on two, where there is room for that


@dataclass(frozen=True, slots=True)
class Widths:
    """A table's columns in points, what stays free beside their text, and how much room is missing.

    excess   by how much they are too wide at the least
    preferred_excess  by how much so that few cells are wrapped
    """

    columns: list[float]
    margin: float
    excess: float = 0.0
    preferred_excess: float = 0.0

    def pads(self, cell: Cell) -> tuple[float, float]:
        """Points at the left and at the right of a cell's text."""
        return pads(cell, self.margin)

    def room(self, c: int, cell: Cell) -> float:
        """The width of a cell's text in column c."""
        return sum(self.columns[c : c + cell.columns]) - sum(self.pads(cell))


def column_widths(block: Table, kind: Type, width: float) -> Widths:
    """The columns of a table in this width; there is less beside their text before a short cell is wrapped."""
    margin = PAD[block.kind][0]
    least, few, wanted = needed_widths(block, kind, margin)
    if block.kind == "matrix" and sum(wanted) <= width:
        return Widths(wanted, margin)
    if sum(wanted) <= width:
        return Widths(evenly_apart(block, wanted, _roomy(wanted, width, kind.size)), margin)
    preferred_excess = _preferred_excess(least, few, wanted, width, kind.size)
    if block.kind == "table" and sum(few) > width:
        margin = max(TIGHT, margin - (sum(few) - width) / (2 * len(few)))
        least, few, wanted = needed_widths(block, kind, margin)
    if sum(least) > width:
        return Widths(least, margin, sum(least) - width, preferred_excess)
    return Widths(_between(least, few, wanted, width), margin, 0.0, preferred_excess)


def _preferred_excess(least: list[float], few: list[float], wanted: list[float], width: float, size: float) -> float:
    """How much room is missing so that few cells are wrapped; so that none is, where a smaller type can do that."""
    short = next((sum(each) - width for each in (least, few) if sum(each) > width), 0.0)
    return short or (sum(wanted) - width if sum(wanted) * UNWRAPPED <= width * size else 0.0)


def _between(least: list[float], few: list[float], wanted: list[float], width: float) -> list[float]:
    """Widths that together are this wide, each of them as far from its low to its high one as the others."""
    low, high = (least, few) if sum(few) > width else (few, wanted)
    stretch = sum(high) - sum(low)
    share = min(1.0, (width - sum(low)) / stretch) if stretch else 0.0
    return [a + share * (b - a) for a, b in zip(low, high)]


def needed_widths(block: Table, kind: Type, margin: float) -> tuple[list[float], list[float], list[float]]:
    """The columns' widths in points: at the least, so that few cells are wrapped, and so that none is.

    Tinted columns are alike.
    """
    least, few, wanted = ([0.0] * len(block.rows[0]) for _ in range(3))
    for r, c, cell in sorted(shown_cells(block), key=lambda found: found[2].columns):
        pad, span = sum(pads(cell, margin)) + 2 * ROUNDING, range(c, c + cell.columns)
        for widths, needed in zip((least, few, wanted), _needs(cell.text, type_of(block, kind, r, c))):
            _widen(widths, span, needed + pad)
    if block.kind == "matrix":
        return ([max(wanted)] * len(wanted),) * 3
    tinted = {c for row in block.rows for c, cell in enumerate(row) if cell.heat is not None}
    widest = max((wanted[c] for c in tinted), default=0.0)
    few, wanted = ([widest if c in tinted else width for c, width in enumerate(each)] for each in (few, wanted))
    return least, few, wanted


@lru_cache(maxsize=8192)
def _needs(text: Text, kind: Type) -> tuple[float, float, float]:
    """The widths of a text: at the least, on two lines if it is long, on one. Long tables ask for them time
    and again.
    """
    word, line = longest_word(text, kind), text_width(text, kind)
    return word, line if len(plain(text).split()) <= WHOLE else (word + line) / 2, line


def pads(cell: Cell, margin: float) -> tuple[float, float]:
    """Points at the left and at the right of a cell's text in a table with this margin."""
    return margin, margin + (APART if cell.apart else 0.0)


def _roomy(columns: list[float], width: float, em: float) -> float:
    """The width of a table with room to breathe: all of it where most is needed anyway."""
    needed = sum(columns)
    if width * FULL <= needed:
        return width
    return min(width, ROOMY * needed, needed + BETWEEN * em * (len(columns) - 1))


def _widen(widths: list[float], span: range, needed: float) -> None:
    """Make the columns of a cell together wide enough for it."""
    short = needed - sum(widths[c] for c in span)
    if short > 0:
        for c in span:
            widths[c] += short / len(span)


def shown_cells(block: Table) -> Iterator[tuple[int, int, Cell]]:
    """The cells that are shown: those under a spanning neighbor are not."""
    covered = set()
    for r, row in enumerate(block.rows):
        for c, cell in enumerate(row):
            if (r, c) in covered:
                continue
            covered |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.columns)}
            yield r, c, cell


def type_of(block: Table, kind: Type, r: int, c: int) -> Type:
    """Headers are bold."""
    bold = block.kind == "table" and (r < block.header_rows or c < block.header_columns)
    return replace(kind, bold=True) if bold else kind
