"""Drawings, charts, pictures and videos: they grow with the space that they are given, within limits."""

from __future__ import annotations

from collections.abc import Iterator

from pptx.util import Emu, Pt

from deckwright.deck.block import Block
from deckwright.deck.chart import Chart
from deckwright.deck.drawing import Drawing, Label, Shape
from deckwright.deck.media import Picture, Video
from deckwright.deck.text import Text
from deckwright.fonts.type import Type
from deckwright.layout.block import Setting, measure
from deckwright.layout.chart_label_layout import least_height
from deckwright.layout.drawn_type import COMFORTABLE, smallest_text
from deckwright.layout.measured_block import OPTICAL, Measured
from deckwright.layout.placed import Box, Placed
from deckwright.layout.shrink import READABLE, least_scale
from deckwright.layout.text_lines import ROUNDING, height_of, set_text, text_lines

FIGURES = (Drawing, Chart, Picture, Video)
CAPTION_GAP = 6.0  # points between a figure or table and its caption
LARGE = 24.0  # points: largest size of text in a drawing
CHART_LEAST, CHART_ASPECT = (230.0, 150.0), 1.25  # width and height at the least; the least width to a height
BARE_LEAST, BARE_PREFERRED = 90.0, 170.0  # heights of a drawing without text
SHRUNK = 0.85  # a drawing's last resort: its text stays at 12 points, its shapes become so much smaller
LIKED_SHARE = 0.5  # of the body's height for pictures and videos
CHART_PREFERRED = 0.62
MEDIA_LEAST = 0.25
VIDEO_ASPECT = 16 / 9


@measure.register
def measure_drawing(block: Drawing, width: float, setting: Setting) -> Measured:
    sizes = sorted(text_sizes(block))
    if sizes:
        readable, preferred = READABLE / sizes[0], COMFORTABLE / sizes[0]
        least = least_scale(block, width, SHRUNK * readable, setting)
        most = max(preferred, LARGE / sizes[len(sizes) // 2])
    else:
        least, preferred, most = BARE_LEAST / block.height, BARE_PREFERRED / block.height, float("inf")
        readable = least
    most = min(most, width / block.width, setting.height / block.height)
    excess, preferred_excess = least * block.width - width, min(preferred, readable) * block.width - width
    least = min(least, width / block.width)
    heights = [scale * block.height for scale in (least, max(least, min(preferred, most)), max(least, most))]
    return _growing(block, width, heights, block.width / block.height, excess, preferred_excess, setting=setting)


def text_sizes(drawing: Drawing) -> Iterator[float]:
    """Type sizes of the text in a drawing, in its own points."""
    for mark in drawing.marks:
        if isinstance(mark, (Shape, Label)) and mark.text:
            yield mark.size


@measure.register
def measure_chart(block: Chart, width: float, setting: Setting) -> Measured:
    least_width, least = CHART_LEAST
    most = max(least, min(width / CHART_ASPECT, setting.height))
    least = max(least, least_height(block, width, most, setting.theme))
    preferred = min(most, CHART_PREFERRED * setting.height)
    return _growing(block, width, [least, max(least, preferred), most], None, excess=least_width - width)


@measure.register
def measure_video(block: Video, width: float, setting: Setting) -> Measured:
    return _growing(block, width, _media_heights(width / VIDEO_ASPECT, setting), VIDEO_ASPECT)


@measure.register
def measure_picture(block: Picture, width: float, setting: Setting) -> Measured:
    across, down = block.file.size
    if block.width or block.height:
        own = _wanted_height(block, width, setting)
        excess = own * across / down - width
        return _growing(block, width, [own] * 3, across / down, excess, caption=block.caption, setting=setting)
    sharp = 0.75 * down if not block.file.drawing else float("inf")  # at most one pixel of the file to 1/96 inch
    heights = _media_heights(min(width * down / across, sharp), setting)
    return _growing(block, width, heights, across / down, caption=block.caption, setting=setting)


def _wanted_height(block: Picture, width: float, setting: Setting) -> float:
    """The height of a picture whose author says how large it is; a share never makes it higher than the slide."""
    across, down = block.file.size
    heights = []
    if block.width:
        wanted = block.width.within(width) * down / across
        heights.append(min(wanted, setting.height) if block.width.share else wanted)
    if block.height:
        heights.append(block.height.within(setting.height))
    return min(heights)


def _media_heights(most: float, setting: Setting) -> list[float]:
    most = min(most, setting.height)
    return [min(most, share * setting.height) for share in (MEDIA_LEAST, LIKED_SHARE, 1.0)]


def _growing(
    block: Block,
    width: float,
    heights: list[float],
    aspect: float | None,
    excess: float = 0.0,
    preferred_excess: float = 0.0,
    caption: Text = (),
    setting: Setting | None = None,
) -> Measured:
    """A figure between its least and its most height; of a fixed aspect ratio, or as wide as its place."""
    size = setting.sizes.caption if caption else 0.0
    words = set_text(caption, Type.body(setting.theme, size), width) if caption else ()
    under = height_of(words) + CAPTION_GAP if words else 0.0
    widest = max((line.width for line in words), default=0.0) + 2 * ROUNDING

    def place(left: float, top: float, height: float) -> tuple[Placed, ...]:
        own = min(height - under, heights[2])
        across = own * aspect if aspect else width
        x, y = left + (width - across) / 2, top + (height - under - own) * OPTICAL
        box = Box(Emu(Pt(x)), Emu(Pt(y)), Emu(Pt(across)), Emu(Pt(own)))
        if isinstance(block, Drawing) and setting:
            scale = across / block.width
            return (Placed(block, box, scale=scale, least=smallest_text(block, scale, setting.theme)),)
        if not words:
            return (Placed(block, box),)
        flush = max(left, min(x, left + width - widest))  # with the figure's edge, where it is not too long for that
        below = Box(
            Emu(Pt(flush)), Emu(Pt(y + own + CAPTION_GAP)), Emu(Pt(left + width - flush)), Emu(Pt(height_of(words)))
        )
        return (Placed(block, box, size=size, small=size, lines=text_lines(words), parts=(below,)),)

    least, preferred, most = (height + under for height in heights)
    return Measured(least, preferred, most, place, max(0.0, excess), max(0.0, excess, preferred_excess), block, True)
