"""The ways in which a slide's blocks may stand: stacked, or text beside its figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from deckwright.deck.block import Block
from deckwright.deck.table import Table
from deckwright.fonts.face import PITCH
from deckwright.layout.block import Setting, measure
from deckwright.layout.figures import FIGURES
from deckwright.layout.measured_block import Measured, row, stack
from deckwright.layout.page import PageLayout
from deckwright.layout.stacking import space, stacked

SHORT = 2.4  # lines: text no higher than this stands above or below its figure instead of beside it


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A way to set a slide's blocks, and the layout that it is."""

    layout: str
    item: Measured


def arrangements(
    blocks: Sequence[Block], layout: str, named: bool, beside: PageLayout, width: float, setting: Setting
) -> Iterator[Arrangement]:
    """Ways to set the blocks in these sizes, the better one first; only that of the layout if its author named it."""
    figures = [block for block in blocks if isinstance(block, FIGURES)]
    text = [block for block in blocks if not isinstance(block, FIGURES)]
    if layout != "figure-text" or len(figures) != 1 or not text:
        yield Arrangement(layout, stacked(blocks, width, setting))
        if sum(map(_stands_beside, blocks)) > 1:
            yield Arrangement(layout, _figures_in_rows(blocks, width, setting))
        return
    side_by_side = Arrangement(layout, _beside(text, figures[0], beside, width, setting))
    if named:
        yield side_by_side
        return
    below = Arrangement("content", stacked(blocks, width, setting))
    short = stacked(text, width, setting).least <= SHORT * PITCH * setting.sizes.body
    yield from (below, side_by_side) if short else (side_by_side, below)


def _beside(text: Sequence[Block], figure: Block, layout: PageLayout, width: float, setting: Setting) -> Measured:
    """Text on the left, its figure on the right, in the proportion of the layout figure-text."""
    left, right = layout.bodies[0].width, layout.bodies[-1].width
    room = width - setting.gutter
    widths = [room * left / (left + right), room * right / (left + right)]
    return row([stacked(text, widths[0], setting), measure(figure, widths[1], setting)], widths, setting.gutter)


def _figures_in_rows(blocks: Sequence[Block], width: float, setting: Setting) -> Measured:
    """A stack in which figures and matrices that follow one another stand side by side."""
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and _stands_beside(block) and _stands_beside(groups[-1][0]):
            groups[-1].append(block)
        else:
            groups.append([block])
    items = []
    for group in groups:
        widths = [(width - setting.gutter * (len(group) - 1)) / len(group)] * len(group)
        items.append(row([measure(b, w, setting) for b, w in zip(group, widths)], widths, setting.gutter))
    return stack(items, [space(above[-1], below[0], setting.sizes) for above, below in pairwise(groups)])


def _stands_beside(block: Block) -> bool:
    return isinstance(block, FIGURES) or isinstance(block, Table) and block.kind == "matrix"
