"""Columns: stacks side by side, in columns themselves if need be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckwright.deck.block import Block
from deckwright.deck.columns import Column, Columns
from deckwright.layout.block import Setting, measure
from deckwright.layout.measured_block import Measured, row
from deckwright.layout.stacking import stacked

UNEVEN = (7 / 12, 5 / 12, 8 / 12, 4 / 12)  # of the width for the first of two columns, where halves are too narrow


@measure.register
def measure_columns(block: Columns, width: float, setting: Setting) -> Measured:
    rows = (_row(columns, block.step, width, setting) for columns in _divided(block.columns))
    even = next(rows)
    if _pleases(even, setting):
        return even
    return next((uneven for uneven in rows if _pleases(uneven, setting)), even)


def _row(columns: tuple[Column, ...], step: int, width: float, setting: Setting) -> Measured:
    widths = column_shares(columns, width, setting.gutter)
    stacks = [
        stacked([_stepped(inner, step) for inner in column.blocks], across, setting)
        for column, across in zip(columns, widths)
    ]
    return row(stacks, widths, setting.gutter)


def _divided(columns: tuple[Column, ...]) -> Iterator[tuple[Column, ...]]:
    """The columns as asked for; two that ask for nothing also with more room for the one or the other."""
    yield columns
    if len(columns) == 2 and not any(column.width for column in columns):
        for share in UNEVEN:
            yield replace(columns[0], width=share), columns[1]


def _pleases(item: Measured, setting: Setting) -> bool:
    return item.preferred_excess == 0 and item.preferred <= setting.height


def column_shares(columns: tuple[Column, ...], width: float, gutter: float) -> list[float]:
    """Widths of columns in points: those that name a share of the row have it, the others share the rest."""
    room = width - gutter * (len(columns) - 1)
    named = sum(column.width for column in columns if column.width is not None)
    unnamed = sum(column.width is None for column in columns)
    rest = max(0.0, 1.0 - named) / unnamed if unnamed else 0.0
    shares = [rest if column.width is None else column.width for column in columns]
    return [room * share / sum(shares) for share in shares]


def below_one_another(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, what stands in columns one below the other."""
    found: list[Block] = []
    for block in blocks:
        columns = block.columns if isinstance(block, Columns) else ()
        inner = [_stepped(each, block.step) for column in columns for each in column.blocks]
        found += below_one_another(inner) if columns else [block]
    return found


def _stepped(block: Block, step: int) -> Block:
    """What stands in columns appears no earlier than the columns."""
    return replace(block, step=step) if step > block.step else block
