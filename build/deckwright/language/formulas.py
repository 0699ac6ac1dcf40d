r"""Numbers in formulas: ``0.5`` becomes ``0{,}5`` where a comma is the decimal mark, and back for a calculator.

Between two such numbers a semicolon takes the place of the comma: (0,5; 0,1).
"""

from __future__ import annotations

import re

from deckwright.language.language import Language

_COMMAND = r"\\(?:text|mathrm|operatorname\*?|textcolor|color|hspace\*?|begin\{array\}|begin|end)\s*\{[^{}]*\}"
_WORDS = rf"{_COMMAND}|\\\\\s*\[[^\]]*\]"
_NUMBER = re.compile(rf"({_WORDS})|\d+(?:\{{,\}}\d{{3}})*(?:\.\d+)?(?!\s*(?:em|ex|pt|cm|mm|mu|in)\b)")
_COMMA = re.compile(
    rf"({_WORDS}|[_^]\{{[^{{}}]*\}})|(?<=[\d}}])\s*,((?:\s|\\[;,: ])*)(?=-?(?:\\textcolor\{{\w+\}}\{{)?-?\d)"
)
_DECIMAL = re.compile(r"\d\.\d")
_SEMICOLON = r";\:"


def formula_in(language: Language, latex: str) -> str:
    r"""A formula with its numbers as this language writes them.

    >>> formula_in(Language("de", decimal=",", group="."), r"(0.5, 12{,}000) \cdot w_{1,2}")
    '(0{,}5;\\: 12{.}000) \\cdot w_{1,2}'
    """
    if language.writes_as_english:
        return latex
    if language.decimal == "," and _DECIMAL.search(latex):
        latex = _COMMA.sub(lambda found: found[1] or _SEMICOLON + (" " if found[2] else ""), latex)
    return _NUMBER.sub(lambda found: found[1] or _with_marks(language, found[0]), latex)


def formula_in_english(language: Language, latex: str) -> str:
    r"""The same formula with the marks of English, in which calculators read.

    >>> formula_in_english(Language("de", decimal=",", group="."), r"(0{,}5;\: 12{.}000) \cdot w_{1,2}")
    '(0.5, 12{,}000) \\cdot w_{1,2}'
    """
    if language.writes_as_english:
        return latex
    latex = latex.replace(_SEMICOLON, ",")
    latex = re.sub(rf"(?<=\d){re.escape(_mark(language.group))}(?=\d{{2,3}}(?!\d))", "\0", latex)
    latex = re.sub(rf"(?<=\d){re.escape(_mark(language.decimal))}(?=\d)", ".", latex)
    grouped = re.compile(r"\d+(?:\0\d+)+")
    return grouped.sub(lambda found: f"{int(found[0].replace(chr(0), '')):,}".replace(",", "{,}"), latex)


def _with_marks(language: Language, number: str) -> str:
    shown = language.number(number.replace("{,}", ","))
    return re.sub(r"(?<=\d)\D(?=\d)", lambda mark: _mark(mark[0]), shown)


def _mark(mark: str) -> str:
    """A mark between digits in LaTeX: in braces, so that no space follows it; others as a thin space."""
    return f"{{{mark}}}" if mark in ",." else r"\,"
