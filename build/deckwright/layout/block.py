"""Measuring a block: each kind of block has a file that says how."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from deckwright.deck.block import Block
from deckwright.layout.measured_block import Measured
from deckwright.layout.sizes import Sizes
from deckwright.theme import Theme


@dataclass(frozen=True, slots=True)
class Setting:
    """What a block is measured with: sizes, fonts, the gap between columns and the height of the body area.

    align  0 where paragraphs begin at the left, 0.5 where they stand in the middle, 1 where they end at the right
    """

    sizes: Sizes
    theme: Theme
    gutter: float
    height: float
    align: float = 0.0


@singledispatch
def measure(block: Block, width: float, setting: Setting) -> Measured:
    """The block measured in this width (points)."""
    raise TypeError(f"There is no way to lay out a {type(block).__name__}.")
