"""MathML of rows and of their nodes: letters, numbers, scripts, brackets, tables, words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from deckwright.equations import commands
from deckwright.equations.mathml_commands import COMMANDS, operator_named
from deckwright.equations.normal_form import (
    Elements,
    between,
    element,
    is_fence,
    named,
    row_of,
    scripted_fences,
    space,
    token_element,
)
from deckwright.equations.symbols import CLASSES, INTEGRALS, LARGE
from deckwright.equations.table import table
from deckwright.equations.tree import Character, Command, Fenced, Group, Node, Number, Row, Scripts, Space, Table, Words

PRIMES = {1: "′", 2: "″", 3: "‴", 4: "⁗"}
QUOTES = {"`": "‘", '"': "”"}
OPERATORS = {"-": "−", "*": "∗"}


@dataclass(frozen=True, slots=True)
class Style:
    """How what follows is set: whether in display style, and in which alphabet ("" is that of variables)."""

    display: bool
    alphabet: str = ""

    @property
    def small(self) -> Style:
        """That of scripts and of the parts of fractions."""
        return replace(self, display=False)


class Writer:
    """From a tree to elements in normal form. A node is one element, or several, or none."""

    def row(self, row: Row, style: Style) -> Elements:
        return self.nodes(row.nodes, style)

    def one(self, row: Row, style: Style) -> etree._Element:
        """A row as one element."""
        return row_of(self.row(row, style))

    def nodes(self, nodes: Sequence[Node], style: Style) -> Elements:
        made: Elements = []
        for index, node in enumerate(nodes):
            name = node.name if isinstance(node, Command) else ""
            if name in commands.SWITCHES:
                style = replace(style, alphabet=commands.SWITCHES[name])
            elif name in commands.STYLES:
                style = replace(style, display=commands.STYLES[name])
                made += _in_style(self.nodes(nodes[index + 1 :], style), style.display)
                break
            else:
                made += self.node(node, style)
        return scripted_fences(named(made))

    def node(self, node: Node, style: Style) -> Elements:
        return _NODES[type(node)](self, node, style)

    def character(self, node: Character, style: Style) -> Elements:
        text = node.text
        if text in QUOTES:
            return [element("mtext", QUOTES[text])]
        if text.isalpha() or len(text) > 1:
            return [token_element("mi", text, style.alphabet)]
        return [self.symbol(OPERATORS.get(text, text), style)]

    def symbol(self, character: str, style: Style) -> etree._Element:
        """A character that is none of the alphabet's: an operator, unless it behaves as a letter."""
        if unicodedata.category(character)[0] == "L" or character in "∂∇":
            return token_element("mi", character, style.alphabet)
        if CLASSES.get(character) == "ord" and character not in commands.ORDINARY_OPERATORS:
            return element("mi", character)
        return element("mo", character, stretchy="false")

    def number(self, node: Number, style: Style) -> Elements:
        return [token_element("mn", node.text, style.alphabet)]

    def space(self, node: Space, style: Style) -> Elements:
        return [space(node.width)]

    def command(self, node: Command, style: Style) -> Elements:
        return COMMANDS[node.name](self, node, style)

    def group(self, node: Group, style: Style) -> Elements:
        made = self.row(node.row, style)
        if len(made) == 1 and made[0].tag == "mo" and "class" not in made[0].attrib:
            made[0].set("form", "none")  # {,} or {=}: braces take an operator its spaces
        return made if len(made) < 2 else [row_of(made)]

    def fenced(self, node: Fenced, style: Style) -> Elements:
        return [between(node.opening, self.row(node.row, style), node.closing)]

    def words(self, node: Words, style: Style) -> Elements:
        if node.name.startswith("operatorname"):
            return [operator_named(self, node, style)]
        made = [self.piece(piece) for piece in node.pieces]
        return [space(2), *made] if node.name.startswith("tag") else [row_of(made)]

    def piece(self, piece: str | Row, alphabet: str = "") -> etree._Element:
        """Words, or a formula between them."""
        return element("mtext", piece) if isinstance(piece, str) else self.one(piece, Style(False, alphabet))

    def table(self, node: Table, style: Style) -> Elements:
        display = node.name in commands.LINES_OF_A_FORMULA or node.name in ("dcases", "drcases")
        cell_style = Style(display, style.alphabet)
        rows = [[self.row(cell, cell_style) for cell in row] for row in node.rows]
        return [table(node.name, rows, node.rules, node.columns)]

    def scripts(self, node: Scripts, style: Style) -> Elements:
        made = self.node(node.base, style) if node.base else []
        above = self.above(node, style.small)
        below = self.one(node.below, style.small) if node.below is not None else None
        base = made.pop() if made and made[-1].tag != "mspace" else etree.Element("mrow")
        limits = _limits(base, style.display) if node.limits is None else node.limits
        return [*made, _scripted(base, below, above, limits)]

    def above(self, node: Scripts, style: Style) -> etree._Element | None:
        """The primes, and what stands in the superscript after them."""
        above = self.one(node.above, style) if node.above is not None else None
        if not node.primes:
            return above
        mark = element("mi", PRIMES.get(node.primes, "′" * node.primes))
        return mark if above is None else row_of([mark, *(above if _is_plain_row(above) else [above])])


_NODES = {
    Character: Writer.character,
    Number: Writer.number,
    Command: Writer.command,
    Space: Writer.space,
    Words: Writer.words,
    Scripts: Writer.scripts,
    Group: Writer.group,
    Fenced: Writer.fenced,
    Table: Writer.table,
}


def _in_style(nodes: Elements, display: bool) -> Elements:
    for node in nodes:
        if "displaystyle" not in node.attrib:
            node.set("displaystyle", str(display).lower())
    return nodes


def _is_plain_row(node: etree._Element) -> bool:
    return node.tag == "mrow" and not node.attrib and not is_fence(node)


def _limits(base: etree._Element, display: bool) -> bool:
    """Whether scripts stand over and under a base of their own accord."""
    if base.tag in ("munder", "mover") and base[1].text in commands.BRACES and base[1].tag == "mo":
        return True
    if not display:
        return False
    return bool(base.get("movablelimits")) or base.tag == "mo" and base.text in LARGE - INTEGRALS


def _scripted(base, below, above, limits: bool) -> etree._Element:
    under, over, both = ("munder", "mover", "munderover") if limits else ("msub", "msup", "msubsup")
    made = etree.Element(both if below is not None and above is not None else under if below is not None else over)
    made.extend(part for part in (base, below, above) if part is not None)
    return made
