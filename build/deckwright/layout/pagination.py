"""Cutting a block that is too long for its slide: lists between items, workings between lines, tables between rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import singledispatch
from itertools import accumulate

from deckwright.deck.block import Block
from deckwright.deck.equation import Equation
from deckwright.deck.table import Table
from deckwright.deck.text import Bullets

Way = Callable[[], tuple[Block, Block]]  # one way to cut a block; a long one has many, of which few are looked at


@singledispatch
def cuts(block: Block) -> list[Way]:
    """Every way to cut the block in two, the shortest first part first; none where it must stay whole."""
    return []


@cuts.register
def split_bullets(block: Bullets) -> list[Way]:
    """Only before items of the first level that begin something."""
    items = block.items
    places = [n for n, item in enumerate(items) if n and item.level == 0 and item.begins]
    return [lambda n=n: (replace(block, items=items[:n]), replace(block, items=items[n:])) for n in places]


@cuts.register
def split_equation(block: Equation) -> list[Way]:
    lines = block.lines
    return [
        lambda n=n: (replace(block, lines=lines[:n]), replace(block, lines=lines[n:])) for n in range(1, len(lines))
    ]


@cuts.register
def split_table(block: Table) -> list[Way]:
    """The header is repeated, the caption stays with the last part; no cut goes through a cell. Matrices stay whole."""
    if block.kind == "matrix":
        return []
    head, body = block.rows[: block.header_rows], block.rows[block.header_rows :]
    ends = accumulate((max((r + cell.rows for cell in row), default=r) for r, row in enumerate(body)), max)
    places = [n for n, end in enumerate(ends, 1) if end <= n < len(body)]
    return [
        lambda n=n: (
            replace(block, rows=head + body[:n], caption=()),
            replace(block, rows=head + body[n:], by_cell=_moved_up(block, n)),
        )
        for n in places
    ]


def _moved_up(block: Table, count: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The places of cells that wait for clicks, once so many rows below the header are gone."""
    heads = block.header_rows
    return tuple(
        tuple((r if r < heads else r - count, c) for r, c in places if not heads <= r < heads + count)
        for places in block.by_cell
    )
