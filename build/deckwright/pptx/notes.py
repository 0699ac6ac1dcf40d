"""Speaker's notes, and below them where the slide's figures come from."""

from __future__ import annotations

from dataclasses import replace

from deckwright.deck.figure import SAID, Figure, Origin, figures_in
from deckwright.deck.slide import Note, Slide
from deckwright.deck.text import Math, Run, Text
from deckwright.language import say
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.text import ParagraphFormat, Style, directed, paragraph, runs
from deckwright.pptx.xml import Element, element, qualified

SIZE = 12.0
SHOWN = 4  # figures of one call that are listed one by one
RULE = "—" * 12
BULLET_INDENT = 171_450


def write_notes(canvas: Canvas) -> None:
    """The notes slide, the minutes first; none for a slide without notes and figures."""
    slide = canvas.placed.slide
    origins = sources(slide)
    if not slide.notes and not origins and not slide.minutes:
        return
    body = canvas.slide.notes_slide.notes_placeholder._element.txBody
    for old in body.findall(qualified("a:p")):
        body.remove(old)
    if slide.minutes:
        body.append(_plain(f"{slide.minutes:g} min", canvas))
    body.extend(_note(note, canvas) for note in slide.notes)
    if origins:
        body.extend(_plain(words, canvas) for words in (RULE, say("Where the figures come from"), *origins))


def sources(slide: Slide) -> list[str]:
    """One line for each call in slides.md that put figures on the slide: the call, its place, what it shows."""
    return [_source(origin, figures) for origin, figures in calls(slide).items()]


def calls(slide: Slide) -> dict[Origin, list[Figure]]:
    """The calls that put figures on a slide; those that are only heard of where a call shows no others."""
    found: dict[Origin, list[Figure]] = {}
    for figure in figures_in((slide.title, slide.subtitle, slide.blocks, slide.footnotes)):
        if figure.origin is not None:
            found.setdefault(figure.origin, []).append(figure)
    return {origin: [f for f in figures if f.label != SAID] or figures for origin, figures in found.items()}


def _source(origin: Origin, figures: list[Figure]) -> str:
    texts = list(dict.fromkeys(figure.text for figure in figures))
    shown = ", ".join(texts[:SHOWN]) + (say(", … ({count} figures)", count=len(figures)) if len(texts) > SHOWN else "")
    place = say("{file} line {line}", file=origin.source.path.name, line=origin.source.line)
    return f"{shown} = {{{{ {origin.expression} }}}}, {place}"


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
