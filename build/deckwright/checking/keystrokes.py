"""A formula as it is put into a calculator: what stands there, without how it is dressed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from deckwright.equations.commands import SIZES, STYLES, SWITCHES
from deckwright.equations.tree import Character, Command, Fenced, Group, Node, Number, Row, Scripts, Space, Table, Words

ARGUMENT, OPTION = "{}", "[]"  # keystrokes for a whole row
PLAIN = {"textcolor", "color", "boxed", "overbrace", "underbrace", *STYLES, *SWITCHES}  # these show what they hold
QUADS = (r"\quad", r"\qquad")  # they part one calculation from the next; narrower spaces say nothing
_OPENING = {"‖": r"\lVert", "⌊": r"\lfloor", "⌈": r"\lceil"}
_CLOSING = {"‖": r"\rVert", "⌋": r"\rfloor", "⌉": r"\rceil"}


@dataclass(frozen=True, slots=True)
class Keystroke:
    r"""A number, a sign, a name; or a whole argument or matrix, whose numbers are put in one by one.

    name   as LaTeX: ``12.5``, ``\cdot``, ``\operatorname{ReLU}``; ARGUMENT or OPTION for a row
    apart  whether white space follows
    """

    name: str
    row: Row | None = None
    table: Table | None = None
    apart: bool = False

    @property
    def latex(self) -> str:
        """What is put in, to be read by an author."""
        if self.table:
            rows = r" \\ ".join(" & ".join(written(keystrokes(cell)) for cell in row) for row in self.table.rows)
            return f"{self.name} {rows} {self.name.replace('begin', 'end')}"
        if self.row is None:
            return self.name
        return self.name[0] + written(keystrokes(self.row)) + self.name[1]

    @property
    def argument(self) -> Row:
        """The row of an argument or option."""
        if self.row is None:
            raise ValueError(f"{self.name} is no argument.")
        return self.row

    @property
    def cells(self) -> tuple[tuple[Row, ...], ...]:
        """The cells of a matrix, row by row."""
        if self.table is None:
            raise ValueError(f"{self.name} is no matrix.")
        return self.table.rows


def written(strokes: Sequence[Keystroke]) -> str:
    """Keystrokes as LaTeX."""
    return "".join(stroke.latex + " " * stroke.apart for stroke in strokes).strip()


def keystrokes(row: Row) -> list[Keystroke]:
    r"""All of a row.

    >>> from deckwright.equations.formula import Formula
    >>> written(keystrokes(Formula(r"\textcolor{weight}{-0.5} \cdot \underbrace{2}_{\text{two}}").tree))
    '-0.5 \\cdot 2'
    """
    strokes: list[Keystroke] = []
    for made, apart in _by_node(row):
        for stroke in made:
            if strokes and _is_number(strokes[-1]) and _is_number(stroke):  # no space is shown there: 2 0.5 reads 20.5
                stroke = replace(stroke, name=strokes.pop().name + stroke.name)
            strokes.append(stroke)
        if apart and strokes:
            strokes[-1] = replace(strokes[-1], apart=True)
    return strokes


def _by_node(row: Row) -> Iterator[tuple[list[Keystroke], bool]]:
    """The keystrokes of each node, and whether white space follows it; a number in groups of digits is one."""
    ends, index = (*row.starts[1:], len(row.latex)), 0
    while index < len(row.nodes):
        node, last = row.nodes[index], _last_of_number(row, index)
        made = [Keystroke(_digits(row.nodes[index : last + 1]))] if last > index else list(_of_node(node))
        source = row.latex[row.starts[index] : ends[last]]
        yield made, source != source.rstrip() or isinstance(node, Space)
        index = last + 1


def _last_of_number(row: Row, index: int) -> int:
    r"""The last node of a number in groups of three digits, ``60{,}000`` or 60,000; the node itself if it is none."""
    last = index
    while _is_next_group(row, last, braces=True):
        last += 2
    if last == index and re.fullmatch(r"[1-9]\d{0,2}", _numeral(row.nodes[index])):
        while _is_next_group(row, last, braces=False):
            last += 2
        if last > index and _starts_with_comma(row, last):
            return index
    return last


def _is_next_group(row: Row, index: int, braces: bool) -> bool:
    """Whether a number goes on after a node with a comma and three digits."""
    before, *after = row.nodes[index : index + 3]
    if len(after) < 2 or not (isinstance(before, Number) and isinstance(after[1], Number)) or "." in before.text:
        return False
    comma, digits = after
    if braces:
        found = isinstance(comma, Group) and comma.row.latex == ","
    else:
        found = _starts_with_comma(row, index) and row.starts[index + 2] == row.starts[index + 1] + 1
    return found and re.fullmatch(r"\d{3}(\.\d+)?", _numeral(digits)) is not None


def _starts_with_comma(row: Row, index: int) -> bool:
    """Whether a comma follows a number's digits at once."""
    return row.latex.startswith(",", row.starts[index] + len(_numeral(row.nodes[index])))


def _digits(nodes: Sequence[Node]) -> str:
    return "".join("{,}" if isinstance(node, Group) else _numeral(node) for node in nodes)


def _numeral(node: Node) -> str:
    """The text of a number or a character; "" for another node."""
    return node.text if isinstance(node, Number | Character) else ""


def _is_number(stroke: Keystroke) -> bool:
    return stroke.name[:1].isdigit()


def _of_node(node: Node) -> Iterator[Keystroke]:
    match node:
        case Character() | Number():
            yield Keystroke(node.text)
        case Space():
            if node.sign in QUADS:
                yield Keystroke(node.sign)
        case Words():
            named = node.name == "operatorname" and isinstance(node.pieces[0], str)
            yield Keystroke(rf"\operatorname{{{node.pieces[0]}}}" if named else node.sign)
        case Group():
            yield Keystroke(ARGUMENT, node.row)
        case Table():
            yield Keystroke(rf"\begin{{{node.name}}}", table=node)
        case Fenced():
            yield from _fenced(node)
        case Scripts():
            yield from _scripts(node)
        case Command():
            yield from _command(node)


def _fenced(node: Fenced) -> Iterator[Keystroke]:
    yield from _bracket(node.opening, _OPENING)
    yield from keystrokes(node.row)
    yield from _bracket(node.closing, _CLOSING)


def _bracket(text: str, names: dict[str, str]) -> Iterator[Keystroke]:
    if text:
        yield Keystroke(names.get(text, text))


def _scripts(node: Scripts) -> Iterator[Keystroke]:
    """A node and its scripts, those left out that stand at a brace and only say what it is."""
    if node.base:
        yield from _of_node(node.base)
    if isinstance(node.base, Command) and node.base.name in ("underbrace", "overbrace"):
        return
    if node.below is not None:
        yield from (Keystroke("_"), Keystroke(ARGUMENT, node.below))
    yield from [Keystroke("'")] * node.primes
    if node.above is not None:
        yield from (Keystroke("^"), Keystroke(ARGUMENT, node.above))


def _command(node: Command) -> Iterator[Keystroke]:
    if node.name in SIZES:
        yield from _bracket(node.words[0], _CLOSING if node.name.endswith("r") else _OPENING)
    elif node.name in PLAIN:
        for row in node.arguments:
            yield from keystrokes(row)
    elif node.name == "mathbf":
        yield Keystroke(rf"\mathbf{{{node.arguments[0].latex}}}")
    else:
        yield Keystroke(node.sign)
        if node.option is not None:
            yield Keystroke(OPTION, node.option)
        yield from (Keystroke(ARGUMENT, row) for row in node.arguments)
