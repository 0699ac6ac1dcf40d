"""Paragraphs, lists and code: the blocks that are text."""

from __future__ import annotations

from collections.abc import Sequence

from deckwright.deck.text import Bullets, Item
from deckwright.fonts.type import Type
from deckwright.language import spoken
from deckwright.layout.paragraph import RULE_ROOM
from deckwright.layout.placed import Box, Placed, TextLine
from deckwright.pptx.list_marker import BULLETS
from deckwright.pptx.text_block import KIND_STYLES, QUIET, RULE_WIDTH, RULES
from deckwright.svg.canvas import Canvas, step_of
from deckwright.svg.markup import element, group, points
from deckwright.svg.text import Style, directed, one_line, paragraph

SIGNS = "Arial"  # the font of bullets


def draw_paragraph(placed: Placed, canvas: Canvas) -> str:
    """A paragraph of running text, some kinds beside a rule."""
    block, looks = placed.block, KIND_STYLES.get(placed.block.kind, {})
    color = "muted" if placed.slot == "subtitle" else looks.get("color", "text")
    kind = Type.body(canvas.theme, placed.size, italic=looks.get("italic", False))
    style = directed(placed.lines, Style(kind, color, align=canvas.layout.text_align))
    made = _rule(placed, canvas) if block.kind in RULES else ""
    made += paragraph(placed.lines, placed.box, style, canvas)
    return element("g", {"role": "paragraph", "data-step": step_of(block.step)}, made)


def draw_bullets(placed: Placed, canvas: Canvas) -> str:
    """A list; each item may appear with a click of its own."""
    block: Bullets = placed.block
    kind = Type.body(canvas.theme, placed.size)
    items = []
    for index, item in enumerate(block.items):
        lines = [line for line in placed.lines if line.paragraph == index]
        style = _item_style(lines, item, kind)
        made = _marker(item, lines, placed.box, style, canvas) if item.kind == "entry" and lines else ""
        made += paragraph(lines, placed.box, style, canvas)
        items.append(element("g", {"role": "listitem", "data-step": step_of(block.step + item.step)}, made))
    return element("g", {"role": "list"}, *items)


def draw_code(placed: Placed, canvas: Canvas) -> str:
    """Source code on a quiet surface, on a quiet slide on a bright one."""
    ground = "background" if canvas.placed.layout in QUIET else "surface"
    font = canvas.theme.code_font
    style = Style(Type(font, font, placed.size), code=True)
    made = box_of(placed.box, fill=canvas.paint(ground))
    made += "".join(paragraph([line], placed.box, style, canvas) for line in placed.lines)
    return element("g", {"class": "code", "data-step": step_of(placed.block.step)}, made)


def small_text(lines: Sequence[TextLine], box: Box, size: float, canvas: Canvas, step: int | None = None) -> str:
    """Muted text beside or below something: a caption, a reason."""
    style = directed(lines, Style(Type.body(canvas.theme, size), "muted"))
    return group(paragraph(lines, box, style, canvas), data_step=step)


def box_of(box: Box, **look: str | float | None) -> str:
    """``rect`` of a box."""
    place = {"x": points(box.left), "y": points(box.top), "width": points(box.width), "height": points(box.height)}
    return element("rect", place | {key.replace("_", "-"): value for key, value in look.items()})


def _item_style(lines: Sequence[TextLine], item: Item, kind: Type) -> Style:
    """Marked items of a list stand at one side, whatever language one of them is in."""
    style = directed(lines, Style(kind))
    if spoken().rtl and item.kind == "entry":
        return Style(kind, rtl=True)
    return style


def _marker(item: Item, lines: Sequence[TextLine], box: Box, style: Style, canvas: Canvas) -> str:
    """The bullet or number, as far before its text as the item is indented by one level."""
    sign = item.marker or BULLETS[item.level % len(BULLETS)]
    text_left = points(lines[0].lefts[0]) if lines[0].lefts else 0.0
    hang = text_left / item.indent if item.indent else 0.0
    baseline = points(box.top + lines[0].baseline)
    x = points(box.right) - text_left + hang if style.rtl else points(box.left) + text_left - hang
    kind = style.kind if item.marker else Type(SIGNS, SIGNS, style.size)
    look = Style(kind, "muted", align=1.0 if style.rtl else 0.0)
    return one_line(sign, x, baseline, look, canvas)


def _rule(placed: Placed, canvas: Canvas) -> str:
    box, room = placed.box, RULE_ROOM
    width = points(RULE_WIDTH)
    left = points(box.right) + room - width if spoken().rtl else points(box.left) - room
    place = {"x": left, "y": points(box.top), "width": width, "height": points(box.height)}
    return element("rect", place | {"fill": canvas.paint(RULES[placed.block.kind])})
