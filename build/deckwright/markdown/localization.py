"""The last step of reading: a slide as the deck's language has it.

Up to here every formula has the marks of English, whoever wrote it: an author, a working, a figure put in; and what
begins a table's row stands at the left.
"""

from __future__ import annotations

import dataclasses

from deckwright.deck.equation import Line
from deckwright.deck.figure import map_inside
from deckwright.deck.slide import Slide
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Math
from deckwright.equations.formula import Formula
from deckwright.language import spoken
from deckwright.language.formulas import formula_in

TURNED = {"left": "right", "right": "right", "center": "center"}  # digits stay below one another at the right


def localized(slide: Slide) -> Slide:
    """The slide with each formula in the language spoken, and with tables that begin where its lines begin."""
    if not spoken().writes_as_english:
        slide = map_inside(slide, (Line, Math), _local)
    return map_inside(slide, Table, _turned) if spoken().rtl else slide


def _local(part: Line | Math) -> Line | Math:
    if isinstance(part, Math):
        return dataclasses.replace(part, formula=_local_formula(part.formula))
    left, right = (_local_formula(side) for side in (part.left, part.right))
    return dataclasses.replace(part, left=left, right=right, reason=map_inside(part.reason, Math, _local))


def _local_formula(formula: Formula) -> Formula:
    return Formula(formula_in(spoken(), formula.latex))


def _turned(table: Table) -> Table:
    """A table for readers from the right; matrices are mathematics and stay."""
    rows = tuple(tuple(map(_turned_cell, row)) for row in table.rows)
    return table if table.kind == "matrix" else dataclasses.replace(table, rows=rows)


def _turned_cell(cell: Cell) -> Cell:
    return dataclasses.replace(cell, align=TURNED[cell.align], apart=False)
