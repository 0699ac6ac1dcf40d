"""A formula -> MathML in one normal form, from which outlines, Office Math and HTML are made.

It is in such an order that their writers meet few cases:

- rows: ``mrow``; no ``mstyle`` (a color is ``mathcolor`` with a role's name or #RRGGBB, on the row; a style is
  ``displaystyle``)
- letters: ``mi`` with characters of Unicode's mathematical alphabets; an upright one has ``mathvariant="normal"``;
  a name such as log or softmax is one ``mi``; numbers ``mn``; words ``mtext``
- operators: ``mo``, stretchy only where LaTeX says so; limits stand in ``munder``, ``mover``, ``munderover``;
  ``class`` is what an element is taken for where its characters don't tell
- fences: an ``mrow`` that begins or ends with an ``mo`` that has ``fence="true"``; matrices and cases among them
- accents: ``mover`` with ``accent="true"``
- spaces: ``mspace``; rules of an array: ``columnlines`` and ``rowlines``, and a ``menclose`` around it
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from deckwright.equations.equation_error import EquationError
from deckwright.equations.formula import Formula
from deckwright.equations.mathml_rows import Style, Writer
from deckwright.errors import Source


def mathml(formula: Formula, display: bool = True, where: Source | None = None) -> etree._Element:
    """The formula as a ``math`` element in the normal form above. Raises EquationError."""
    try:
        return etree.fromstring(_mathml(formula, display))
    except EquationError as error:
        raise error.at(where) from None


@lru_cache(maxsize=4096)
def _mathml(formula: Formula, display: bool) -> bytes:
    root = etree.Element("math", display="block" if display else "inline")
    root.append(Writer().one(formula.tree, Style(display)))
    return etree.tostring(root)
