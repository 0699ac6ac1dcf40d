r"""The letters of a formula that stand for something: plain, with an accent, or with scripts that belong to their name.

They are read from MathML in its normal form, where a letter is an element and a color is none. A name is written in
plain characters: ``\textcolor{weight}{\hat{y}}`` is ŷ, ``\tau_m`` is τ_m.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from itertools import chain

from lxml import etree

from deckwright.equations.formula import Formula
from deckwright.equations.mathml import mathml

_SCRIPTS = {"msub": "_", "msup": "^", "msubsup": "_^"}  # what each child behind the base is
_COMBINING = {"ˆ": "\u0302", "¯": "\u0304", "―": "\u0304", "˜": "\u0303", "˙": "\u0307", "→": "\u20d7"}
_PRIMES = {"′": "'", "″": "''", "‴": "'''"}


def letters(formula: Formula, known: Collection[str] = ()) -> Iterator[str]:
    r"""The name of each letter, as often as it stands there. Raises EquationError.

    A letter takes those of its scripts along with which it is known, as many as it can; the others are read by
    themselves. Accents always belong to it. Names of functions and words are no letters.

    >>> list(letters(Formula(r"\hat{y}_i = \ln w_{ik}^2")))
    ['ŷ', 'i', 'w', 'i', 'k']
    >>> list(letters(Formula(r"\frac{q \cdot k_j}{\sqrt{d_k}}"), known={"d_k"}))
    ['q', 'k', 'j', 'd_k']
    """
    return _letters(mathml(formula), known)


def name(formula: Formula) -> str:
    r"""The name of the one letter that a formula is, with all its scripts; "" where it is more, or none.

    >>> name(Formula(r"\tau_m")), name(Formula(r"\bar{\alpha}")), name(Formula("x + y"))
    ('τ_m', 'ᾱ', '')
    """
    return _with_scripts(mathml(formula)[0], _scripts(mathml(formula)[0]))


def _letters(node: etree._Element, known: Collection[str]) -> Iterator[str]:
    scripts = _scripts(node)
    for taken in sorted(_subsets(scripts), key=len, reverse=True):
        found = _with_scripts(node, taken)
        if found and (found in known or not taken):
            yield found
            others = (script for sign, script in scripts.items() if sign not in taken)
            yield from chain.from_iterable(_letters(script, known) for script in others)
            return
    for child in node:
        yield from _letters(child, known)


def _scripts(node: etree._Element) -> dict[str, etree._Element]:
    """What stands below and above a letter, by the sign that LaTeX has for the place."""
    return dict(zip(_SCRIPTS.get(node.tag, ""), node[1:]))


def _subsets(scripts: dict[str, etree._Element]) -> Iterator[dict[str, etree._Element]]:
    yield scripts
    if len(scripts) > 1:
        yield from ({sign: script} for sign, script in scripts.items())
    if scripts:
        yield {}


def _with_scripts(node: etree._Element, scripts: dict[str, etree._Element]) -> str:
    """The name of a letter with these of its scripts; "" where the node is no letter."""
    base = _accented(node[0] if node.tag in _SCRIPTS else node)
    return base and base + "".join(_script(sign, script) for sign, script in scripts.items())


def _accented(node: etree._Element) -> str:
    if node.tag == "mover" and node.get("accent") == "true" and (base := _accented(node[0])):
        sign = _said(node[1])
        return unicodedata.normalize("NFC", base + _COMBINING.get(sign, sign))
    text = node.text or "" if node.tag == "mi" else ""
    return text if len(text) == 1 and text.isalpha() else ""


def _script(sign: str, script: etree._Element) -> str:
    said = _said(script)
    if sign == "^" and said in _PRIMES:
        return _PRIMES[said]
    return f"{sign}{said}" if len(said) == 1 else f"{sign}{{{said}}}"


def _said(node: etree._Element) -> str:
    return "".join(str(text) for text in node.itertext())
