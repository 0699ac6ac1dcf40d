"""Paragraphs, lists and code: the blocks that are text."""

from __future__ import annotations

from pptx.util import Emu, Inches, Pt

from deckwright.deck.text import Bullets, Item
from deckwright.language import spoken
from deckwright.layout.paragraph import RULE_ROOM
from deckwright.layout.placed import Box, Placed, TextLine
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.list_marker import list_markers
from deckwright.pptx.shape import decoration
from deckwright.pptx.template.title_style import text_align
from deckwright.pptx.text import ParagraphFormat, Passage, Style
from deckwright.pptx.text_box import TextBox, write_passages, write_text
from deckwright.pptx.theme_colors import solid_fill

HANG = Inches(0.3125)  # from a bullet to its text, where the lines were not measured
RULES = {"quote": "line", "answer": "activation", "callout": "muted"}  # colors of the rule beside a paragraph
DEEPEST = 8  # DrawingML has nine levels of a list
RULE_WIDTH = Inches(0.06)
QUIET = ("question",)  # layouts whose ground is the surface
KIND_STYLES = {  # how a paragraph's kind looks; where nothing stands, as the placeholder has it
    "caption": {"color": "muted"},
    "quote": {"color": "muted", "italic": True},
}
KIND_NAMES = {"subtitle": "Subtitle", "footnote": "Footnote"}


def write_paragraph(placed: Placed, canvas: Canvas) -> None:
    """A paragraph of running text."""
    block = placed.block
    looks = _links(canvas) if placed.slot == "subtitle" else KIND_STYLES.get(block.kind, {}) | _ink(canvas)
    style = Style(placed.size, **looks)
    if block.kind in RULES:
        _rule(placed, canvas)
    form = ParagraphFormat(left=_left(placed.lines), align=_align_below_title(placed, canvas))
    kind = KIND_NAMES.get(placed.slot, "Text")
    write_passages([Passage(block.text, style, form, block.step)], placed, kind, canvas)


def write_bullets(placed: Placed, canvas: Canvas) -> None:
    """A list; each item may appear with a click of its own."""
    block: Bullets = placed.block
    forms = _item_formats(block.items, placed.lines, canvas)
    passages = [
        Passage(item.text, Style(placed.size, **_ink(canvas)), form, block.step + item.step)
        for item, form in zip(block.items, forms, strict=True)
    ]
    write_passages(passages, placed, "List", canvas)


def write_code(placed: Placed, canvas: Canvas) -> None:
    """Source code on a quiet surface, on a quiet slide on a bright one, in the colors that its roles have
    everywhere.
    """
    ids, block = canvas.ids, placed.block
    style = Style(placed.size, code=True, color="text" if canvas.theme.scheme else "")
    ground = "background" if canvas.placed.layout in QUIET else "surface"
    frame = TextBox(
        ids.next(), ids.name("Code"), placed.box, placed.lines,
        fill=solid_fill(ground, canvas.theme), inset=_left(placed.lines),
    )  # fmt: skip
    write_text([Passage(line, style, ParagraphFormat(), block.step) for line in block.lines], frame, canvas)


def _ink(canvas: Canvas) -> dict[str, str]:
    return {"color": canvas.ink} | _links(canvas) if canvas.ink else {}


def _align_below_title(placed: Placed, canvas: Canvas) -> str:
    """How a subtitle is aligned for which a lecturer's layout has no place: as the title above it."""
    slots = canvas.slots
    if placed.slot != "subtitle" or slots.house or slots.subtitle is not None:
        return ""
    return {0.5: "ctr", 1.0: "r"}.get(text_align(slots.layout, slots.title), "")


def _links(canvas: Canvas) -> dict[str, str]:
    return {"links": canvas.links_on(canvas.slots.subtitle)}


def _left(lines: tuple[TextLine, ...]) -> Emu:
    """Where a block's text begins, from its box's left edge."""
    return min((line.lefts[0] for line in lines if line.lefts), default=Emu(0))


def _rule(placed: Placed, canvas: Canvas) -> None:
    box, kind = placed.box, placed.block.kind
    left = box.right + Pt(RULE_ROOM) - RULE_WIDTH if spoken().rtl else box.left - Pt(RULE_ROOM)
    rule = Box(Emu(left), box.top, Emu(RULE_WIDTH), box.height)
    shape_id, fill = canvas.ids.next(), solid_fill(RULES[kind], canvas.theme)
    canvas.tree.append(decoration(shape_id, canvas.ids.name(f"{kind.capitalize()} rule"), rule, fill))
    canvas.timeline.appear(placed.block.step, shape_id)


def _item_formats(items: tuple[Item, ...], lines: tuple[TextLine, ...], canvas: Canvas) -> list[ParagraphFormat]:
    """Indents and distances of a list's items, from their measured lines."""
    firsts = {line.paragraph: line for line in reversed(lines)}
    lasts = {line.paragraph: line for line in lines}
    forms = []
    for index, (item, marker) in enumerate(zip(items, list_markers(items, canvas), strict=True)):
        first, above = firsts.get(index), lasts.get(index - 1)
        left = first.lefts[0] if first and first.lefts else HANG * item.indent
        gap = (first.baseline - above.baseline - first.height) / Pt(1) if first and above else (8.0 if index else 0.0)
        hang = left // item.indent if item.kind == "entry" else 0
        forms.append(ParagraphFormat(left, -hang, min(item.level, DEEPEST), before=gap, marker=marker))
    return forms
