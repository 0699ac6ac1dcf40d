"""A formula is read once: its parts and what is joined from them have the trees that reading them would give."""

from __future__ import annotations

import pytest

from deckwright.equations import grammar
from deckwright.equations.formula import NOTHING, Formula, joined
from deckwright.layout.line_break import break_line
from deckwright.markdown.formula import display_math

from .test_any_formula import COURSE, WHERE


def read_alone(formula: Formula) -> grammar.Row:
    """The tree of what is written, by the grammar."""
    return grammar.Grammar(formula.latex).formula()


@pytest.mark.parametrize("latex", COURSE)
def test_parts_and_joined_formulas_say_what_is_written(latex: str) -> None:
    """Taken apart into sides, joined, and broken into lines: each is what its own LaTeX says."""
    lines = display_math(latex, (), WHERE).lines
    broken = [part for line in lines for part in break_line(line, 8.0, 0.0)]
    for line in (*lines, *broken):
        for formula in (*line.sides, line.formula):
            assert not formula or formula.tree == read_alone(formula)


def test_no_part_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sides, lines and joined formulas have the nodes of the formula that they are parts of."""
    (line,) = display_math(r"z = w x + b = 0.15 \cdot 0.05 + 0.2 = 0.2075", (), WHERE).lines
    monkeypatch.setattr("deckwright.equations.formula.read", None)
    lines = break_line(line, 8.0, 0.0)
    assert len(lines) > 2 and all(part.formula.nodes for part in lines)


def test_a_part_within_a_command_is_read_for_itself() -> None:
    """Where a place stands in the midst of a node, no node of the whole can be taken."""
    whole = Formula(r"a + \frac{b}{c} + d")
    assert whole.part(10, 11).nodes == Formula("b").nodes
    assert whole.part(4, 15).nodes == whole.nodes[2:3]


def test_what_is_equal_is_written_alike() -> None:
    """A formula is its LaTeX; the empty one is false."""
    assert joined(Formula("a"), NOTHING, Formula("= b")) == Formula("a = b")
    assert not NOTHING and joined(NOTHING) == NOTHING
