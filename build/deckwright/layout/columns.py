"""Columns: stacks side by side, in columns themselves if need be."""

from __future__ import annotations

from dataclasses import replace

from deckwright.deck.block import Block
from deckwright.deck.columns import Column, Columns
from deckwright.layout.block import Setting, measure
from deckwright.layout.measured import Measured, row
from deckwright.layout.stacked import stacked


@measure.register
def measure_columns(block: Columns, width: float, setting: Setting) -> Measured:
    widths = column_shares(block.columns, width, setting.gutter)
    stacks = [
        stacked([_stepped(inner, block.step) for inner in column.blocks], across, setting)
        for column, across in zip(block.columns, widths)
    ]
    return row(stacks, widths, setting.gutter)


def column_shares(columns: tuple[Column, ...], width: float, gutter: float) -> list[float]:
    """Widths of columns in points: those that name a share of the row have it, the others share the rest."""
    room = width - gutter * (len(columns) - 1)
    named = sum(column.width for column in columns if column.width is not None)
    unnamed = sum(column.width is None for column in columns)
    rest = max(0.0, 1.0 - named) / unnamed if unnamed else 0.0
    shares = [rest if column.width is None else column.width for column in columns]
    return [room * share / sum(shares) for share in shares]


def _stepped(block: Block, step: int) -> Block:
    """What stands in columns appears no earlier than the columns."""
    return replace(block, step=step) if step > block.step else block
