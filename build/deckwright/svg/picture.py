"""Pictures, and the places of videos, which the page lays over the slide."""

from __future__ import annotations

import base64
from pathlib import Path

from PIL import Image
from pptx.util import Emu

from deckwright.deck.media import Picture, Video
from deckwright.deck.text import plain
from deckwright.fonts.type import Type
from deckwright.language import say
from deckwright.layout.placed import Box, Placed
from deckwright.pictures.computed import in_theme
from deckwright.pictures.picture_file import PictureFile
from deckwright.svg.canvas import Canvas, step_of
from deckwright.svg.markup import element, group, points
from deckwright.svg.text import Style, one_line
from deckwright.svg.text_block import box_of, small_text
from deckwright.theme import DARK, LIGHT, Theme

WIDESCREEN = (16, 9)
NAME_SIZE = 14.0  # points, of the words in an empty place
TYPES = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif"}


def draw_picture(placed: Placed, canvas: Canvas) -> str:
    """A picture, whole in its box, with its caption."""
    block: Picture = placed.block
    alt = plain(block.alt) or plain(block.caption) or (block.path.stem if block.path else "Picture")
    box = fitted(block.file.size, placed.box)
    made = element("g", {"role": "img", "aria-label": alt}, picture_image(block.file, box, canvas))
    if block.caption and placed.parts:
        made += small_text(placed.lines, placed.parts[-1], placed.small, canvas)
    return group(made, data_step=step_of(block.step))


def picture_image(file: PictureFile, box: Box, canvas: Canvas) -> str:
    """``image`` of a file in its box; a drawing in the colors of the theme in both themes, where these may change."""
    if not file.themed:
        return image(file.drawing or file.raster, box)
    if not canvas.colors.named or canvas.theme.name not in (LIGHT.name, DARK.name):
        return image(_drawing(file, canvas.theme), box)
    return "".join(image(_drawing(file, theme), box, f"only-{theme.name}") for theme in (LIGHT, DARK))


def image(content: bytes, box: Box, css_class: str | None = None) -> str:
    """``image`` with its file inside."""
    place = {"x": points(box.left), "y": points(box.top), "width": points(box.width), "height": points(box.height)}
    return element("image", {"class": css_class, "href": data_address(content, _type(content))} | place)


def draw_video(placed: Placed, canvas: Canvas) -> str:
    """A video's poster, without it a frame with the scene's name; where the page lays the video over it."""
    block: Video = placed.block
    alt = plain(block.alt) or say("Video {scene}", scene=block.scene)
    if block.poster is not None:
        poster = block.poster.read_bytes()
        with Image.open(block.poster) as opened:
            box = fitted(opened.size, placed.box)
        made = image(poster, box)
    else:
        box = fitted(WIDESCREEN, placed.box)
        dashes = {"stroke": canvas.paint("line"), "stroke_dasharray": "4 3"}
        made = box_of(box, fill=canvas.paint("surface"), **dashes)
        style = Style(Type.body(canvas.theme, NAME_SIZE), "muted", align=0.5)
        middle = points(box.left + box.width // 2), points(box.top + box.height // 2) + 0.35 * NAME_SIZE
        made += one_line(say("Video: {scene}", scene=block.scene), *middle, style, canvas)
    return element("g", {"role": "img", "aria-label": alt, "data-step": step_of(block.step)}, made)


def video_box(placed: Placed) -> Box:
    """Where a video is shown."""
    block: Video = placed.block
    if block.poster is None:
        return fitted(WIDESCREEN, placed.box)
    with Image.open(block.poster) as opened:
        return fitted(opened.size, placed.box)


def fitted(size: tuple[float, float], box: Box) -> Box:
    """The largest box of this shape in the middle of another one."""
    width, height = size
    scale = min(box.width / width, box.height / height)
    wide, high = round(width * scale), round(height * scale)
    return Box(Emu(box.left + (box.width - wide) // 2), Emu(box.top + (box.height - high) // 2), Emu(wide), Emu(high))


def data_address(content: bytes, kind: str) -> str:
    """A file as an address that holds it."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def file_address(path: Path, kind: str) -> str:
    """A file on disk as an address that holds it."""
    return data_address(path.read_bytes(), kind)


def _drawing(file: PictureFile, theme: Theme) -> bytes:
    themed = in_theme(file, theme)
    return themed.drawing or themed.raster


def _type(content: bytes) -> str:
    return next((kind for start, kind in TYPES.items() if content.startswith(start)), "image/svg+xml")
