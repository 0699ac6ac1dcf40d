"""The ways in which a slide's blocks may stand: stacked, or text beside its figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckwright.deck.block import Block
from deckwright.deck.text import Paragraph
from deckwright.layout.block import Setting, measure
from deckwright.layout.figures import FIGURES
from deckwright.layout.measured import Measured, row, stack
from deckwright.layout.page import PageLayout

SHORT = 2.4  # lines: text no higher than this stands above its figure instead of beside it


def arrangements(
    blocks: Sequence[Block], named: str, beside: PageLayout, width: float, setting: Setting
) -> Iterator[Measured]:
    """Ways to set the blocks in these sizes, the better one first. ``named`` is the layout that the author asked for."""
    figures = [block for block in blocks if isinstance(block, FIGURES)]
    text = [block for block in blocks if not isinstance(block, FIGURES)]
    stacked = _stacked(blocks, width, setting)
    if len(figures) != 1 or not text or named == "content":
        yield stacked
        if len(figures) > 1:
            yield _figures_in_rows(blocks, width, setting)
        return
    side_by_side = _beside(text, figures[0], beside, width, setting)
    if named == "figure-text":
        yield side_by_side
        return
    words = stack([measure(block, width, setting) for block in text], setting.sizes.gap)
    short = words.least <= SHORT * 1.22 * setting.sizes.body and all(isinstance(block, Paragraph) for block in text)
    yield from (stacked, side_by_side) if short else (side_by_side, stacked)


def _stacked(blocks: Sequence[Block], width: float, setting: Setting) -> Measured:
    return stack([measure(block, width, setting) for block in blocks], setting.sizes.gap)


def _beside(text: Sequence[Block], figure: Block, layout: PageLayout, width: float, setting: Setting) -> Measured:
    """Text on the left, its figure on the right, in the proportion of the layout figure-text."""
    left, right = layout.bodies[0].width, layout.bodies[-1].width
    room = width - setting.gutter
    widths = [room * left / (left + right), room * right / (left + right)]
    return row([_stacked(text, widths[0], setting), measure(figure, widths[1], setting)], widths, setting.gutter)


def _figures_in_rows(blocks: Sequence[Block], width: float, setting: Setting) -> Measured:
    """A stack in which figures that follow one another stand side by side."""
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and isinstance(block, FIGURES) and isinstance(groups[-1][0], FIGURES):
            groups[-1].append(block)
        else:
            groups.append([block])
    items = []
    for group in groups:
        widths = [(width - setting.gutter * (len(group) - 1)) / len(group)] * len(group)
        items.append(row([measure(b, w, setting) for b, w in zip(group, widths)], widths, setting.gutter))
    return stack(items, setting.sizes.gap)
