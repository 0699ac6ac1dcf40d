"""A formula: one object, made once where LaTeX is written or a working gives it, and taken by every surface."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from deckwright.equations.commands import SWITCHES
from deckwright.equations.grammar import read
from deckwright.equations.nesting import INFIX
from deckwright.equations.tree import Command, Node, Row


@dataclass(frozen=True)
class Formula:
    r"""A formula's LaTeX as it is written, and its tree. Nothing written is the empty formula, which counts as false.

    >>> Formula(r"z = \frac{1}{2}").tree.nodes[1].sign
    '='
    """

    latex: str

    def __bool__(self) -> bool:
        return bool(self.latex)

    @cached_property
    def tree(self) -> Row:
        """What it says. Raises EquationError for what is no formula."""
        return read(self.latex)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes of its outermost row."""
        return self.tree.nodes

    def part(self, start: int, end: int) -> Formula:
        """What is written from one place to another.

        Nodes that stand there are those of the whole. Where a place is within a node, the part is read for itself.
        """
        latex, starts = self.latex[start:end], (*self.tree.starts, len(self.latex))
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        within_nodes = self.latex[start : starts[first]].strip() or self.latex[end : starts[last]].strip()
        if within_nodes or first == last:
            return Formula(latex)
        return _made(Row(latex, self.nodes[first:last], tuple(each - start for each in starts[first:last])))

    @property
    def reaches(self) -> bool:
        r"""Whether something in it holds for more than its own place: ``\over``, ``\bf``, ``\color{loss}``."""
        return any(
            isinstance(node, Command) and (node.name in SWITCHES or node.sign in _REACHING) for node in self.nodes
        )


_REACHING = {*INFIX, r"\color"}
NOTHING = Formula("")


def joined(*parts: Formula) -> Formula:
    """Formulas as one, with a space between them."""
    parts = tuple(part for part in parts if part)
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    nodes: list[Node] = []
    starts: list[int] = []
    at = 0
    for part in parts:
        nodes += part.nodes
        starts += [at + start for start in part.tree.starts]
        at += len(part.latex) + 1
    return _made(Row(" ".join(part.latex for part in parts), tuple(nodes), tuple(starts)))


def _made(tree: Row) -> Formula:
    """A formula whose tree is known."""
    formula = Formula(tree.latex)
    formula.__dict__["tree"] = tree
    return formula


class Sides(NamedTuple):
    """A line of several that are aligned at their relations; a relation that is not there is the empty formula."""

    left: Formula
    relation: Formula
    right: Formula

    @property
    def whole(self) -> Formula:
        """The line as one formula."""
        return joined(*self)
