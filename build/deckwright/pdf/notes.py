"""Speaker's notes on paper: formulas as their outlines."""

from __future__ import annotations

from collections.abc import Iterable

from deckwright.deck.slide import Note
from deckwright.equations.formula import Formula
from deckwright.svg.formula import EM, formula_marks
from deckwright.svg.markup import element, number
from deckwright.web.notes import notes_html


def notes_on_paper(notes: Iterable[Note]) -> str:
    """Paragraphs and lists."""
    return notes_html(notes, formula_on_line)


def formula_on_line(formula: Formula) -> str:
    """A formula as a drawing that stands on the line's baseline, as large as the text around it."""
    marks = formula_marks(formula, False)
    width, height, depth = (max(length, 1.0) / EM for length in (marks.width, marks.height + marks.depth, marks.depth))
    box = " ".join(map(number, (0, -marks.height, max(marks.width, 1.0), max(marks.height + marks.depth, 1.0))))
    style = f"width:{width:.3f}em;height:{height:.3f}em;vertical-align:{-depth:.3f}em"
    title, letters = (
        element("title", None, formula.latex.replace("<", "&lt;")),
        element("defs", None, *marks.glyphs.values()),
    )
    return element("svg", {"viewBox": box, "style": style, "class": "formula"}, title, letters, *marks.pieces)
