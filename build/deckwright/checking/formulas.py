"""Every formula on a slide, with the marks of English: equations, and sentences whose words are left out."""

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
from deckwright.equations.equation_error import EquationError
from deckwright.equations.formula import Formula, joined
from deckwright.errors import Source
from deckwright.language import spoken
from deckwright.language.formulas import formula_in_english
from deckwright.markdown.formula import latex_of

APART = r" \quad "
QUAD = Formula(r"\quad")
_SIGNS = {"−": "-", "·": r" \cdot ", "⋅": r" \cdot ", "×": r" \times ", "≈": r" \approx ", "%": r" \% "}
_WORDS = re.compile(r"[−·⋅×≈%]|[^\s+\-/()=,−·⋅×≈%]+")


@dataclass(frozen=True, slots=True)
class FormulaOnSlide:
    """A formula with the figures in it, and the line that it comes from."""

    formula: Formula
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


def _formula(formula: Formula, holder: Any, where: Source | None) -> FormulaOnSlide:
    """A formula at the line of its first figure, if it has one."""
    figures = tuple(dataclasses.replace(f, text=spoken().in_english(f.text)) for f in figures_in(holder))
    if not spoken().writes_as_english:
        formula = Formula(formula_in_english(spoken(), formula.latex))
    return FormulaOnSlide(formula, figures, next((f.origin.source for f in figures if f.origin), where))


def _aligned(equation: Equation) -> Formula:
    """The lines of an equation; a line with a left side of its own begins anew."""
    return joined(*(part for line in equation.lines for part in ((QUAD,) if line.left else ()) + line.sides))


def sentence(text: Text) -> Formula:
    r"""What a sentence says in figures and signs; digits that are not figures stand in names.

    >>> from deckwright.deck.figure import Figure
    >>> half = Run("0.5", figure=Figure("0.5", 0.5))
    >>> sentence((Run("Layer 2: "), half, Run(" · "), half, Run(" ≈ "), Math.from_latex("x"))).latex
    '\\quad \\quad 0.5 \\cdot 0.5 \\approx x'
    """
    return joined(*map(_piece, text))


def _piece(part: Run | Math) -> Formula:
    if isinstance(part, Math):
        return part.formula
    if part.code or part.sup or part.sub:
        return QUAD
    if part.figure:
        return _figure(part.figure)
    return Formula(" ".join(_WORDS.sub(lambda word: _SIGNS.get(word[0], APART), part.text).split()))


def _figure(figure: Figure) -> Formula:
    """A figure's number; what can't be read as one is a word."""
    try:
        formula = Formula(latex_of(figure))
        return formula if formula.nodes else QUAD
    except EquationError:
        return QUAD
