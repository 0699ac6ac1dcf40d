"""Breaking a line of mathematics that is too wide: between statements, before relations, before binary operators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from deckwright.deck.equation import Line
from deckwright.deck.figure import Figure
from deckwright.equations.formula import Formula, joined
from deckwright.equations.rows import trimmed
from deckwright.equations.tree import Node
from deckwright.fonts.formula_size import formula_size
from deckwright.layout.alignment import right_edge

RELATIONS = {"=", "<", ">"} | {
    f"\\{name}"
    for name in (
        "approx", "equiv", "le", "leq", "ge", "geq", "propto", "sim", "Rightarrow", "implies", "iff", "Leftrightarrow",
        "Longrightarrow", "coloneqq", "triangleq", "doteq", "simeq", "lesssim", "gtrsim",
    )
}  # fmt: skip
SPACE = 0.28  # ems around a relation, the most that stands before a sign
QUADS = {r"\quad": 1.0, r"\qquad": 2.0}  # ems; they part statements
SPACES = {r"\;", r"\,", r"\:", r"\ "}  # these do after a comma
WHITE = QUADS.keys() | SPACES
MEDIUM_SPACE = Formula(r"\:")
SUMS = {"+", "-", r"\pm"}
PRODUCTS = {r"\cdot", r"\times", r"\odot", r"\circ"}
OPENING = {"(", "[", r"\{", r"\langle"}
CLOSING = {")", "]", r"\}", r"\rangle"}


def break_line(line: Line, room: float, widest_lead: float) -> tuple[Line, ...]:
    """The line in several that end within room (ems of the formula), where its operators allow it.

    A break between statements takes the place of the space there. One before a relation gives a line that is aligned
    at it; one before an operator gives a line with neither left side nor relation, which continues the one above.
    """

    lines = [line]
    for signs in (WHITE, RELATIONS, SUMS, PRODUCTS):
        lines = [part for whole in lines for part in _filled(whole, signs, room, widest_lead)]
    return (line,) if len(lines) == 1 else _with_figures(line, lines)


def _filled(line: Line, signs: set[str], room: float, widest_lead: float) -> list[Line]:
    """Greedy: each line takes as many chunks as fit; a chunk after the first starts with its sign.

    A line's end is found by adding its chunks' widths, so that each chunk is set only once, whatever the room.
    """
    if right_edge(line, widest_lead) <= room or line.right.reaches:
        return [line]
    first, *rest = _chunks(line.right, signs)
    lines = [replace(line, right=first)]
    end = right_edge(lines[0], widest_lead)
    for chunk in rest:
        started = _started(chunk, line.step)
        end += max(SPACE, _white(chunk)) + formula_size(started.formula, True).width
        if end <= room:
            lines[-1] = replace(lines[-1], right=joined(lines[-1].right, chunk))
        else:
            lines.append(started)
            end = right_edge(started, widest_lead)
    return lines


def _started(chunk: Formula, step: int) -> Line:
    """A new line from a chunk that starts with a sign."""
    sign = chunk.nodes[0].sign
    if sign in WHITE:
        return Line(_after(chunk, len(list(_leading_spaces(chunk)))), step=step)
    if sign in RELATIONS:
        return Line(_after(chunk, 1), relation=_before(chunk, 1), step=step)
    # With nothing before it the sign would be set as a prefix, without the space that a binary operator has.
    return Line(joined(_before(chunk, 1), MEDIUM_SPACE, _after(chunk, 1)), step=step)


def _before(formula: Formula, index: int) -> Formula:
    """What stands before one of its nodes."""
    return _between(formula, 0, index)


def _after(formula: Formula, index: int) -> Formula:
    """What stands from one of its nodes on."""
    return _between(formula, index, len(formula.nodes))


def _between(formula: Formula, first: int, last: int) -> Formula:
    """What stands from one of its nodes to another, without white space at its ends."""
    places = (*formula.tree.starts, len(formula.latex))
    start = places[first]
    return formula.part(start, start + len(trimmed(formula.latex[start : places[last]])))


def _leading_spaces(chunk: Formula) -> Iterator[Node]:
    """The spaces with which a chunk starts."""
    return takewhile(lambda node: node.sign in WHITE, chunk.nodes)


def _white(chunk: Formula) -> float:
    """The width, in ems, of the spaces with which a chunk starts."""
    return sum(QUADS.get(node.sign, 0.0) for node in _leading_spaces(chunk))


def _chunks(formula: Formula, signs: set[str]) -> Iterator[Formula]:
    """The formula cut before each of these signs that stands outside of all brackets and parts what is around it."""
    open_brackets, start, before = 0, 0, ""
    for index, sign in enumerate(node.sign for node in formula.nodes):
        open_brackets = max(0, open_brackets + (sign in OPENING) - (sign in CLOSING))
        if not open_brackets and sign in signs and _parts(sign, before):
            yield _between(formula, start, index)
            start = index
        before = sign
    if not start or any(node.sign not in WHITE for node in formula.nodes[start:]):  # else spaces at the end
        yield _after(formula, start)


def _parts(sign: str, before: str) -> bool:
    """Whether a sign after this other one has something on either side: a statement, an operand."""
    if sign in SPACES:
        return before == ","
    return bool(before) and before not in (WHITE if sign in WHITE else RELATIONS | SUMS | PRODUCTS)


def _digits(text: str) -> re.Pattern[str]:
    """A number as it reads in a formula: marks between its digits may stand in braces, spaces are commands."""
    return re.compile(
        "".join(r"\\," if c.isspace() else rf"\{{?{re.escape(c)}\}}?" if c in ",.'’" else re.escape(c) for c in text)
    )


def _with_figures(line: Line, lines: list[Line]) -> tuple[Line, ...]:
    """Each figure goes with the line in which its number stands, in their order."""
    shares: list[list[Figure]] = [[] for _ in lines]
    at, position = 0, 0
    for figure in line.figures:
        digits = _digits(figure.text.lstrip("−-"))
        for index in range(at, len(lines)):
            found = digits.search(lines[index].latex, position if index == at else 0)
            if found:
                at, position = index, found.end()
                break
        shares[at].append(figure)
    return tuple(replace(one, figures=tuple(share)) for one, share in zip(lines, shares))
