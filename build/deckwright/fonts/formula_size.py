"""How large a formula is, in ems. A formula is set once and scales with its size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from deckwright.equations.formula import Formula
from deckwright.equations.outline import outline

SIZE = 20.0  # points at which a formula is set to be measured


@dataclass(frozen=True, slots=True)
class FormulaSize:
    """Width, extent above and below the baseline, in ems."""

    width: float
    ascent: float
    depth: float

    @property
    def height(self) -> float:
        return self.ascent + self.depth


@cache
def formula_size(formula: Formula, display: bool = False) -> FormulaSize:
    """The measures of a formula; display style is that of an equation on a line of its own."""
    ink = outline(formula, SIZE, display=display)
    return FormulaSize(ink.width / SIZE, ink.height / SIZE, ink.depth / SIZE)
