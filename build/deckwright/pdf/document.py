"""The way into this package: placed slides become a PDF document, vector graphics and text that can be selected.

WeasyPrint sets the pages: it takes the same drawings that a web page shows, needs no browser and no LibreOffice,
embeds the fonts, and writes outlines and the tags of PDF/UA.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from PIL import ImageFile

from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.language import language, speaking
from deckwright.layout.placed import PlacedSlide
from deckwright.pdf.handout import Handout, paper_of
from deckwright.pdf.notes import notes_on_paper
from deckwright.pdf.whole_lines import set_whole_lines
from deckwright.svg.markup import element, words
from deckwright.svg.slide import SlideDrawing, Surface, draw_slide, svg_element

LINES = 9  # for one's own notes beside a slide


def pdf_bytes(slides: Sequence[PlacedSlide], surface: Surface, handout: Handout | None = None) -> bytes:
    """The document of a deck's placed slides; its surface's colors are no variables.

    handout  several slides on a sheet of paper; None for the slides alone, each a page
    """
    drawings = [draw_slide(placed, surface, number) for number, placed in enumerate(slides, 1)]
    with speaking(surface.deck.language):
        body = _sheets(slides, drawings, surface, handout) if handout else _pages(slides, drawings, surface)
        return _printed(_document(body, surface, handout))


def _pages(slides: Sequence[PlacedSlide], drawings: Sequence[SlideDrawing], surface: Surface) -> str:
    return "".join(
        element("section", {"class": "page"}, *_parts(placed, drawing, surface))
        for placed, drawing in zip(slides, drawings)
    )


def _sheets(slides: Sequence[PlacedSlide], drawings: Sequence[SlideDrawing], surface: Surface, handout: Handout) -> str:
    """So many slides on a sheet, each with what stands beside it; long notes take the room of a slide."""
    entries = [
        element("article", None, _framed(placed, drawing, surface), *_beside(placed, handout))
        for placed, drawing in zip(slides, drawings)
    ]
    if handout.beside:
        return "".join(entries)
    groups = [entries[k : k + handout.slides] for k in range(0, len(entries), handout.slides)]
    return "".join(element("section", {"class": "sheet"}, *group) for group in groups)


def _framed(placed: PlacedSlide, drawing: SlideDrawing, surface: Surface) -> str:
    return element("div", {"class": "frame"}, *_parts(placed, drawing, surface))


def _parts(placed: PlacedSlide, drawing: SlideDrawing, surface: Surface) -> Iterator[str]:
    """What a slide is made of: its title, its drawing, and its links over the drawing, which has none of its own."""
    yield _heading(placed)
    yield _slide(placed, drawing, surface)
    for link in drawing.links:
        sides = {
            "left": link.left / surface.page.width.pt,
            "top": link.top / surface.page.height.pt,
            "width": link.width / surface.page.width.pt,
            "height": link.height / surface.page.height.pt,
        }
        style = ";".join(f"{side}:{share:.3%}" for side, share in sides.items())
        yield element("a", {"href": link.address, "style": style}, " ")


def _beside(placed: PlacedSlide, handout: Handout) -> Iterator[str]:
    """The slide's notes, or lines for one's own."""
    if handout.beside == "notes":
        said = notes_on_paper(placed.slide.notes) if placed.part == 1 else ""
        yield element("div", {"class": "beside"}, said)
    elif handout.beside == "lines":
        yield element("div", {"class": "beside"}, *[element("div", {"class": "line"})] * LINES)


def _heading(placed: PlacedSlide) -> str:
    """The slide's title for the outline at the side and for a screen reader; on the paper the drawing has it."""
    level = "h1" if placed.layout in ("title", "section") else "h2"
    key = placed.slide.key if placed.part == 1 else None  # to which links lead
    return element(level, {"id": key}, words(plain(placed.title)))


def _slide(placed: PlacedSlide, drawing: SlideDrawing, surface: Surface) -> str:
    """The drawing, with the letters that its formulas refer to, and its words for those who don't see it."""
    title = element("title", None, words(plain(placed.title)))
    letters = element("defs", None, *drawing.glyphs.values()) if drawing.glyphs else ""
    whole = SlideDrawing(title + letters + drawing.markup, {}, drawing.box)
    return svg_element(whole, surface, xmlns="http://www.w3.org/2000/svg")


def _document(body: str, surface: Surface, handout: Handout | None) -> str:
    deck, page, theme = surface.deck, surface.page, surface.colors.theme
    paper = paper_of(deck.language) if handout else f"{page.width.pt:.2f}pt {page.height.pt:.2f}pt"
    shape = f"@page{{size:{paper}}}.page{{width:{page.width.pt:.2f}pt;height:{page.height.pt:.2f}pt}}"
    shape += f"body{{font-family:'{theme.body_font}','Carlito',sans-serif;background:#{theme.background}}}"
    named = handout.style if handout else "slides"
    head = element("title", None, words(deck.title)) + element("meta", {"name": "author", "content": deck.author})
    head += element("style", None, shape, _style())
    direction = "rtl" if language(deck.language).rtl else "ltr"
    return "<!DOCTYPE html>" + element(
        "html",
        {"lang": deck.language, "dir": direction},
        element("head", None, '<meta charset="utf-8">', head),
        element("body", {"class": named}, element("footer", None, words(deck.title)), body),
    )


@cache
def _style() -> str:
    return files("deckwright.pdf").joinpath("document.css").read_text(encoding="utf-8")


def _printed(html: str) -> bytes:
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint  # takes half a second to load, and few builds need it
    except (ImportError, OSError) as error:
        raise UserError(
            f"WeasyPrint, which writes PDF, can't be loaded: {error}.",
            hint="Install it: pip install 'deckwright[pdf]'; it needs Pango (Debian: libpangoft2-1.0-0).",
        ) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = strict  # loading it lets Pillow take damaged pictures, everywhere
    set_whole_lines()
    log, failed = logging.getLogger("weasyprint"), _Failed()
    log.setLevel(logging.ERROR)  # what is less are hints for authors of CSS
    log.addHandler(failed)
    try:
        fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))  # pictures are in the drawings
        made = weasyprint.HTML(string=html, base_url="", url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
    finally:
        log.removeHandler(failed)
    if failed.said:
        raise UserError(f"WeasyPrint could not draw all of the document: {failed.said[0]}")
    return made


class _Failed(logging.Handler):
    """Gathers what could not be drawn: WeasyPrint leaves it out, and with it the rest of its slide."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith("Failed to"):
            self.said.append(str(sys.exc_info()[1] or record.getMessage()))
