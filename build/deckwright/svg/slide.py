"""The way into this package: a placed slide becomes SVG."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pptx.util import Emu

from deckwright.deck.block import Block
from deckwright.deck.chart import Chart
from deckwright.deck.drawing import Drawing
from deckwright.deck.equation import Equation
from deckwright.deck.media import Picture, Video
from deckwright.deck.slide import Deck
from deckwright.deck.table import Table
from deckwright.deck.text import Bullets, Code, Paragraph
from deckwright.language import speaking
from deckwright.layout.page import Page
from deckwright.layout.placed import Box, Placed, PlacedSlide
from deckwright.store import remembered
from deckwright.svg.canvas import Canvas, Link
from deckwright.svg.chart.chart_block import draw_chart
from deckwright.svg.colors import Colors
from deckwright.svg.drawing import draw_drawing
from deckwright.svg.equation import draw_equation
from deckwright.svg.heading import draw_footer, draw_title
from deckwright.svg.markup import element, number, points
from deckwright.svg.ornament import draw_ground
from deckwright.svg.picture import draw_picture, draw_video
from deckwright.svg.table import draw_table
from deckwright.svg.text import families
from deckwright.svg.text_block import draw_bullets, draw_code, draw_paragraph

SLIDES = 2000  # that stay in memory
DRAWN: dict[type[Block], Callable[[Placed, Canvas], str]] = {
    Paragraph: draw_paragraph,
    Bullets: draw_bullets,
    Code: draw_code,
    Equation: draw_equation,
    Table: draw_table,
    Picture: draw_picture,
    Video: draw_video,
    Drawing: draw_drawing,
    Chart: draw_chart,
}


@dataclass(frozen=True, slots=True)
class Surface:
    """What all slides of a deck are drawn with.

    deck    the deck without its slides: title, language, dress
    page    the geometry that it was laid out for; house: in our design, not in a lecturer's
    colors  how colors are written
    root    the course's folder, from which places in files are counted
    """

    deck: Deck
    page: Page
    colors: Colors
    root: Path = Path()
    house: bool = True


@dataclass(frozen=True, slots=True)
class SlideDrawing:
    """A slide, or a part of one, as SVG.

    What a click shows has ``data-step``, its number; what shows figures has ``data-figures``, their records as JSON.

    markup  what stands in its ``svg``
    glyphs  the outlines of letters that it refers to, by their ids
    box     what of the slide it shows
    links   where it leads elsewhere, for formats that don't take them from the markup
    """

    markup: str = field(repr=False)
    glyphs: Mapping[str, str] = field(repr=False, hash=False)
    box: Box
    links: tuple[Link, ...] = ()


@remembered(SLIDES)
def draw_slide(placed: PlacedSlide, surface: Surface, number: int) -> SlideDrawing:
    """A placed slide in reading order: its title, its blocks, its footer. number: the slide's, from 1."""
    canvas = _canvas(placed, surface, number)
    with speaking(surface.deck.language):
        made = draw_ground(canvas) + draw_title(canvas)
        made += "".join(DRAWN[type(item.block)](item, canvas) for item in placed.items)
        return SlideDrawing(made + draw_footer(canvas), canvas.glyphs, _whole(surface), tuple(canvas.links))


def draw_block(item: Placed, placed: PlacedSlide, surface: Surface, number: int) -> SlideDrawing:
    """One block of a slide alone, at its place."""
    canvas = _canvas(placed, surface, number)
    with speaking(surface.deck.language):
        return SlideDrawing(DRAWN[type(item.block)](item, canvas), canvas.glyphs, _whole(surface))


def svg_element(drawing: SlideDrawing, surface: Surface, **attributes: str) -> str:
    """``svg`` of a drawing, to stand in a page that has the outlines of letters."""
    box = " ".join(number(points(side)) for side in _sides(drawing.box))
    return element(
        "svg",
        {"viewBox": box, "font-family": families(surface.colors.theme), "direction": "ltr"} | attributes,
        drawing.markup,
    )


def svg_file(drawing: SlideDrawing, surface: Surface) -> str:
    """A drawing as an SVG file of its own; its surface's colors are no variables."""
    letters = element("defs", None, *drawing.glyphs.values()) if drawing.glyphs else ""
    size = {"width": f"{number(points(drawing.box.width))}pt", "height": f"{number(points(drawing.box.height))}pt"}
    whole = replace(drawing, markup=letters + drawing.markup)
    return svg_element(whole, surface, xmlns="http://www.w3.org/2000/svg", **size)


def _canvas(placed: PlacedSlide, surface: Surface, number: int) -> Canvas:
    return Canvas(placed, surface.deck, surface.page, surface.colors, number, surface.root, surface.house)


def _whole(surface: Surface) -> Box:
    return Box(Emu(0), Emu(0), surface.page.width, surface.page.height)


def _sides(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    return box.left, box.top, box.width, box.height
