"""Display equations: native for PowerPoint, drawn for others, with the reasons of their lines beside them."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.util import Emu

from deckwright.deck.equation import Equation, Line
from deckwright.deck.text import plain
from deckwright.equations.outline import outline
from deckwright.layout.placed import Box, Placed
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.caption import SmallText, write_small_text
from deckwright.pptx.equation_shape import drawn_equation, equation_shape
from deckwright.pptx.shape import group
from deckwright.pptx.theme_colors import solid_fill
from deckwright.pptx.xml import Element, element, qualified


def write_equation(placed: Placed, canvas: Canvas) -> None:
    """All lines as one equation, aligned; where they appear one after the other, each as its own."""
    block: Equation = placed.block
    name = canvas.ids.name("Equation")
    boxes = placed.parts[: len(block.lines)]
    if len({line.step for line in block.lines}) == 1:
        _write_lines(block.lines, boxes, name, block.step + block.lines[0].step, placed, canvas)
    else:
        for number, (line, box) in enumerate(zip(block.lines, boxes, strict=True), 1):
            line_name = name if number == 1 else canvas.ids.part(name, f"line {number}")
            _write_lines((line,), (box,), line_name, block.step + line.step, placed, canvas)
    _write_reasons(placed, name, canvas)


def _write_lines(
    lines: Sequence[Line], boxes: Sequence[Box], name: str, click: int, placed: Placed, canvas: Canvas
) -> None:
    shape_id = canvas.ids.next()
    alt = plain(placed.block.alt) or "; ".join(line.latex for line in lines)
    made = equation_shape(
        [line.sides for line in lines], union(boxes), placed.size,
        shape_id=shape_id, name=name, alt=alt, fill=solid_fill("text", canvas.theme), where=placed.block.source,
    )  # fmt: skip
    if len(lines) > 1:
        fallback = next(made.iter(qualified("mc:Fallback")))
        drawn = [_drawn_line(line, box, name, placed, canvas) for line, box in zip(lines, boxes, strict=True)]
        fallback[:] = [group(element("p:cNvPr", {"id": shape_id, "name": name, "descr": alt}), union(boxes), drawn)]
    canvas.tree.append(made)
    canvas.timeline.appear(click, shape_id)


def _drawn_line(line: Line, box: Box, name: str, placed: Placed, canvas: Canvas) -> Element:
    """One line drawn exactly where the layout put it, beside its reason."""
    drawing = outline(line.formula, placed.size)
    line_id, line_name = canvas.ids.next(), canvas.ids.part(name, "drawn line")
    fill = solid_fill("text", canvas.theme)
    return drawn_equation(drawing, box, shape_id=line_id, name=line_name, fill=fill)


def _write_reasons(placed: Placed, name: str, canvas: Canvas) -> None:
    lines = placed.block.lines
    with_reason = [index for index, line in enumerate(lines) if line.reason]
    for index, box in zip(with_reason, placed.parts[len(lines) :], strict=True):
        own = tuple(line for line in placed.lines if line.paragraph == index)
        click = placed.block.step + lines[index].step
        text = SmallText(lines[index].reason, own, box, placed.small)
        write_small_text(text, canvas.ids.part(name, f"reason {index + 1}"), click, canvas)


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around several."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(left, top, Emu(right - left), Emu(bottom - top))
