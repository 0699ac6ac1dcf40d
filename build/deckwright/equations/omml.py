"""Formulas -> the equations that PowerPoint edits (Office Math, ECMA-376 part 1, section 22.1)."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from lxml import etree

from deckwright.equations import omml_elements as office
from deckwright.equations.alphabet import plain, weight
from deckwright.equations.formula import Formula, Sides
from deckwright.equations.mathml import mathml
from deckwright.equations.normal_form import BARS, CLOSING, OPENING
from deckwright.equations.normal_form import is_fence as _fence
from deckwright.equations.omml_elements import M, RunStyle, m
from deckwright.equations.spacing import operator
from deckwright.equations.symbols import LARGE, PUNCT, REL
from deckwright.errors import Source

ACCENTS = {
    "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0305", "→": "\u20d7", "←": "\u20d6", "˙": "\u0307", "¨": "\u0308",
    "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", "`": "\u0300", "˚": "\u030a", "⃛": "\u20db", "⃜": "\u20dc",
    "↔": "\u20e1",
}  # fmt: skip
BRACES = {"⏟": False, "⏞": True, "⎵": False, "⎴": True}
# Spaces by their width in thousandths of an em, for what a formula spaces by hand.
SPACES = ((2000, "\u2003\u2003"), (1000, "\u2003"), (500, "\u2002"), (278, "\u2004"), (222, "\u205f"), (167, "\u2009"))
RULE = "|"  # between the columns of an array
QUAD = 0.9  # em: a space as wide as this separates formulas
NOTHING = "\u200b"  # stands where Office would show an empty box

Elements = list[etree._Element]


def omml(
    formula: Formula,
    *,
    size: float | None = None,
    fill: etree._Element | None = None,
    display: bool = True,
    where: Source | None = None,
) -> etree._Element:
    """The formula as ``m:oMath``.

    size  of the letters in points; None takes that of the paragraph
    fill  ``a:solidFill`` for what has no role of its own; None takes that of the paragraph
    """
    return m("oMath", *_Translation().row(mathml(formula, display, where), RunStyle(size, fill)))


def omml_paragraph(formulas: Sequence[Formula], *, justify: str = "center", **options) -> etree._Element:
    """Formulas, each on a line of its own, as ``m:oMathPara``. justify: left, center, right or centerGroup."""
    return paragraph([omml(formula, **options) for formula in formulas], justify)


def paragraph(formulas: Sequence[etree._Element], justify: str = "center") -> etree._Element:
    """``m:oMathPara`` around finished formulas."""
    return m("oMathPara", m("oMathParaPr", m("jc", val=justify)), *formulas)


def omml_aligned(
    lines: Sequence[Sides],
    *,
    size: float | None = None,
    fill: etree._Element | None = None,
    where: Source | None = None,
) -> etree._Element:
    """Several lines, aligned at their relations, as one ``m:oMath``."""
    run_style = RunStyle(size, fill)

    def cell(side: Formula) -> Elements:
        return _Translation().row(mathml(side, True, where), run_style) if side else []

    if len(lines) == 1:
        return omml(lines[0].whole, size=size, fill=fill, where=where)
    rows = []
    for each in lines:
        relation = cell(each.relation) or (
            [office.run("\u2003", run_style, "p")] if not each.left and any(o.relation for o in lines) else []
        )
        rows.append(_at_alignment_points([cell(each.left), relation + cell(each.right)], run_style))
    return m("oMath", office.equation_array(rows, run_style))


def text_of(formula: etree._Element) -> str:
    """The characters of a formula in the order in which they are stored, letters of all alphabets as plain ones.

    Marks of alignment are no characters. PowerPoint stores an edited x as an italic x of Unicode's own.
    """
    words = []
    for characters in formula.iter(f"{{{M}}}t"):
        aligned = next(characters.iterancestors(f"{{{M}}}eqArr"), None) is not None
        words.append((characters.text or "").replace("&", "" if aligned else "&").replace(NOTHING, ""))
    return plain("".join(words))


def _at_alignment_points(cells: Sequence[Elements], run_style: RunStyle) -> Elements:
    """The cells of a line with ``&`` between them: on the first run of a cell, else on a run of its own."""
    line = list(cells[0])
    for cell in cells[1:]:
        characters = cell[0].find(f"{{{M}}}t") if cell and cell[0].tag == f"{{{M}}}r" else None
        if characters is None:
            line.append(office.run("&", run_style, "p"))
        else:
            characters.text = "&" + characters.text
        line += cell
    return line


class _Translation:
    """Normal-form MathML to Office Math, row by row.

    Office holds what a sum or a function applies to inside of it; MathML lets it follow. So a row is read from the
    left, and an operator takes from what follows it.
    """

    def row(self, element: etree._Element, run_style: RunStyle) -> Elements:
        """The content of an argument: an element or, if it is a plain row, its children."""
        run_style = run_style.in_role(element.get("mathcolor"))
        if element.tag in ("math", "mtd") or (element.tag == "mrow" and not _fence(element)):
            return self.sequence(list(element), run_style)
        return self.sequence([element], run_style)

    def filled(self, element: etree._Element, run_style: RunStyle) -> Elements:
        """The same, with something that cannot be seen where there would be nothing."""
        return self.row(element, run_style) or [office.run(NOTHING, run_style, "p")]

    def sequence(self, nodes: Elements, run_style: RunStyle) -> Elements:
        result: Elements = []
        index = 0
        while index < len(nodes):
            made, index = self.item(nodes, index, run_style)
            result += made
        return result

    def item(self, nodes: Elements, index: int, run_style: RunStyle) -> tuple[Elements, int]:
        """What stands at an index, with whatever it applies to; and the index after that."""
        node = nodes[index]
        own = run_style.in_role(node.get("mathcolor"))
        if _base(node).tag == "mo" and _base(node).text in LARGE:
            end = _term_end(nodes, index + 1)
            if end > index + 1:
                return [self.large_operator(node, self.sequence(nodes[index + 1 : end], run_style), own)], end
        if _is_name(_base(node)) and node.get("accent") is None:
            start = _next(nodes, index + 1)
            if start < len(nodes) and _can_be_argument(nodes[start]):
                body, end = self.function_argument(nodes, start, run_style)
                return [office.function(self.element(node, own), body, own)], end
        return self.element(node, own), index + 1

    def function_argument(self, nodes: Elements, start: int, run_style: RunStyle) -> tuple[Elements, int]:
        """What a named function applies to: all between a pair of brackets, or the one thing that follows."""
        if nodes[start].tag == "mo" and nodes[start].text in tuple(OPENING):
            end = _closing(nodes, start)
            if end is not None:
                return self.sequence_plain(nodes[start : end + 1], run_style), end + 1
        return self.item(nodes, start, run_style)

    def sequence_plain(self, nodes: Elements, run_style: RunStyle) -> Elements:
        """A bracketed sequence: its brackets are characters, its inside a row of its own."""
        return [
            *self.element(nodes[0], run_style),
            *self.sequence(nodes[1:-1], run_style),
            *self.element(nodes[-1], run_style),
        ]

    def element(self, node: etree._Element, run_style: RunStyle) -> Elements:
        """One element on its own."""
        run_style = run_style.in_role(node.get("mathcolor"))
        return getattr(self, node.tag)(node, run_style)

    def mrow(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [self.fenced(node, run_style)] if _fence(node) else self.sequence(list(node), run_style)

    def mi(self, node: etree._Element, run_style: RunStyle) -> Elements:
        text, style = node.text, weight(node.text)
        if style:
            return [office.run(plain(text), run_style, style)]
        upright = len(text) > 1 or node.get("mathvariant") == "normal" or not text.isalpha() or plain(text) != text
        return [office.run(text, run_style, "p" if upright else "i")]

    def mn(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [
            office.run(plain(node.text), run_style, "b")
            if weight(node.text) == "b"
            else office.run(node.text, run_style, "p")
        ]

    def mo(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [office.run(node.text, run_style, "p")]

    def mtext(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [office.run(node.text, run_style, "nor")]

    def mspace(self, node: etree._Element, run_style: RunStyle) -> Elements:
        width = round(1000 * float(node.get("width")[:-2]))
        space = next((characters for least, characters in SPACES if width >= least - 5), "")
        return [office.run(space, run_style, "p")] if space else []

    def mfrac(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [
            office.fraction(
                self.filled(node[0], run_style),
                self.filled(node[1], run_style),
                run_style,
                node.get("linethickness") != "0",
            )
        ]

    def msqrt(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [office.radical(self.filled(node[0], run_style), [], run_style)]

    def mroot(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [office.radical(self.filled(node[0], run_style), self.filled(node[1], run_style), run_style)]

    def mphantom(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [office.phantom(self.filled(node[0], run_style), run_style)]

    def mpadded(self, node: etree._Element, run_style: RunStyle) -> Elements:
        """Room without height, or without width."""
        flat = ("zeroWid",) if node.get("width") else ("zeroAsc", "zeroDesc")
        return [office.phantom(self.filled(node[0][0], run_style), run_style, *flat)]

    def menclose(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [office.box(self.filled(node[0], run_style), node.get("notation"), run_style)]

    def msub(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [office.scripts(self.filled(node[0], run_style), self.filled(node[1], run_style), None, run_style)]

    def msup(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [office.scripts(self.filled(node[0], run_style), None, self.filled(node[1], run_style), run_style)]

    def msubsup(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [office.scripts(*(self.filled(part, run_style) for part in node), run_style)]

    def munder(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [self.beyond(node, run_style, over=False)]

    def mover(self, node: etree._Element, run_style: RunStyle) -> Elements:
        return [self.arrow(*node, run_style) if _is_arrow(node[0]) else self.beyond(node, run_style, over=True)]

    def arrow(self, arrow: etree._Element, label: etree._Element, run_style: RunStyle) -> etree._Element:
        """An arrow as long as the label that stands on it."""
        return office.on_arrow(arrow.text, self.filled(label, run_style), run_style)

    def munderover(self, node: etree._Element, run_style: RunStyle) -> Elements:
        if _is_arrow(node[0]):
            return [
                office.limit(
                    [self.arrow(node[0], node[2], run_style)], self.filled(node[1], run_style), run_style, over=False
                )
            ]
        base, under, over = (self.filled(part, run_style) for part in node)
        return [office.limit([office.limit(base, under, run_style, over=False)], over, run_style, over=True)]

    def beyond(self, node: etree._Element, run_style: RunStyle, over: bool) -> etree._Element:
        """An accent, a line, a brace, or anything else over or under a base."""
        base, mark = self.filled(node[0], run_style), node[1].text
        if node.get("accent") or node.get("accentunder"):
            return (
                office.accent(ACCENTS[mark], base, run_style) if mark in ACCENTS else office.line(base, run_style, over)
            )
        if node[1].tag == "mo" and mark in BRACES:
            return office.brace(mark, base, run_style, over)
        return office.limit(base, self.filled(node[1], run_style), run_style, over)

    def large_operator(self, node: etree._Element, body: Elements, run_style: RunStyle) -> etree._Element:
        parts = {"sub": [], "sup": []}
        names = {"msub": ("sub",), "munder": ("sub",), "msup": ("sup",), "mover": ("sup",)}.get(
            node.tag, ("sub", "sup")
        )
        for name, part in zip(names, node[1:] if node.tag != "mo" else ()):
            parts[name] = self.filled(part, run_style)
        own = run_style.in_role(_base(node).get("mathcolor"))
        return office.large_operator(
            _base(node).text,
            parts["sub"],
            parts["sup"],
            body,
            own,
            limits=node.tag.startswith("mu") or node.tag == "mover",
        )

    def fenced(self, node: etree._Element, run_style: RunStyle) -> etree._Element:
        """A row between brackets that stretch; ``\\middle`` divides it."""
        nodes = list(node)
        begin = nodes.pop(0).text if nodes and nodes[0].get("form") == "prefix" else ""
        end = nodes.pop().text if nodes and nodes[-1].get("form") == "postfix" else ""
        contents, separator = [[]], ""
        for child in nodes:
            if child.tag == "mo" and child.get("fence") and child.get("minsize") is None:
                contents.append([])
                separator = child.text
            else:
                contents[-1].append(child)
        if len(nodes) == 1 and nodes[0].tag == "mtable" and "solid" in nodes[0].get("columnlines", ""):
            table = nodes[0]
            blocks = self.blocks(table, [[self.row(cell, run_style) for cell in row] for row in table], run_style)
            return office.delimiters(begin, blocks, end, run_style, RULE)
        fill = partial(self.sequence, run_style=run_style)
        return office.delimiters(
            begin, [fill(part) or [office.run(NOTHING, run_style, "p")] for part in contents], end, run_style, separator
        )

    def mtable(self, node: etree._Element, run_style: RunStyle) -> Elements:
        rows = [[self.row(cell, run_style) for cell in row] for row in node]
        if node.get("displaystyle") == "true":
            return [office.equation_array([_at_alignment_points(row, run_style) for row in rows], run_style)]
        blocks = self.blocks(node, rows, run_style)
        return blocks[0] if len(blocks) == 1 else [office.delimiters("", blocks, "", run_style, RULE)]

    def blocks(self, node: etree._Element, rows: list[list[Elements]], run_style: RunStyle) -> list[Elements]:
        """A matrix as one, or as several between which there are rules: Office's matrix has none of its own."""
        width = max(len(row) for row in rows)
        rows = [row + [[] for _ in range(width - len(row))] for row in rows]
        aligned = [cell.get("columnalign", "center") for cell in max(node, key=len)]
        rules = [n + 1 for n, line in enumerate(node.get("columnlines", "").split()) if line == "solid"]
        spans = list(pairwise([0, *rules, width]))
        if len(spans) > 1:
            _strut(rows, spans, run_style)
        for row, line in zip(rows, node.get("rowlines", "").split()):
            if line == "solid":
                row[:] = [
                    [office.box(cell or [office.run(NOTHING, run_style, "p")], "bottom", run_style)] for cell in row
                ]
        return [[office.matrix([row[a:b] for row in rows], aligned[a:b], run_style)] for a, b in spans]


def _strut(rows: list[list[Elements]], spans: list[tuple[int, int]], run_style: RunStyle) -> None:
    """Let the rows of matrices side by side stand as high: a row that has something tall has it in each, unseen."""
    for row in rows:
        tall = [cell for cell in row if any(part.tag != f"{{{M}}}r" for part in cell)]
        for start, _ in spans if tall else ():
            unseen = [copy.deepcopy(part) for cell in tall for part in cell]
            row[start] = [office.phantom(unseen, run_style, "zeroWid"), *row[start]]


def _is_arrow(node: etree._Element) -> bool:
    return node.tag == "mo" and node.get("stretchy") == "true" and node.get("class") == "rel"


def _base(node: etree._Element) -> etree._Element:
    """What scripts and limits belong to."""
    while node.tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover") and node.get("accent") is None:
        node = node[0]
    return node


def _is_name(node: etree._Element) -> bool:
    return node.tag == "mi" and len(node.text) > 1 and node.get("mathvariant") != "normal"


def _next(nodes: Elements, index: int) -> int:
    """Index of the next node that is not a narrow space."""
    while index < len(nodes) and nodes[index].tag == "mspace" and abs(float(nodes[index].get("width")[:-2])) < QUAD:
        index += 1
    return index


def _can_be_argument(node: etree._Element) -> bool:
    return node.tag != "mspace" and (node.tag != "mo" or node.text in tuple(OPENING + BARS) or node.text in LARGE)


def _closing(nodes: Elements, start: int) -> int | None:
    """Index of the bracket that closes the one at start."""
    depth = 0
    for index in range(start, len(nodes)):
        text = nodes[index].text if nodes[index].tag == "mo" else None
        depth += (text in tuple(OPENING)) - (text in tuple(CLOSING))
        if depth == 0:
            return index
    return None


def _term_end(nodes: Elements, start: int) -> int:
    """Where the term that a sum runs over ends: at the next relation, plus, minus, comma or outer bracket."""
    depth = 0
    for index in range(start, len(nodes)):
        node = nodes[index]
        if node.tag == "mspace" and depth == 0 and float(node.get("width")[:-2]) >= QUAD:
            return index
        if node.tag != "mo":
            continue
        depth += (node.text in tuple(OPENING)) - (node.text in tuple(CLOSING))
        signs = node.text in tuple("+−±∓") and _next(nodes, start) < index
        if depth < 0 or (depth == 0 and (operator(node) in (REL, PUNCT) or signs)):
            return index
    return len(nodes)
