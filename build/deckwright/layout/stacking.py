"""Blocks below one another: how far apart is said by what they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from deckwright.deck.block import Block
from deckwright.deck.text import Paragraph, Run
from deckwright.layout.block import Setting, measure
from deckwright.layout.measured_block import Measured, Space, stack
from deckwright.layout.sizes import Sizes

HEADING_GAP = 0.35  # ems under a heading: it belongs to what follows
GAP = Space(0.7, 0.85, 2.0)  # ems between two blocks
QUESTION_GAP = Space(1.0, 1.6, 3.6)  # ems above a question that follows something: its answer belongs to it


def stacked(blocks: Sequence[Block], width: float, setting: Setting) -> Measured:
    """The blocks measured in this width, one below the other."""
    items = [measure(block, width, setting) for block in blocks]
    return stack(items, [space(above, below, setting.sizes) for above, below in pairwise(blocks)])


def space(above: Block, below: Block, sizes: Sizes) -> Space:
    """What stays white between two blocks, in points."""
    em = sizes.body
    if is_heading(above):
        return Space(HEADING_GAP * em, HEADING_GAP * em, 2 * HEADING_GAP * em)
    gap = QUESTION_GAP if _is_question(below) and not _is_question(above) else GAP
    return Space(gap.least * em, gap.preferred * em, gap.most * em)


def is_heading(block: Block) -> bool:
    """A paragraph that is bold from end to end."""
    return isinstance(block, Paragraph) and all(isinstance(part, Run) and part.bold for part in block.text)


def _is_question(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind == "question"
