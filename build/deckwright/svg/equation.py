"""Display equations, with the reasons of their lines beside them."""

from __future__ import annotations

from deckwright.deck.equation import Equation
from deckwright.deck.text import plain
from deckwright.layout.placed import Placed
from deckwright.svg.canvas import Canvas, step_of
from deckwright.svg.formula import EM, draw_formula, formula_marks
from deckwright.svg.markup import element, points
from deckwright.svg.text_block import small_text


def draw_equation(placed: Placed, canvas: Canvas) -> str:
    """Each line where the layout put it; lines may appear one after the other."""
    block: Equation = placed.block
    made = ""
    for line, box in zip(block.lines, placed.parts):
        marks = formula_marks(line.formula, True)
        total = (marks.height + marks.depth) * placed.size / EM
        baseline = points(box.top) + (points(box.height) - total) / 2 + marks.height * placed.size / EM
        made += draw_formula(
            line.formula, points(box.left), baseline, placed.size, "text", canvas,
            display=True, figures=line.figures, step=step_of(block.step + line.step),
        )  # fmt: skip
    label = plain(block.alt) or None
    return element("g", {"role": "group" if label else None, "aria-label": label}, made + _reasons(placed, canvas))


def _reasons(placed: Placed, canvas: Canvas) -> str:
    lines = placed.block.lines
    with_reason = [index for index, line in enumerate(lines) if line.reason]
    made = ""
    for index, box in zip(with_reason, placed.parts[len(lines) :], strict=True):
        own = [line for line in placed.lines if line.paragraph == index]
        made += small_text(own, box, placed.small, canvas, step_of(placed.block.step + lines[index].step))
    return made
