"""What stands behind a slide's text: its ground, our layouts' ornaments, the lecture's logo."""

from __future__ import annotations

from deckwright.layout.free_space import logo_box
from deckwright.layout.ornament import FAINT, Bar, Stroke, ornaments
from deckwright.pptx.text_block import QUIET
from deckwright.svg.canvas import Canvas
from deckwright.svg.markup import element, points
from deckwright.svg.outline_of_shape import preset
from deckwright.svg.picture import picture_image


def draw_ground(canvas: Canvas) -> str:
    """The slide's ground with all that adorns it, which nobody has to hear about."""
    ground = "surface" if canvas.placed.layout in QUIET else "background"
    made = element(
        "rect", {"width": points(canvas.page.width), "height": points(canvas.page.height)} | _fill(ground, canvas)
    )
    if canvas.house and _adorned(canvas):
        made += "".join(_drawn(each, canvas) for each in ornaments(canvas.page, canvas.layout))
    return element("g", {"aria-hidden": "true"}, made + _logo(canvas))


def _adorned(canvas: Canvas) -> bool:
    """Whether the design's own drawing stands on this slide: a title slide may do without its network."""
    dress = canvas.deck.dress
    return canvas.placed.layout != "title" or dress.ornament and not dress.title_picture


def _drawn(each: Bar | Stroke, canvas: Canvas) -> str:
    if isinstance(each, Stroke):
        (x1, y1), (x2, y2) = (_point(*end, canvas) for end in (each.start, each.end))
        look = {"stroke": canvas.paint(each.color), "stroke-opacity": FAINT}
        return element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2} | look)
    box = canvas.mirrored(each.box)
    return preset(
        each.kind, (points(box.left), points(box.top), points(box.width), points(box.height)), _fill(each.color, canvas)
    )


def _point(x: int, y: int, canvas: Canvas) -> tuple[float, float]:
    return points(canvas.page.width - x if canvas.page.rtl else x), points(y)


def _logo(canvas: Canvas) -> str:
    logo, page = canvas.deck.dress.logo, canvas.page
    if logo is None:
        return ""
    box = logo_box(page, logo.file.size)
    return picture_image(logo.file, canvas.mirrored(box), canvas)


def _fill(color: str, canvas: Canvas) -> dict[str, str | float | None]:
    return {"fill": canvas.paint(color)}
