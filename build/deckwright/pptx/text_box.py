"""A text as one shape: a filled placeholder or a free text box, its formulas native or drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pptx.util import Emu, Inches

from deckwright.deck.text import Math, Run
from deckwright.layout.placed import Box, Placed, TextLine
from deckwright.pptx.alternate import alternate
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.drawn_text import DrawnText, drawn_text, formula_group
from deckwright.pptx.equation_shape import a14_math
from deckwright.pptx.shape import text_shape
from deckwright.pptx.template.text_color import ink
from deckwright.pptx.template.title_style import text_align
from deckwright.pptx.text import Passage, directed, paragraph, run
from deckwright.pptx.theme_colors import solid_fill
from deckwright.pptx.xml import Element

ROOM = Inches(0.5)  # added to a text set line by line, so that no program breaks its lines again


@dataclass(frozen=True, slots=True)
class TextBox:
    """Where a text stands: its shape's id and name, its lines as measured, the placeholder that it fills.

    Without a box it stands where its placeholder does. ink: the color that its placeholder has.
    """

    shape_id: int
    name: str
    box: Box | None
    lines: tuple[TextLine, ...] = ()
    placeholder: Element | None = None
    anchor: str = "t"
    fill: Element | None = None
    inset: int = 0
    ink: str = "text"


def write_passages(passages: list[Passage], placed: Placed, kind: str, canvas: Canvas) -> None:
    """Add a placed block's paragraphs to the slide."""
    ids = canvas.ids
    placeholder = canvas.placeholder(placed.slot)
    color = ink(canvas.slots.layout, placeholder, canvas.theme)
    frame = TextBox(ids.next(), ids.name(kind), placed.box, placed.lines, placeholder, ink=color)
    write_text(passages, frame, canvas)


def write_text(passages: list[Passage], frame: TextBox, canvas: Canvas) -> None:
    """Add paragraphs as one shape, with the clicks that show them."""
    passages = [_directed(each, frame, canvas) for each in passages]
    native = [paragraph(contents(each, canvas), each.style, each.form, canvas) for each in passages]
    shape = _shape(frame, frame.box, native, frame.anchor)
    if any(isinstance(part, Math) for each in passages for part in each.text) and frame.box and frame.lines:
        drawn = drawn_text(passages, frame.lines, canvas, ink=frame.ink, width=frame.box.width)
        canvas.tree.append(
            alternate([shape], [_drawn_shape(frame, drawn, passages[0]), *_formulas(drawn, passages, frame, canvas)])
        )
    else:
        canvas.tree.append(shape)
    _reveal(passages, frame.shape_id, canvas)


def contents(passage: Passage, canvas: Canvas) -> list[Element]:
    """Runs and native formulas of a paragraph."""
    style = passage.style
    fill = solid_fill(style.color, canvas.theme) if style.color else None
    made: list[Element] = []
    for part in passage.text:
        made += (
            run(part, style, canvas, passage.form.rtl)
            if isinstance(part, Run)
            else [a14_math(part.formula, style.size, fill)]
        )
    return made


def _shape(frame: TextBox, box: Box, paragraphs: list[Element], anchor: str) -> Element:
    return text_shape(
        frame.shape_id, frame.name, box, paragraphs,
        placeholder=frame.placeholder, fill=frame.fill, anchor=anchor, inset=frame.inset,
    )  # fmt: skip


def _directed(passage: Passage, frame: TextBox, canvas: Canvas) -> Passage:
    """A passage with its direction; where a template centers the text it stays there."""
    form = directed(passage.text, passage.form, passage.style.code)
    if form.rtl and frame.placeholder is not None and text_align(canvas.slots.layout, frame.placeholder) == 0.5:
        form = replace(form, align=passage.form.align)
    return replace(passage, form=form)


def _drawn_shape(frame: TextBox, drawn: DrawnText, first: Passage) -> Element:
    box = frame.box
    shifted = Box(
        Emu(box.left - (ROOM if first.form.rtl else 0)),
        Emu(box.top + drawn.top),
        Emu(box.width + ROOM),
        Emu(max(1, box.height - drawn.top)),
    )
    return _shape(frame, shifted, drawn.paragraphs, "t")


def _formulas(drawn: DrawnText, passages: list[Passage], frame: TextBox, canvas: Canvas) -> list[Element]:
    """The drawn formulas, those of each paragraph as a group, which appears together with it."""
    groups = []
    for index, passage in enumerate(passages):
        formulas = [formula for formula in drawn.formulas if formula.paragraph == index]
        if formulas:
            groups.append(formula_group(formulas, frame.box, frame.name, canvas))
            canvas.timeline.appear(passage.click, int(groups[-1].nvGrpSpPr.cNvPr.get("id")), drawn=True)
    return groups


def _reveal(passages: list[Passage], shape_id: int, canvas: Canvas) -> None:
    """The text appears as a whole, or paragraph by paragraph where their clicks differ."""
    if len({passage.click for passage in passages}) == 1:
        canvas.timeline.appear(passages[0].click, shape_id, build="text")
        return
    for index, passage in enumerate(passages):
        canvas.timeline.appear(passage.click, shape_id, paragraph=index, build="text")
