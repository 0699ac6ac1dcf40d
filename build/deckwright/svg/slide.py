"""The way into this package: a placed slide becomes SVG."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

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
from deckwright.layout.placed import Placed, PlacedSlide
from deckwright.store import remembered
from deckwright.svg.canvas import Canvas
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
    """A slide as SVG: what stands in its ``svg``, and the outlines of letters that it refers to, by their ids.

    What a click shows has ``data-step``, its number; what shows figures has ``data-figures``, their records as JSON.
    """

    markup: str = field(repr=False)
    glyphs: Mapping[str, str] = field(repr=False)


@remembered(SLIDES)
def draw_slide(placed: PlacedSlide, surface: Surface, number: int) -> SlideDrawing:
    """A placed slide in reading order: its title, its blocks, its footer. number: the slide's, from 1."""
    canvas = Canvas(placed, surface.deck, surface.page, surface.colors, number, surface.root, surface.house)
    with speaking(surface.deck.language):
        made = draw_ground(canvas) + draw_title(canvas)
        made += "".join(DRAWN[type(item.block)](item, canvas) for item in placed.items)
        return SlideDrawing(made + draw_footer(canvas), canvas.glyphs)


def svg_element(drawing: SlideDrawing, surface: Surface, **attributes: str) -> str:
    """``svg`` of a slide, to stand in a page that has the outlines of letters."""
    box = f"0 0 {number(points(surface.page.width))} {number(points(surface.page.height))}"
    about = {"viewBox": box, "font-family": families(surface.colors.theme)}
    return element("svg", about | attributes, drawing.markup)


def svg_file(drawing: SlideDrawing, surface: Surface) -> str:
    """A slide as an SVG file of its own; its surface's colors are no variables."""
    letters = element("defs", None, *drawing.glyphs.values())
    size = {"width": number(points(surface.page.width)), "height": number(points(surface.page.height))}
    whole = SlideDrawing(letters + drawing.markup, {})
    return svg_element(whole, surface, xmlns="http://www.w3.org/2000/svg", **size)
