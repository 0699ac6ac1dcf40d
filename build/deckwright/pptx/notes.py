"""Speaker's notes: what the presenter reads. Where the figures come from is in the manifest."""

from __future__ import annotations

from dataclasses import replace

from deckwright.deck.slide import Note
from deckwright.deck.text import Math, Run, Text
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.text import ParagraphFormat, Style, directed, paragraph, runs
from deckwright.pptx.xml import Element, element, qualified

SIZE = 12.0
BULLET_INDENT = 171_450


def write_notes(canvas: Canvas) -> None:
    """The notes slide, the minutes first; none for a slide without notes."""
    slide = canvas.placed.slide
    if not slide.notes and not slide.minutes:
        return
    body = canvas.slide.notes_slide.notes_placeholder._element.txBody
    for old in body.findall(qualified("a:p")):
        body.remove(old)
    if slide.minutes:
        body.append(_plain(f"{slide.minutes:g} min", canvas))
    body.extend(_note(note, canvas) for note in slide.notes)


def _note(note: Note, canvas: Canvas) -> Element:
    marker = (element("a:buFont", {"typeface": "Arial"}), element("a:buChar", {"char": "•"}))
    bullet = ParagraphFormat(BULLET_INDENT, -BULLET_INDENT, before=4, marker=marker)
    return _paragraph(note.text, bullet if note.bullet else ParagraphFormat(before=4), canvas)


def _plain(words: str, canvas: Canvas) -> Element:
    return _paragraph((Run(words),), ParagraphFormat(before=4), canvas)


def _paragraph(text: Text, form: ParagraphFormat, canvas: Canvas) -> Element:
    """Formulas are read out from their LaTeX here; links would belong to the slide's part, so that they stay words."""
    words = tuple(Run(part.latex) if isinstance(part, Math) else replace(part, link="") for part in text)
    style, form = Style(SIZE), directed(text, form)
    return paragraph(runs(words, style, canvas, form.rtl), style, form, canvas)
