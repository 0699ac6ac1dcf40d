"""A formula as one line of characters in which numbers stay apart: ½ is not 12, and 10⁻⁵ not 10−5."""

from __future__ import annotations

from lxml import etree

from deckwright.equations.alphabet import plain
from deckwright.equations.omml import NOTHING
from deckwright.equations.omml_elements import M
from deckwright.language.direction import MARKS as DIRECTION_MARKS

APART, OPEN, CLOSE = "\u2063", "\u2061", "\u2062"  # between two parts; around a superscript or subscript
MARKS = APART + OPEN + CLOSE
_SCRIPTS = {f"{{{M}}}{name}" for name in ("sup", "sub", "deg")}
_PARTS = {f"{{{M}}}{name}" for name in ("e", "num", "den", "fName", "lim")}
_BRACKETS, _MATRIX, _PHANTOM = f"{{{M}}}d", f"{{{M}}}m", f"{{{M}}}phant"
_TEXT, _LINES = f"{{{M}}}t", f"{{{M}}}eqArr"


def formula_text(formula: etree._Element) -> str:
    """The characters of an ``m:oMath`` or of anything around it, with marks where its parts begin and end."""
    return plain("".join(_pieces(formula, aligned=False)))


def _pieces(node: etree._Element, aligned: bool) -> list[str]:
    if node.tag == _TEXT:  # PowerPoint keeps the marks of alignment among the characters
        words = (node.text or "").replace(NOTHING, "")
        return [words.replace("&", "") if aligned else words]
    if node.tag == _PHANTOM and node.find(f"{{{M}}}phantPr/{{{M}}}zeroWid") is not None:
        return []  # it lends its height to a row, and says nothing
    inside = [piece for child in _in_reading_order(node) for piece in _pieces(child, aligned or node.tag == _LINES)]
    if node.tag in _SCRIPTS:
        return [OPEN, *inside, CLOSE]
    return [APART, *inside, APART] if node.tag in _PARTS else inside


def _in_reading_order(node: etree._Element) -> list[etree._Element]:
    """The children of an element; matrices side by side, with a rule between them, are read row by row."""
    matrices = [child[0] for child in node if child.tag == f"{{{M}}}e" and len(child) == 1 and child[0].tag == _MATRIX]
    if node.tag != _BRACKETS or len(matrices) < 2 or len(matrices) != len(node.findall(f"{{{M}}}e")):
        return list(node)
    return [row for rows in zip(*(matrix.findall(f"{{{M}}}mr") for matrix in matrices)) for row in rows]


def unmarked(text: str) -> str:
    """The text for people: without marks."""
    return text.translate({ord(mark): None for mark in MARKS + DIRECTION_MARKS})
