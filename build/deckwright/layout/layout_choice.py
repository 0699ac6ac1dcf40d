"""Which layout a slide gets when its author names none: it follows from the content."""

from __future__ import annotations

from deckwright.deck.block import Block
from deckwright.deck.columns import Columns
from deckwright.deck.slide import Slide
from deckwright.deck.text import Paragraph
from deckwright.layout.figures import FIGURES
from deckwright.layout.stacking import is_heading


def choose_layout(slide: Slide, first: bool) -> str:
    """One of LAYOUTS."""
    if slide.layout:
        return slide.layout
    if not slide.blocks:
        return "title" if first else "section"
    kinds = {block.kind for block in slide.blocks if isinstance(block, Paragraph)}
    if kinds & {"question", "answer"}:
        return "question"
    if len(slide.blocks) == 1:
        return _of_one(slide.blocks[0])
    figures = sum(isinstance(block, FIGURES) for block in slide.blocks)
    return "figure-text" if figures == 1 and not any(isinstance(b, Columns) for b in slide.blocks) else "content"


def _of_one(block: Block) -> str:
    if isinstance(block, Paragraph) and block.kind == "statement":
        return "statement"
    if isinstance(block, FIGURES):
        return "figure"
    if isinstance(block, Columns) and len(block.columns) == 2:
        headed = all(column.blocks and is_heading(column.blocks[0]) for column in block.columns)
        even = len({column.width for column in block.columns}) == 1  # a comparison's divider stands in the middle
        return "comparison" if headed and even else "two-columns"
    return "content"
