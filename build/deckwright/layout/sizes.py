"""The few sizes in which a slide may be set, the largest first. One set holds for all text on a slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deckwright.deck.block import Block
from deckwright.deck.columns import Columns
from deckwright.deck.equation import Equation
from deckwright.deck.table import Table
from deckwright.deck.text import Bullets, Code, Paragraph


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points."""

    body: float
    equation: float
    table: float
    code: float
    statement: float

    @property
    def caption(self) -> float:
        """Captions and footnotes."""
        return max(16.0, 0.7 * self.body)

    @property
    def reason(self) -> float:
        """Reasons beside the lines of a derivation: read with them, so not much smaller than they are."""
        return max(16.0, min(self.body, 0.85 * self.equation))


# Rather than break a line of mathematics, equations become smaller; then only the text around them.
# No size is above the title's, but that of a statement.
LADDER = (
    Sizes(28, 32, 24, 24, 54),
    Sizes(28, 28, 22, 22, 54),
    Sizes(24, 32, 22, 22, 48),
    Sizes(24, 28, 20, 20, 48),
    Sizes(24, 24, 20, 18, 40),
    Sizes(24, 20, 18, 18, 40),
    Sizes(20, 24, 18, 16, 36),
    Sizes(20, 20, 16, 16, 36),
    Sizes(16, 20, 16, 16, 32),  # a table is as hard to read as the text around it
    Sizes(18, 20, 14, 16, 32),
    Sizes(16, 20, 14, 14, 28),
    Sizes(16, 18, 12, 12, 28),
)
IDEAL = 10  # how many steps of a ladder are tried with the space that charts and drawings like
CONTINUED = (Sizes(20, 24, 18, 16, 36), Sizes(18, 20, 16, 16, 32))  # smaller than this, it rather takes one slide more
REFERENCES = (
    Sizes(20, 20, 14, 14, 28),
    Sizes(18, 20, 14, 14, 28),
    Sizes(16, 20, 14, 12, 28),
)


def kinds_of_type(blocks: Sequence[Block]) -> list[str]:
    """Which of the sizes these blocks are set in, that of the body first."""
    found = set()
    for block in blocks:
        if isinstance(block, Columns):
            found |= {kind for column in block.columns for kind in kinds_of_type(column.blocks)}
        elif isinstance(block, Table):
            found.add("body" if block.kind == "matrix" else "table")
        elif isinstance(block, Equation):
            found.add("equation")
        elif isinstance(block, Code):
            found.add("code")
        elif isinstance(block, (Paragraph, Bullets)):
            found.add("body")
    return sorted(found)
