"""The spaces between the parts of a formula, by TeX's rules (The TeXbook, chapter 18).

Browsers and font programs each have a table of their own; with explicit spaces a formula looks the same everywhere.
"""

from __future__ import annotations

import copy

from lxml import etree

from deckwright.equations.normal_form import BARS, CLOSING, OPENING
from deckwright.equations.symbols import BIN, CLASSES, CLOSE, OP, OPEN, ORD, PUNCT, REL

THIN, MEDIUM, THICK = 3 / 18, 4 / 18, 5 / 18  # em
# Left class -> right class -> space; what is not named has none.
SPACE = {
    ORD: {OP: THIN, BIN: MEDIUM, REL: THICK},
    OP: {ORD: THIN, OP: THIN, REL: THICK},
    BIN: {ORD: MEDIUM, OP: MEDIUM, OPEN: MEDIUM},
    REL: {ORD: THICK, OP: THICK, OPEN: THICK},
    OPEN: {},
    CLOSE: {OP: THIN, BIN: MEDIUM, REL: THICK},
    PUNCT: {ORD: THIN, OP: THIN, REL: THIN, OPEN: THIN, CLOSE: THIN, PUNCT: THIN},
}
SCRIPTED = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}


def spaced(formula: etree._Element) -> etree._Element:
    """A copy of a formula in normal form, with every space as an ``mspace`` and no space left to the operators."""
    formula = copy.deepcopy(formula)
    _space(formula, script=False)
    return formula


def _space(element: etree._Element, script: bool) -> None:
    for index, child in enumerate(element):
        _space(child, script or (element.tag in SCRIPTED and index > 0))
    if element.tag == "mo":
        element.set("lspace", "0em")
        element.set("rspace", "0em")
    if element.tag in ("math", "mrow", "mtd", "msqrt", "mphantom", "mpadded", "menclose"):
        _space_row(element, script)


def _space_row(row: etree._Element, script: bool) -> None:
    atoms = [child for child in row if child.tag != "mspace"]
    classes = _binary_or_sign([edges(atom) for atom in atoms])
    for (_, left), (right, _), atom in zip(classes, classes[1:], atoms[1:]):
        width = SPACE[left].get(right, 0)
        if width and not (script and OP not in (left, right)):
            before = atom.getprevious()
            while before.tag == "mspace":
                before = before.getprevious()
            before.addnext(etree.Element("mspace", width=f"{width:.4f}em"))


def _binary_or_sign(classes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A plus or minus with nothing to its left, or nothing to its right that it could join, is a sign: no space."""
    result: list[tuple[str, str]] = []
    for left, right in classes:
        before = result[-1][1] if result else OPEN
        if left == BIN and before in (BIN, OP, REL, OPEN, PUNCT):
            left = right = ORD
        if result and before == BIN and left in (REL, CLOSE, PUNCT):
            result[-1] = (ORD, ORD)
        result.append((left, right))
    if result and result[-1][1] == BIN:
        result[-1] = (ORD, ORD)
    return result


def edges(element: etree._Element) -> tuple[str, str]:
    """The classes that an element shows to its left and to its right."""
    if element.get("class"):
        return (element.get("class"),) * 2
    if element.tag == "mo":
        return (operator(element),) * 2
    if element.tag == "mi":
        name = len(element.text) > 1 and element.get("mathvariant") != "normal"
        return (OP if name else ORD,) * 2
    if element.tag in SCRIPTED:
        base = edges(element[0]) if element.get("accent") is None else (ORD, ORD)
        return (base[0], base[1]) if element[0].tag != "mrow" or _is_fence(element[0]) else (ORD, ORD)
    if element.tag == "mrow" and len(element) and (element.get("mathcolor") or _is_fence(element)):
        left = edges(element[0])
        return left if len(element) == 1 else (left[0], edges(element[-1])[1])
    return ORD, ORD


def _is_fence(row: etree._Element) -> bool:
    return len(row) > 0 and any(
        end.tag == "mo" and (end.text in tuple(OPENING + CLOSING + BARS)) for end in (row[0], row[-1])
    )


def operator(element: etree._Element) -> str:
    """TeX's class of an operator."""
    text, form = element.text or "", element.get("form")
    if form == "none":
        return ORD
    if text in tuple(OPENING) or form == "prefix":
        return OPEN
    if text in tuple(CLOSING) or form == "postfix":
        return CLOSE
    return CLASSES.get(text, REL)
