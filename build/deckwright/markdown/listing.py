"""Fenced code: Pygments finds the words, and each gets a color of the theme by its role."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType
from pygments.util import ClassNotFound

from deckwright.deck.figure import Figure
from deckwright.deck.text import Code, Run
from deckwright.errors import Source, UserError, did_you_mean
from deckwright.language import spoken
from deckwright.markdown.expression_value import ExpressionValue
from deckwright.markdown.placeholder import VALUE

_POWER = re.compile(r"×10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
_FROM_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
TAB = 4  # columns
_PLAIN = ("none", "nohighlight", "plain", "plaintext", "pseudo", "pseudocode", "stdout", "txt", "unknown")
DIAGRAMS = ("mermaid", "plantuml", "tikz", "graphviz", "ditaa", "nomnoml", "vega-lite")
_ROLES = (
    (Comment, "muted"),
    (Keyword, "weight"),
    (Operator.Word, "weight"),
    (Name.Function, "gradient"),
    (Name.Class, "gradient"),
    (Name.Decorator, "gradient"),
    (Name.Builtin, "input"),
    (Number, "input"),
    (String, "activation"),
)


def listing(text: str, language: str, values: Sequence[ExpressionValue], where: Source) -> Code:
    """A block of code, with its figures in it."""
    plain, masked, figures = _filled(text, values)
    lines: list[list[Run]] = [[]]
    position = 0
    for kind, word in _words(masked.rstrip("\n"), language, where):
        for i, piece in enumerate(word.split("\n")):
            if i:
                lines.append([])
                position += 1
            lines[-1] += _runs(plain, position, position + len(piece), kind, figures)
            position += len(piece)
    return Code(lines=tuple(tuple(line) for line in lines), language=language, source=where)


def no_diagram(language: str, where: Source) -> UserError:
    """The error for a diagram that another program would draw."""
    hint = "Take block_diagram(...), graph(...), network(...) or timeline(...), or show it as a picture."
    return UserError(f"A diagram of {language} can't be drawn on a slide.", where=where, hint=hint)


def code_text(figure: Figure) -> str:
    """A figure as a programmer types it: an ASCII minus, a decimal point, no separators, ``e`` for the power of ten.

    >>> code_text(Figure("−3.2×10⁻⁵", -3.2e-05)), code_text(Figure("60,000", 60000))
    ('-3.2e-5', '60000')
    """
    text = spoken().in_english(figure.text).replace("\N{MINUS SIGN}", "-")
    text = _POWER.sub(lambda power: "e" + power[1].translate(_FROM_SUPERSCRIPTS), text)
    return text if isinstance(figure.value, str) else re.sub(r"(?<=\d),(?=\d)", "", text)


def _filled(text: str, values: Sequence[ExpressionValue]) -> tuple[str, str, dict[int, Figure]]:
    """The code with its figures put in; the same with ones for them, for Pygments; the figures by where they start."""
    plain, masked, figures = "", "", {}
    for i, piece in enumerate(VALUE.split(text)):
        if i % 2 == 0:
            words = _without_tabs(piece, plain)
            plain, masked = plain + words, masked + words
            continue
        handed = values[int(piece)]
        if handed.blocks or not all(isinstance(part, Run) for part in handed.text):
            raise UserError(
                f"{{{{ {handed.origin.expression} }}}} can't stand in code; expected a number or a word.",
                where=handed.origin.source,
            )
        for part in handed.text:
            word = _without_tabs(code_text(part.figure) if part.figure else part.text, plain)
            if part.figure and isinstance(part.figure.value, str):  # source code: Pygments reads it like the rest
                plain, masked = plain + word, masked + word
                continue
            if part.figure:
                figures[len(plain)] = dataclasses.replace(part.figure, text=word)
            plain, masked = plain + word, masked + "1" * len(word)
    return plain, masked, figures


def _without_tabs(text: str, before: str) -> str:
    """A text in which each tab is as many spaces as lead to the next of every TAB columns."""
    column = len(before) - before.rfind("\n") - 1
    return f"{' ' * column}{text}".expandtabs(TAB)[column:]


def _words(text: str, language: str, where: Source) -> list[tuple[_TokenType, str]]:
    if not language or language.lower() in _PLAIN:
        return [(Name, text)]
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        known = [alias for lexer in get_all_lexers() for alias in lexer[1]]
        if language.lower() in DIAGRAMS:
            raise no_diagram(language, where) from None
        if language.lower() in ("math", "latex-math", "katex"):
            hint = "Write $$ on a line above and below the formula."
            raise UserError("A formula is no block of code.", where=where, hint=hint) from None
        hint = did_you_mean(language, known)
        hint = hint if hint.startswith("Did") else "Leave it out for plain text."
        raise UserError(f"Unknown language {language!r} of a code block.", where=where, hint=hint) from None
    return list(lexer.get_tokens(text))


def _runs(plain: str, start: int, end: int, kind: _TokenType, figures: dict[int, Figure]) -> list[Run]:
    """A word as runs: those parts of it that are figures keep their identity."""
    style = Run("", code=True, italic=kind in Comment, role=next((role for of, role in _ROLES if kind in of), ""))
    runs = []
    for at in sorted(at for at in figures if start <= at < end):
        if at > start:
            runs.append(dataclasses.replace(style, text=plain[start:at]))
        runs.append(dataclasses.replace(style, text=figures[at].text, figure=figures[at]))
        start = at + len(figures[at].text)
    if start < end:
        runs.append(dataclasses.replace(style, text=plain[start:end]))
    return runs
