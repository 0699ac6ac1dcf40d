"""Title, footer and number of a slide, each in its real placeholder."""

from __future__ import annotations

from deckwright.language import spoken
from deckwright.language.direction import reads_from_right
from deckwright.layout.footer import footer_words
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.shape import text_shape
from deckwright.pptx.spelling import spelling
from deckwright.pptx.template.placeholder import NUMBER_FIELD
from deckwright.pptx.template.text_color import ink
from deckwright.pptx.text import ParagraphFormat, Passage, Style
from deckwright.pptx.text_box import TextBox, write_text
from deckwright.pptx.xml import Element, element


def write_title(canvas: Canvas) -> None:
    """The title; each slide has one, for the outline and for a screen reader."""
    placed, ids, slots = canvas.placed, canvas.ids, canvas.slots
    anchor = (
        "b" if slots.house or slots.title is None else ""
    )  # a lecturer's titles stay anchored as in their own slides
    frame = TextBox(
        ids.next(), ids.unique("Title"), placed.title_box, placed.title_lines, slots.title, anchor,
        ink=ink(slots.layout, slots.title, canvas.theme),
    )  # fmt: skip
    style = Style(placed.title_size, links=canvas.links_on(slots.title))
    write_text([Passage(placed.title, style, ParagraphFormat())], frame, canvas)


def write_footer(canvas: Canvas) -> None:
    """The lecture's title with the section's, and the slide's number, where the layout has a place for them."""
    if canvas.placed.layout == "full":
        return
    if canvas.slots.footer is not None:
        words = footer_words(canvas.deck, canvas.placed, canvas.slots.house, canvas.theme)
        _add("Footer", _plain_paragraph(words, canvas), canvas.slots.footer, canvas)
    if canvas.slots.number is not None:
        language = element("a:rPr", spelling())
        shown = element("a:t", text=str(canvas.number))
        field = element("a:fld", {"id": NUMBER_FIELD, "type": "slidenum"}, language, shown)
        _add("Slide number", element("a:p", None, field), canvas.slots.number, canvas)


def _plain_paragraph(words: str, canvas: Canvas) -> Element:
    properties = element("a:rPr", spelling(words))
    rtl = element("a:pPr", {"rtl": True}) if reads_from_right(words, spoken()) else None
    return element("a:p", None, rtl, element("a:r", None, properties, element("a:t", text=words)))


def _add(name: str, content: Element, placeholder: Element, canvas: Canvas) -> None:
    canvas.tree.append(text_shape(canvas.ids.next(), canvas.ids.unique(name), None, [content], placeholder=placeholder))
