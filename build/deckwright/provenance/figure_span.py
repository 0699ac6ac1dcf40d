"""Where figures stand in a text: in a sentence by their runs, in a formula by their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from deckwright.deck.figure import Figure
from deckwright.deck.text import Math, Text
from deckwright.equations.formula import Formula
from deckwright.equations.omml import omml
from deckwright.provenance.formula_text import APART, CLOSE, MARKS, OPEN, formula_text

_POWER = re.compile(r"(×?)10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_EXPONENT = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_TIMES = r"(?:×|⋅|·|\\times\s*|\\cdot\s*)"
_SPACE = r"(?:\s|\\,)?"
_SEPARATORS = {
    "-": "[-−–]", "−": "[-−–]", "×": _TIMES, "%": r"\\?%", "∞": r"(?:∞|\\infty\s*)",
    ",": r"(?:,|\{,\})?", ".": r"(?:\.|\{\.\})", "\u202f": _SPACE, "\u00a0": _SPACE, "'": _SPACE, "’": _SPACE,
}  # fmt: skip


_END = r"(?!\d|\.\d|\{[.,]\}\d)"  # the number doesn't go on


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """A figure and the characters of a text that show it."""

    start: int
    end: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as it should stand on a slide, with its figures."""

    text: str
    spans: tuple[FigureSpan, ...] = ()

    def __add__(self, other: Passage) -> Passage:
        moved = (FigureSpan(s.start + len(self.text), s.end + len(self.text), s.figure) for s in other.spans)
        return Passage(self.text + other.text, (*self.spans, *moved))


def passage(text: Text, *, spoken: bool = False) -> Passage:
    """Runs and formulas as one text. spoken: formulas as their LaTeX, for a place that can hold words only."""
    whole = Passage("")
    for part in text:
        if isinstance(part, Math):
            whole += formula_passage(part.formula, part.figures, spoken=spoken)
        else:
            spans = (FigureSpan(0, len(part.text), part.figure),) if part.figure else ()
            whole += Passage(part.text, spans)
    return whole


def formula_passage(formula: Formula, figures: Sequence[Figure], *, spoken: bool = False) -> Passage:
    """A formula's characters, with its figures found in them in their order."""
    text = formula.latex if spoken else _characters(formula)
    return Passage(text, tuple(figures_in_formula(text, figures)))


def figures_in_formula(text: str, figures: Sequence[Figure]) -> Iterator[FigureSpan]:
    """The places of figures, which stand in a formula in this order.

    Integers of the formula's own (½, squares, indices) are not taken for figures where that can be told: scripts are
    passed over as long as that is possible, and of several places the last that leaves room for those that follow.
    """
    for candidates in (_outside_scripts(text), text):
        found = _from_the_end(candidates, figures)
        if len(found) == len(figures):
            break
    yield from reversed(found)


def _from_the_end(text: str, figures: Sequence[Figure]) -> list[FigureSpan]:
    limit, found = len(text), []
    for figure in reversed(figures):
        places = [m for m in _pattern(figure.text).finditer(text) if m.end() <= limit]
        if places:
            limit = places[-1].start()
            found.append(FigureSpan(places[-1].start(), places[-1].end(), figure))
    return found


def _outside_scripts(text: str) -> str:
    """The text with spaces for what stands in scripts, unless it is the exponent of a power of ten."""
    blank = re.compile(rf"(?<!10)(?:{OPEN}[^{MARKS}]*{CLOSE}|(?<=[_^])\{{[^{{}}]*\}})")
    return blank.sub(lambda m: " " * len(m[0]), text)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """How a figure's text reads in a formula: as characters or in LaTeX."""
    power = _POWER.search(text)
    mantissa = text[: power.start()] if power else text
    pattern = "".join(_SEPARATORS.get(c, re.escape(c)) for c in mantissa)
    if power:
        exponent = power[2].translate(_EXPONENT).replace("-", "[-−–]")
        pattern += rf"\s*{_TIMES}\s*" if power[1] else ""
        pattern += rf"{APART}?10{APART}?(?:\^\{{{exponent}\}}|{OPEN}{exponent}{CLOSE}|{re.escape(power[2])})"
    return re.compile(rf"(?<![\d.]){pattern}{_END}" if text[:1].isdigit() else rf"{pattern}{_END}")


@cache
def _characters(formula: Formula) -> str:
    return formula_text(omml(formula))
