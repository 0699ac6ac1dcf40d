"""One figure of a slide as a drawing of its own: a chart, a diagram, a picture, a table or a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pptx.util import Emu, Pt

from deckwright.deck.chart import Chart
from deckwright.deck.drawing import Drawing
from deckwright.deck.equation import Equation
from deckwright.deck.media import Picture
from deckwright.deck.table import Table
from deckwright.layout.placed import Box, Placed, PlacedSlide
from deckwright.svg.slide import SlideDrawing, Surface, draw_block

FIGURES = (Chart, Drawing, Picture, Table, Equation)
RIM = Pt(4)  # around a figure, for lines at its edge


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure of a deck. name: the key of its slide, with /2, /3, ... for the further ones on it."""

    name: str
    slide: PlacedSlide
    item: Placed
    number: int  # of the slide


def named_figures(slides: Iterable[PlacedSlide]) -> Iterator[NamedFigure]:
    """All figures of a deck."""
    counts: dict[str, int] = {}
    for number, slide in enumerate(slides, 1):
        for item in slide.items:
            if isinstance(item.block, FIGURES):
                key = slide.slide.key
                counts[key] = counts.get(key, 0) + 1
                yield NamedFigure(key if counts[key] == 1 else f"{key}/{counts[key]}", slide, item, number)


def draw_figure(figure: NamedFigure, surface: Surface) -> SlideDrawing:
    """The figure alone, in its box."""
    drawing = draw_block(figure.item, figure.slide, surface, figure.number)
    return replace(drawing, box=_whole(figure.item))


def _whole(item: Placed) -> Box:
    """The box of a figure with its caption; of a formula that of its ink."""
    boxes = item.parts if isinstance(item.block, Equation) else (item.box, *item.parts)
    left, top = min(box.left for box in boxes) - RIM, min(box.top for box in boxes) - RIM
    right, bottom = max(box.right for box in boxes) + RIM, max(box.bottom for box in boxes) + RIM
    return Box(Emu(left), Emu(top), Emu(right - left), Emu(bottom - top))
