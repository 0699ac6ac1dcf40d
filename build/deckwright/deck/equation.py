"""Display equations and workings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deckwright.deck.block import Block
from deckwright.deck.figure import Figure
from deckwright.deck.text import Text
from deckwright.equations.formula import NOTHING, Formula, Sides


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an equation: ``left relation right``, aligned at the relation.

    A line that continues the one above has an empty left side. ``reason`` stands beside it.
    step counts further clicks after the equation's own.
    """

    right: Formula
    left: Formula = NOTHING
    relation: Formula = NOTHING
    reason: Text = ()
    figures: tuple[Figure, ...] = ()
    step: int = 0

    @classmethod
    def from_latex(cls, right: str, left: str = "", relation: str = "", reason: Text = (), **more: Any) -> Line:
        return cls(Formula(right), Formula(left), Formula(relation), reason, **more)

    @property
    def sides(self) -> Sides:
        return Sides(self.left, self.relation, self.right)

    @property
    def formula(self) -> Formula:
        """The whole line."""
        return self.sides.whole

    @property
    def latex(self) -> str:
        """What is written for the whole line."""
        return " ".join(side.latex for side in self.sides if side)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation(Block):
    """One or several lines of display mathematics, aligned at their relations when there are several.

    parallel  its lines come with the same clicks as those of the working before it, not after them
    """

    lines: tuple[Line, ...]
    parallel: bool = False

    @property
    def noun(self) -> str:
        return "formula"
