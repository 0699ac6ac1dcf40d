"""Where each figure stands in a file: slide, shape, part of the shape and characters."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from pptx.presentation import Presentation
from pptx.slide import Slide

from deckwright.deck.chart import Chart
from deckwright.language import speaking
from deckwright.language.direction import MARKS as DIRECTION_MARKS
from deckwright.layout.placed import PlacedDeck, PlacedSlide
from deckwright.pptx.xml import Element, qualified
from deckwright.provenance.expected_texts import heard, said, seen
from deckwright.provenance.figure_span import FigureSpan, Passage
from deckwright.provenance.formula_text import MARKS
from deckwright.provenance.slide_texts import NOTES, SlideText, shape_name, shapes, surfaces
from deckwright.store import recall

SLIDES = 2000  # that stay in memory

UNSEEN = MARKS + DIRECTION_MARKS


@dataclass(frozen=True, slots=True)
class SlideLocations:
    """What stands on one slide of a file: its texts that hold figures, and its charts by the names of their shapes."""

    key: str
    number: int  # the slide's own in the file, which stays when slides are moved
    title: str
    texts: tuple[tuple[SlideText, tuple[FigureSpan, ...]], ...]
    charts: tuple[tuple[str, Chart], ...]
    placed: PlacedSlide


def stands(placed: PlacedDeck, presentation: Presentation, look: Hashable = None) -> list[SlideLocations]:
    """Every figure of a deck in the presentation that was written from it.

    look  what else decides how a placed slide is written: the theme, the template
    """
    with speaking(placed.deck.language):
        return _stands(placed, presentation, (placed.deck.language, look))


def _stands(placed: PlacedDeck, presentation: Presentation, look: Hashable) -> list[SlideLocations]:
    slides = zip(placed.slides, presentation.slides, presentation.slides._sldIdLst, strict=True)
    return [
        recall("stands", (each, entry.id, look), partial(_on_slide, each, slide, entry.id), SLIDES)
        for each, slide, entry in slides
    ]


def _on_slide(placed: PlacedSlide, written: Slide, number: int) -> SlideLocations:
    slide, notes = written._element, written.notes_slide._element if written.has_notes_slide else None
    there = list(surfaces(slide, notes))
    texts = (
        *_located(seen(placed), (s for s in there if not s.alt and s.shape != NOTES)),
        *_located(heard(placed), (s for s in there if s.alt)),
        *_located(said(placed.slide), (s for s in there if s.shape == NOTES)),
    )
    names = [shape_name(shape) for shape in shapes(slide) if is_chart(shape)]
    charts = [item.block for item in placed.items if isinstance(item.block, Chart)]
    title = next((s.text for s in there if s.shape == "Title"), "")
    shown = tuple(zip(names, charts, strict=True))
    return SlideLocations(placed.slide.key, number, title, texts, shown, placed)


def is_chart(shape: Element) -> bool:
    """Whether a shape is a graphic frame with a chart."""
    return shape.find(f".//{qualified('c:chart')}") is not None and shape.tag == qualified("p:graphicFrame")


def _located(
    expected: Iterable[Passage], there: Iterable[SlideText]
) -> Iterator[tuple[SlideText, tuple[FigureSpan, ...]]]:
    """Each passage on the surface that says it; equal ones in their order, and the last of them on all that
    are left.
    """
    waiting: dict[str, deque[Passage]] = defaultdict(deque)
    for passage in expected:
        waiting[squeezed(passage.text)[0]].append(passage)
    for surface in there:
        key, places = squeezed(surface.text)
        if passages := waiting.get(key):
            passage = passages.popleft() if len(passages) > 1 else passages[0]
            if passage.spans:
                yield surface, tuple(_moved(passage, places))


def _moved(passage: Passage, places: list[int]) -> Iterator[FigureSpan]:
    """The spans of a passage on a surface that differs from it in spaces and marks alone."""
    index = {place: k for k, place in enumerate(squeezed(passage.text)[1])}
    for span in passage.spans:
        inside = [index[place] for place in range(span.start, span.end) if place in index]
        if inside:
            yield FigureSpan(places[inside[0]], places[inside[-1]] + 1, span.figure)


def squeezed(text: str) -> tuple[str, list[int]]:
    """The text without spaces and marks, and where each of its characters stood."""
    kept = [(c, k) for k, c in enumerate(text) if not c.isspace() and c not in UNSEEN]
    return "".join(c for c, _ in kept), [k for _, k in kept]
