"""What should stand on a placed slide: every text with its figures, in the order in which it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deckwright.deck.block import Block
from deckwright.deck.drawing import Drawing, Label, Shape
from deckwright.deck.equation import Equation
from deckwright.deck.media import Picture
from deckwright.deck.slide import Slide
from deckwright.deck.table import Table
from deckwright.deck.text import Bullets, Code, Math, Paragraph, Run, Text
from deckwright.layout.placed import PlacedSlide
from deckwright.pptx.diagram_text import DiagramText
from deckwright.pptx.table.table_block import words_around_first_row
from deckwright.provenance.figure_span import Passage, formula_passage, passage


def seen(placed: PlacedSlide) -> Iterator[Passage]:
    """The texts that can be seen on a slide."""
    yield passage(placed.title)
    for item in placed.items:
        yield from _seen(item.block)


def heard(placed: PlacedSlide) -> Iterator[Passage]:
    """The descriptions of a slide's blocks."""
    for item in placed.items:
        block = item.block
        if isinstance(block, Equation) and not block.alt:
            yield _joined((formula_passage(line.formula, line.figures, spoken=True) for line in block.lines), "; ")
        elif isinstance(block, Table) and not block.alt:
            yield _outline(block)
        elif isinstance(block, Picture) and not block.alt:
            yield passage(block.caption, spoken=True)
        else:
            yield passage(block.alt, spoken=True)


def said(slide: Slide) -> Iterator[Passage]:
    """The notes."""
    for note in slide.notes:
        yield passage(note.text, spoken=True)


def _seen(block: Block) -> Iterator[Passage]:
    if isinstance(block, Paragraph):
        yield passage(block.text)
    elif isinstance(block, Bullets):
        yield from (passage(item.text) for item in block.items)
    elif isinstance(block, Code):
        yield from map(passage, block.lines)
    elif isinstance(block, Equation):
        yield from _equation(block)
    elif isinstance(block, Table):
        yield from (passage(cell.text) for row in block.rows for cell in row)
        yield passage(block.caption)
    elif isinstance(block, Drawing):
        yield from _drawing(block)
    elif isinstance(block, Picture):
        yield passage(block.caption)


def _equation(block: Equation) -> Iterator[Passage]:
    """All lines as one text, or each for itself where they appear one after the other."""
    lines = [formula_passage(line.formula, line.figures) for line in block.lines]
    if len({line.step for line in block.lines}) == 1:
        yield _joined(lines, " ")
    else:
        yield from lines
    yield from (passage(line.reason) for line in block.lines)


def _drawing(block: Drawing) -> Iterator[Passage]:
    for part in sorted({mark.part for mark in block.marks}):
        for mark in block.marks:
            if mark.part == part and isinstance(mark, (Shape, Label)):
                yield from map(passage, map(tuple, _lines(mark.text)))


def _lines(text: Text) -> list[list[Run | Math]]:
    """The lines of an inscription; a figure of several lines stands in the first."""
    return DiagramText(text, 1.0, "text").lines


def _outline(block: Table) -> Passage:
    """What is heard of a table without a description: its first row."""
    cells = _joined((passage(cell.text, spoken=True) for cell in block.rows[0]), ", ")
    before, after = words_around_first_row(block)
    return Passage(before) + cells + Passage(after)


def _joined(parts: Iterable[Passage], between: str) -> Passage:
    whole = Passage("")
    for k, part in enumerate(parts):
        whole += (Passage(between) if k else Passage("")) + part
    return whole
