"""A formula as one line of characters in which numbers stay apart: ½ is not 12, and 10⁻⁵ not 10−5."""

from __future__ import annotations

from lxml import etree

from deckwright.equations.alphabet import plain
from deckwright.equations.officemath import M
from deckwright.equations.omml import NOTHING
from deckwright.language.direction import MARKS as DIRECTION_MARKS

APART, OPEN, CLOSE = "\u2063", "\u2061", "\u2062"  # between two parts; around a superscript or subscript
MARKS = APART + OPEN + CLOSE
_SCRIPTS = {f"{{{M}}}{name}" for name in ("sup", "sub", "deg")}
_PARTS = {f"{{{M}}}{name}" for name in ("e", "num", "den", "fName", "lim")}
_TEXT, _LINES = f"{{{M}}}t", f"{{{M}}}eqArr"


def formula_text(formula: etree._Element) -> str:
    """The characters of an ``m:oMath`` or of anything around it, with marks where its parts begin and end."""
    return plain("".join(_pieces(formula, aligned=False)))


def _pieces(node: etree._Element, aligned: bool) -> list[str]:
    if node.tag == _TEXT:  # PowerPoint keeps the marks of alignment among the characters
        words = (node.text or "").replace(NOTHING, "")
        return [words.replace("&", "") if aligned else words]
    inside = [piece for child in node for piece in _pieces(child, aligned or node.tag == _LINES)]
    if node.tag in _SCRIPTS:
        return [OPEN, *inside, CLOSE]
    return [APART, *inside, APART] if node.tag in _PARTS else inside


def unmarked(text: str) -> str:
    """The text for people: without marks."""
    return text.translate({ord(mark): None for mark in MARKS + DIRECTION_MARKS})
