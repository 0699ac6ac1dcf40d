"""Display equations and workings."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.deck.block import Block
from deckwright.deck.figure import Figure
from deckwright.deck.text import Text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an equation: ``left relation right``, all LaTeX, aligned at the relation.

    A line that continues the one above has an empty left side. ``reason`` stands beside it.
    step counts further clicks after the equation's own.
    """

    right: str
    left: str = ""
    relation: str = ""
    reason: Text = ()
    figures: tuple[Figure, ...] = ()
    step: int = 0

    @property
    def latex(self) -> str:
        """The whole line as LaTeX."""
        return " ".join(part for part in (self.left, self.relation, self.right) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation(Block):
    """One or several lines of display mathematics, aligned at their relations when there are several."""

    lines: tuple[Line, ...]

    @property
    def noun(self) -> str:
        return "formula"
