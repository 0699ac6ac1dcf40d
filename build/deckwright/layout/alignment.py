"""Lines of an equation stand with their relations below one another; lengths are ems of the formula."""

from __future__ import annotations

from deckwright.deck.equation import Line
from deckwright.equations.formula import joined
from deckwright.fonts.formula_size import formula_size

CONTINUATION = 1.6  # by which a line without a relation stands to the right of the relations


def lead(line: Line) -> float:
    """How far the line's relation stands to the right of its left edge."""
    if not (line.left and line.relation):
        return 0.0
    return formula_size(line.formula, True).width - formula_size(joined(line.relation, line.right), True).width


def left_edge(line: Line, widest_lead: float) -> float:
    """Where a line begins among lines the widest of which has this lead."""
    if line.relation:
        return widest_lead - lead(line)
    return 0.0 if line.left or widest_lead == 0.0 else widest_lead + CONTINUATION


def right_edge(line: Line, widest_lead: float) -> float:
    return left_edge(line, widest_lead) + formula_size(line.formula, True).width
