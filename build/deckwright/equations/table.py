"""Tables of a formula: matrices and cases, arrays with rules, lines aligned at their relations."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lxml import etree

from deckwright.equations.commands import LINES_OF_A_FORMULA, MATRICES
from deckwright.equations.normal_form import Elements, between, element, row_of

PAIR_SPACE = "2.000em"  # between two aligned equations in one line
_REPEATED = re.compile(r"\*\s*\{?(\d+)\}?\s*(?:\{([^{}]*)\}|([lcr]))")
_COLUMN = re.compile(r"[@!><]\{[^{}]*\}|([pmbw])(?:\{[^{}]*\})+|([lcr])|([|:]|\\vert)")
_ALIGN = {"l": "left", "c": "center", "r": "right"}
_MOST_REPEATED = 200


class Columns:
    """What an array says of its columns: how each is aligned, and before which there is a rule."""

    def __init__(self, preamble: str):
        self.align: list[str] = []
        self.rules: set[int] = set()
        repeated = _REPEATED.sub(lambda m: min(int(m[1]), _MOST_REPEATED) * (m[2] or m[3]), preamble)
        for wide, letter, rule in (match.groups() for match in _COLUMN.finditer(repeated)):
            if rule:
                self.rules.add(len(self.align))
            elif wide or letter:
                self.align.append("left" if wide else _ALIGN[letter])


def table(name: str, rows: Sequence[Sequence[Elements]], row_rules: Collection[int], preamble: str) -> etree._Element:
    """A table by the name of its environment. row_rules: numbers of the rows above which there is a rule."""
    if name in LINES_OF_A_FORMULA:
        return _lines(name, rows)
    brackets, align = MATRICES[name]
    columns = Columns(preamble)
    made = etree.Element("mtable", {"scriptlevel": "1"} if name.endswith("smallmatrix") else {})
    for row in rows:
        line = etree.SubElement(made, "mtr")
        for number, cell in enumerate(row):
            asked = columns.align[number] if number < len(columns.align) else align
            mtd = etree.SubElement(line, "mtd", {"columnalign": asked} if asked and asked != "center" else {})
            mtd.append(row_of(cell))
    ruled = _ruled(made, columns.rules, row_rules)
    return between(brackets[0], [ruled], brackets[1]) if brackets else ruled


def _lines(name: str, rows: Sequence[Sequence[Elements]]) -> etree._Element:
    made = etree.Element("mtable", {"displaystyle": "true", "columnspacing": "0em"})
    for number, row in enumerate(rows):
        line = etree.SubElement(made, "mtr")
        for column, cell in enumerate(_cells(name, row)):
            mtd = etree.SubElement(line, "mtd", columnalign=_aligned(name, column, number, len(rows)))
            apart = (
                column and column % 2 == 0 and not name.startswith("alignat") and LINES_OF_A_FORMULA[name] != "center"
            )
            mtd.append(row_of([element("mspace", width=PAIR_SPACE), *cell] if apart and cell else list(cell)))
    return made


def _cells(name: str, row: Sequence[Elements]) -> list[Elements]:
    """The relation of an eqnarray has a column of its own; here it begins the right side."""
    return (
        [row[0], [node for cell in row[1:3] for node in cell], *row[3:]]
        if name == "eqnarray" and row[1:]
        else list(row)
    )


def _aligned(name: str, column: int, row: int, count: int) -> str:
    if name in ("multline", "multlined"):
        return "left" if row == 0 else "right" if row == count - 1 else "center"
    align = LINES_OF_A_FORMULA[name].split()
    return align[column % len(align)]


def _ruled(made: etree._Element, columns: Collection[int], rows: Collection[int]) -> etree._Element:
    """The table with the rules between its columns and rows; those around it are a frame."""
    width, height = max(len(row) for row in made), len(made)
    for name, rules, count in (("columnlines", columns, width), ("rowlines", rows, height)):
        inner = ["solid" if number in rules else "none" for number in range(1, count)]
        if "solid" in inner:
            made.set(name, " ".join(inner))
    sides = {"left": 0 in columns, "right": width in columns, "top": 0 in rows, "bottom": height in rows}
    if not any(sides.values()):
        return made
    frame = etree.Element("menclose", notation=" ".join(side for side, drawn in sides.items() if drawn))
    frame.append(made)
    return frame
