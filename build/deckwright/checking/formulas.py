"""Every formula on a slide, as LaTeX with the marks of English: equations, and sentences whose words are left out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from deckwright.deck.block import Block
from deckwright.deck.equation import Equation
from deckwright.deck.figure import Figure, figures_in
from deckwright.deck.slide import Slide
from deckwright.deck.text import Code, Math, Run, Text
from deckwright.errors import Source
from deckwright.language import spoken
from deckwright.language.formulas import formula_in_english
from deckwright.markdown.formula import latex_of

APART = r" \quad "
_SIGNS = {"−": "-", "·": r" \cdot ", "⋅": r" \cdot ", "×": r" \times ", "≈": r" \approx ", "%": r" \% "}
_WORDS = re.compile(r"[−·⋅×≈%]|[^\s+\-/()=,−·⋅×≈%]+")


@dataclass(frozen=True, slots=True)
class FormulaOnSlide:
    """A formula with the figures in it, and the line that it comes from."""

    latex: str
    figures: tuple[Figure, ...]
    where: Source | None


def formulas(slide: Slide) -> Iterator[FormulaOnSlide]:
    """The formulas of a slide: on it, in its descriptions and in its notes."""
    yield from _formulas(slide, slide.source)


def _formulas(thing: Any, where: Source | None) -> Iterator[FormulaOnSlide]:
    if isinstance(thing, (Code, str, int, float)):  # a chart has thousands of numbers
        return
    if isinstance(thing, Block):
        where = thing.source or where
    if isinstance(thing, Equation):
        yield _formula(_aligned(thing), tuple(line.figures for line in thing.lines), where)
        yield from _formulas((thing.alt, *(line.reason for line in thing.lines)), where)
    elif isinstance(thing, tuple) and thing and all(isinstance(part, (Run, Math)) for part in thing):
        written = next((part.source for part in thing if isinstance(part, Math) and part.source), None)
        yield _formula(sentence(thing), thing, written or where)
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _formulas(part, where)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from _formulas(getattr(thing, field.name), where)


def _formula(latex: str, holder: Any, where: Source | None) -> FormulaOnSlide:
    """A formula at the line of its first figure, if it has one."""
    figures = tuple(dataclasses.replace(f, text=spoken().in_english(f.text)) for f in figures_in(holder))
    latex = formula_in_english(spoken(), latex)
    return FormulaOnSlide(latex, figures, next((f.origin.source for f in figures if f.origin), where))


def _aligned(equation: Equation) -> str:
    """The lines of an equation; a line with a left side of its own begins anew."""
    return " ".join((APART if line.left else "") + line.latex for line in equation.lines)


def sentence(text: Text) -> str:
    r"""What a sentence says in figures and signs; digits that are not figures stand in names.

    >>> from deckwright.deck.figure import Figure
    >>> half = Run("0.5", figure=Figure("0.5", 0.5))
    >>> " ".join(sentence((Run("Layer 2: "), half, Run(" · "), half, Run(" ≈ "), Math.from_latex("x"))).split())
    '\\quad \\quad 0.5 \\cdot 0.5 \\approx x'
    """
    return "".join(_piece(part) for part in text)


def _piece(part: Run | Math) -> str:
    if isinstance(part, Math):
        return part.latex
    if part.code or part.sup or part.sub:
        return APART
    if part.figure:
        return latex_of(part.figure)
    return _WORDS.sub(lambda word: _SIGNS.get(word[0], APART), part.text)
