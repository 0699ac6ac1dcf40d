"""Side by side."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.deck.block import Block


@dataclass(frozen=True, slots=True)
class Column:
    """A stack of blocks. width is a share of the row, None an equal one."""

    blocks: tuple[Block, ...]
    width: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns(Block):
    """Columns side by side."""

    columns: tuple[Column, ...]

    @property
    def noun(self) -> str:
        return "group of columns"
