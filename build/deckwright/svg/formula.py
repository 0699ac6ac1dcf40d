"""Formulas: their outlines, each letter once in the page, and over them MathML, which is heard and found, not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from deckwright.deck.figure import Figure
from deckwright.equations.curves import Contour
from deckwright.equations.formula import Formula
from deckwright.equations.glyph import Glyph
from deckwright.equations.html import html
from deckwright.equations.outline import outline
from deckwright.svg.canvas import Canvas
from deckwright.svg.identity import figures_attribute
from deckwright.svg.markup import Attribute, element, group, number, words

EM = 100.0  # points of the size at which a formula is drawn once, to be scaled


@dataclass(frozen=True, slots=True)
class FormulaMarks:
    """A formula drawn at 100 points, from its left edge and baseline, and the letters that it refers to.

    paints  the color of each of the drawing's pieces, "" for that of the text around
    """

    pieces: tuple[str, ...]
    paints: tuple[str, ...]
    glyphs: dict[str, str]
    width: float
    height: float
    depth: float


def draw_formula(
    formula: Formula,
    x: float,
    baseline: float,
    size: float,
    color: str,
    canvas: Canvas,
    *,
    display: bool = False,
    figures: Sequence[Figure] = (),
    step: int | None = None,
) -> str:
    """A formula with its left edge at x, on a baseline; lengths in points."""
    marks = formula_marks(formula, display)
    canvas.glyphs |= marks.glyphs
    scale = size / EM
    drawn = "".join(
        group(piece, fill=canvas.paint(paint)) if paint else piece for piece, paint in zip(marks.pieces, marks.paints)
    )
    place = f"translate({number(x)} {number(baseline)}) scale({scale:.5g})"
    outlines = element("g", {"transform": place, "aria-hidden": "true"}, drawn)
    attributes: dict[str, Attribute] = {"class": "formula", "fill": canvas.paint(color), "data-step": step}
    if canvas.colors.named:
        attributes["data-figures"] = figures_attribute(figures, canvas.root)
        box = (x, baseline - marks.height * scale, marks.width * scale, (marks.height + marks.depth) * scale)
        outlines += _mathml(formula, display, box, size)
    else:
        attributes |= {"role": "img", "aria-label": formula.latex}
    return element("g", attributes, outlines)


@lru_cache(maxsize=8192)
def formula_marks(formula: Formula, display: bool) -> FormulaMarks:
    """A formula's outline as markup, its letters by their ids."""
    drawing = outline(formula, EM, display=display)
    glyphs: dict[str, str] = {}
    pieces: list[str] = []
    paints: list[str] = []
    for glyph in drawing.glyphs:
        if glyph.letters:
            made = _letters(glyph)
        elif glyph.rule:
            made = element("path", {"d": _path(glyph.contours)})
        else:
            shape = _path(glyph.shape)
            name = "g" + hashlib.blake2s(shape.encode(), digest_size=5).hexdigest()
            glyphs[name] = element("path", {"id": name, "d": shape})
            place = f"translate({number(glyph.x)} {number(glyph.y)}) scale({glyph.scale:.5g})"
            made = element("use", {"href": f"#{name}", "transform": place})
        if paints and paints[-1] == glyph.role:
            pieces[-1] += made
        else:
            pieces.append(made)
            paints.append(glyph.role)
    return FormulaMarks(tuple(pieces), tuple(paints), glyphs, drawing.width, drawing.height, drawing.depth)


@lru_cache(maxsize=8192)
def mathml(formula: Formula, display: bool) -> str:
    """The formula as ``math``, its roles in the page's colors."""
    return html(formula, display)


def _mathml(formula: Formula, display: bool, box: tuple[float, float, float, float], size: float) -> str:
    """The formula for those who don't see it: as large as its outlines, and transparent."""
    x, y, width, height = box
    place: dict[str, Attribute] = {"class": "mathml", "x": x, "y": y, "width": max(width, 1), "height": max(height, 1)}
    return element("foreignObject", place | {"font-size": size}, mathml(formula, display))


def _letters(glyph: Glyph) -> str:
    """Letters that the font for formulas lacks, in one of the reader's fonts, as wide as they were measured."""
    left, _, right, _ = glyph.box
    place = {"x": number(left), "y": number(glyph.y), "font-size": number(glyph.scale)}
    width = {"textLength": number(right - left), "lengthAdjust": "spacingAndGlyphs"}
    return element("text", place | width, words(glyph.letters))


def _path(contours: Sequence[Contour]) -> str:
    letters = {2: "L", 3: "Q", 4: "C"}
    steps: list[str] = []
    for contour in contours:
        (x, y) = contour[0][0]
        steps.append(f"M{number(x)} {number(y)}")
        for curve in contour:
            steps.append(letters[len(curve)] + " ".join(f"{number(a)} {number(b)}" for a, b in curve[1:]))
        steps.append("Z")
    return "".join(steps)
