"""Text set line by line with gaps, and its formulas drawn into them: for programs without mathematics of their own.

Exact line spacing puts every baseline where the layout measured it, so that the drawn formulas stand on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.util import Emu, Pt

from deckwright.deck.text import Math, Run
from deckwright.equations.outline import outline
from deckwright.language.direction import RIGHT_TO_LEFT, WORD_JOINER
from deckwright.layout.placed import Box, TextLine
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.equation_shape import drawn_equation
from deckwright.pptx.shape import group, ornament
from deckwright.pptx.spelling import spelling
from deckwright.pptx.text import Passage, Style, line_break, paragraph, run
from deckwright.pptx.theme_colors import solid_fill
from deckwright.pptx.xml import Element, element

DESCENT = 0.2  # ems below a baseline that LibreOffice keeps in an exactly spaced line of a shape, whatever the font
SPACE_SIZE = 1.0  # points: the size of the space that a gap is made of, so small that its own width hardly counts
SPACE_WIDTH = 0.25  # ems, about, in any text font
NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class DrawnFormula:
    """A formula to be drawn: left edge and baseline from the text's own box, the paragraph in which it stands."""

    math: Math
    style: Style
    left: int
    baseline: float
    paragraph: int


@dataclass(frozen=True, slots=True)
class DrawnText:
    """Paragraphs with gaps, how far below the box's top they begin, and the formulas for the gaps."""

    paragraphs: list[Element]
    top: int
    formulas: list[DrawnFormula]


def drawn_text(
    passages: Sequence[Passage],
    lines: tuple[TextLine, ...],
    canvas: Canvas,
    descent: float = DESCENT,
    ink: str = "text",
    width: int = 0,
) -> DrawnText:
    """Set measured lines with gaps.

    descent  what the program keeps free below a baseline, in ems
    ink      the color of formulas whose passage has none of its own
    width    of the text's box, from whose right edge the places of parts are counted where a line runs from there
    """
    paragraphs, formulas = [], []
    top, above = 0.0, None  # baseline of the line above
    for index, passage in enumerate(passages):
        own = [line for line in lines if line.paragraph == index]
        if not own:
            paragraphs.append(paragraph([], passage.style, passage.form, canvas))
            continue
        first = float(own[0].baseline)
        pitch = _pitch(own, above)
        if above is None:
            top = first - pitch + descent * Pt(passage.style.size)
        before = 0.0 if above is None else first - above - pitch
        align = passage.form.align or ("r" if passage.form.rtl else "l")
        form = replace(passage.form, align=align, spacing=pitch / Pt(1), before=before / Pt(1))
        paragraphs.append(paragraph(_runs(own, passage, canvas), passage.style, form, canvas))
        for number, line in enumerate(own):
            formulas += _formulas_in(line, passage, first + number * pitch, index, ink, width)
        above = first + (len(own) - 1) * pitch
    return DrawnText(paragraphs, round(top), formulas)


def formula_group(formulas: Sequence[DrawnFormula], box: Box, owner: str, canvas: Canvas) -> Element:
    """``p:grpSp`` of formulas at their places. As parts of a text they are nothing that a screen reader should name."""
    shape_id, name = canvas.ids.next(), canvas.ids.part(owner, "formulas")
    shapes = [_formula(formula, box, canvas.ids.part(owner, "formula"), canvas) for formula in formulas]
    return group(ornament(shape_id, name), box, shapes)


def _pitch(own: list[TextLine], above: float | None) -> float:
    """The distance of a paragraph's lines: one value for all, since their spacing is a property of the paragraph."""
    if len(own) > 1:
        return (own[-1].baseline - own[0].baseline) / (len(own) - 1)
    room = own[0].baseline - above if above is not None else float("inf")
    return min(float(own[0].height), room)


def _runs(own: list[TextLine], passage: Passage, canvas: Canvas) -> list[Element]:
    made: list[Element] = []
    for number, line in enumerate(own):
        if number:
            made.append(line_break(passage.style))
        if line.parts and isinstance(line.parts[0], Math):
            made += run(Run(WORD_JOINER), passage.style, canvas)  # or mark and baseline would be those of a tiny line
        if line.lefts and line.lefts[0] > passage.form.left:
            made += _gap(line.lefts[0] - passage.form.left)
        for part, left, right in zip(line.parts, line.lefts, (*line.lefts[1:], None)):
            if not isinstance(part, Math):
                made += run(part, passage.style, canvas, passage.form.rtl)
            elif right is not None:
                made += _gap(right - left, passage.form.rtl)
    return made


def _gap(width: int, rtl: bool | None = None) -> list[Element]:
    """A run as wide as a formula: one space, widened. From right to left it keeps its place."""
    added = Emu(width) / Pt(1) - SPACE_WIDTH * SPACE_SIZE
    gap = _tiny(NO_BREAK_SPACE, spc=round(added * 100))
    return [_tiny(RIGHT_TO_LEFT), gap, _tiny(RIGHT_TO_LEFT)] if rtl else [gap]


def _tiny(text: str, **attributes: object) -> Element:
    properties = element("a:rPr", {**spelling(), "sz": round(SPACE_SIZE * 100), **attributes})
    return element("a:r", None, properties, element("a:t", text=text))


def _formulas_in(
    line: TextLine, passage: Passage, baseline: float, index: int, ink: str, width: int
) -> list[DrawnFormula]:
    style = replace(passage.style, color=passage.style.color or ink)
    return [
        DrawnFormula(part, style, _from_left(part, style, left, width) if passage.form.rtl else left, baseline, index)
        for part, left in zip(line.parts, line.lefts)
        if isinstance(part, Math)
    ]


def _from_left(math: Math, style: Style, right: int, width: int) -> int:
    """The left edge of a formula that begins so far from the right."""
    return round(width - right - Pt(1) * outline(math.formula, style.size, display=False).width)


def _formula(formula: DrawnFormula, box: Box, name: str, canvas: Canvas) -> Element:
    drawing = outline(formula.math.formula, formula.style.size, display=False)
    left, top = box.left + formula.left, box.top + formula.baseline - Pt(1) * drawing.height
    place = Box(Emu(round(left)), Emu(round(top)), Pt(drawing.width), Pt(drawing.total))
    fill = solid_fill(formula.style.color, canvas.theme)
    return drawn_equation(drawing, place, shape_id=canvas.ids.next(), name=name, fill=fill)
