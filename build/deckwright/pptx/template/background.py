"""What is behind the text on a template's slides: a color, or the average of a picture or a gradient."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree
from PIL import Image
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.slide import SlideLayout, SlideMaster

from deckwright import limits
from deckwright.pptx.template.scheme import Scheme
from deckwright.pptx.xml import Element, qualified
from deckwright.theme import contrast

COVERS = 0.95  # of the slide's width and height, for a shape or picture that is its ground
FIRST_BACKGROUND = 1001  # numbers of the theme's background styles begin here; below it they are fills


def background_of(layout: SlideLayout, scheme: Scheme, size: tuple[int, int]) -> str:
    """The color behind this layout's text: of what covers it, of its background, of its master's; "" if none is said.

    size  width and height of a slide
    """
    shown = layout._element.get("showMasterSp", "1") not in ("0", "false")
    for holder in (layout, layout.slide_master) if shown else (layout,):
        for fill in _covering(holder, size):
            if found := fill_color(fill, holder, scheme):
                return found
    for holder in (layout, layout.slide_master):
        if found := _background(holder, scheme):
            return found
    return ""


def fill_color(fill: Element, holder: SlideLayout | SlideMaster, scheme: Scheme, placeholder: str = "") -> str:
    """The color of a fill, on the average where it has several; "" for none, or for one that isn't known."""
    kind = etree.QName(fill).localname
    if kind == "solidFill" and len(fill):
        return scheme.resolve(fill[0], placeholder)
    if kind == "gradFill":
        stops = [scheme.resolve(stop[0], placeholder) for stop in fill.iter(qualified("a:gs")) if len(stop)]
        return _mean([stop for stop in stops if stop])
    if kind == "blipFill" and (blip := fill.find(qualified("a:blip"))) is not None:
        part = holder.part.rels.get(blip.get(qn("r:embed")))
        return average(part.target_part.blob) if part is not None and not part.is_external else ""
    return ""


def average(picture: bytes) -> str:
    """A picture's average color; "" for a drawing, or a file that Pillow doesn't know."""
    try:
        image = Image.open(io.BytesIO(picture))
        limits.PICTURE_PIXELS.hold(image.width * image.height, "A picture of the template has")
        pixel = image.convert("RGB").resize((1, 1), Image.Resampling.BOX)
    except (OSError, ValueError):
        return ""
    return bytes(pixel.getpixel((0, 0))).hex().upper()


def best_text(ground: str, *wanted: str) -> str:
    """The first of these colors that can be read on the ground, else the one with most contrast, black or white too."""
    for color in wanted:
        if color and contrast(color, ground) >= 4.5:
            return color
    return max((*filter(None, wanted), "FFFFFF", "000000"), key=lambda color: contrast(color, ground))


def _covering(holder: SlideLayout | SlideMaster, size: tuple[int, int]) -> Iterator[Element]:
    """Fills of shapes without text that cover the slide, the uppermost first."""
    for shape in reversed(list(holder._element.find(f".//{qualified('p:spTree')}"))):
        extent = shape.find(f".//{qualified('a:xfrm')}/{qualified('a:ext')}")
        if extent is None or shape.find(f".//{qualified('p:ph')}") is not None:
            continue
        if all(int(extent.get(side, 0)) >= COVERS * whole for side, whole in zip(("cx", "cy"), size)):
            properties = shape if shape.tag == qualified("p:pic") else shape.find(qualified("p:spPr"))
            yield from properties if properties is not None else ()


def _background(holder: SlideLayout | SlideMaster, scheme: Scheme) -> str:
    """What ``p:bg`` says: a fill of its own, or a style of the theme with a color."""
    said = holder._element.find(f"{qualified('p:cSld')}/{qualified('p:bg')}")
    if said is None:
        return ""
    own = said.find(qualified("p:bgPr"))
    if own is not None:
        return next((found for fill in own if (found := fill_color(fill, holder, scheme))), "")
    style = said.find(qualified("p:bgRef"))
    if style is None or not len(style):
        return ""
    color = scheme.resolve(style[0])
    master = holder.slide_master if isinstance(holder, SlideLayout) else holder
    fill = _style(master, int(style.get("idx", "0")))
    return (fill_color(fill, master, scheme, color) if fill is not None else "") or color


def _style(master: SlideMaster, number: int) -> Element | None:
    """The theme's background style of this number."""
    theme = etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    fills = theme.find(f".//{qualified('a:bgFillStyleLst')}")
    index = number - FIRST_BACKGROUND
    return fills[index] if fills is not None and 0 <= index < len(fills) else None


def _mean(colors: list[str]) -> str:
    """The average of some colors."""
    if not colors:
        return ""
    channels = zip(*(bytes.fromhex(color) for color in colors))
    return "".join(f"{round(sum(values) / len(colors)):02X}" for values in channels)
