"""Title, footer and number of a slide."""

from __future__ import annotations

from deckwright.fonts.type import Type
from deckwright.language import spoken
from deckwright.layout.footer import FOOTER_SIZE, footer_words
from deckwright.layout.page import FOOTLESS
from deckwright.layout.placed import Box
from deckwright.svg.canvas import Canvas
from deckwright.svg.markup import element, points
from deckwright.svg.text import Style, directed, one_line, paragraph

MIDDLE = 0.34  # type sizes from the middle of a line to its baseline


def draw_title(canvas: Canvas) -> str:
    """The title; each slide has one."""
    placed, look = canvas.placed, canvas.layout.title_style
    if placed.title_box is None:
        return ""
    kind = Type.heading(canvas.theme, placed.title_size, bold=look.bold, capitals=look.capitals)
    style = directed(placed.title_lines, Style(kind, align=look.align))
    lines = paragraph(placed.title_lines, placed.title_box, style, canvas)
    return element("g", {"role": "heading", "aria-level": "2"}, lines)


def draw_footer(canvas: Canvas) -> str:
    """The lecture's title with the section's, and the slide's number, on layouts that have a foot."""
    layout = canvas.layout
    if canvas.placed.layout in FOOTLESS:
        return ""
    words = footer_words(canvas.deck, canvas.placed, canvas.house, canvas.theme)
    before, after = (1.0, 0.0) if spoken().rtl else (0.0, 1.0)
    footer, number = (canvas.mirrored(box) for box in (layout.footer, layout.number))
    return _quiet(words, footer, before, canvas) + _quiet(str(canvas.number), number, after, canvas)


def _quiet(words: str, box: Box, align: float, canvas: Canvas) -> str:
    style = Style(Type.body(canvas.theme, FOOTER_SIZE), "muted", align=align)
    x = points(box.left) + align * points(box.width)
    baseline = points(box.top) + points(box.height) / 2 + MIDDLE * FOOTER_SIZE
    return one_line(words, x, baseline, style, canvas, **{"class": "footer"})
