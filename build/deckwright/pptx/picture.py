"""Pictures, and what stands in the place of a video that isn't rendered yet."""

from __future__ import annotations

import io
from pathlib import Path

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.util import Emu, Pt

from deckwright.deck.text import Run, plain
from deckwright.errors import Source, UserError
from deckwright.layout.placed import Box, Placed
from deckwright.pictures.computed import in_theme
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.caption import write_caption
from deckwright.pptx.placeholders import reference
from deckwright.pptx.shape import preset, text_shape, transform
from deckwright.pptx.text import ParagraphFormat, Style, paragraph, runs
from deckwright.pptx.theme_colors import outline, solid_fill
from deckwright.pptx.xml import Element, element, qualified

CAPTION_SIZE = 14.0
SVG = "image/svg+xml"
DRAWING = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # of the extension that holds an SVG


def write_picture(placed: Placed, canvas: Canvas) -> None:
    """A picture from a file, whole in its box; it fills the layout's picture placeholder where it is given one."""
    block, ids = placed.block, canvas.ids
    file = in_theme(block.file, canvas.theme) if block.file.themed else block.file
    relationship, _ = picture_part(io.BytesIO(file.raster), canvas, block.source)
    drawing = drawing_part(file.drawing, canvas.slide.part) if file.drawing else ""
    shape_id, name = ids.next(), ids.name("Picture")
    alt = plain(block.alt) or plain(block.caption) or (block.path.stem if block.path else "Picture")
    placeholder = canvas.placeholder(placed.slot, picture=True)
    properties = element("p:nvPr", None, reference(placeholder) if placeholder is not None else None)
    box = fitted(file.size, placed.box)
    canvas.tree.append(picture_shape(shape_id, name, box, relationship, alt, properties, drawing))
    canvas.timeline.appear(block.step, shape_id)
    if block.caption and placed.parts:
        write_caption(block.caption, placed, name, canvas)


def picture_part(file: Path | io.BytesIO, canvas: Canvas, source: Source | None) -> tuple[str, tuple[int, int]]:
    """Put a picture's file into the package: its relationship and its size in pixels."""
    try:
        part, relationship = canvas.slide.part.get_or_add_image_part(str(file) if isinstance(file, Path) else file)
        return relationship, part.image.size
    except (OSError, ValueError, SyntaxError) as problem:
        message = f"The picture {file} can't be read: {problem}."
        raise UserError(message, where=source, hint="PNG and JPEG files can be placed on a slide.") from problem


def drawing_part(content: bytes, owner: Part) -> str:
    """Put a drawing in SVG into the package, once for all that show it: its relationship."""
    package = owner.package
    known = (part for part in package.iter_parts() if part.content_type == SVG and part.blob == content)
    part = next(known, None) or Part(package.next_partname("/ppt/media/drawing%d.svg"), SVG, package, content)
    return owner.relate_to(part, RELATIONSHIP_TYPE.IMAGE)


def _blip(relationship: str, drawing: str) -> Element:
    """``a:blip``: the pixels, and the drawing for programs that know SVG."""
    if not drawing:
        return element("a:blip", {"r:embed": relationship})
    vector = element("asvg:svgBlip", {"r:embed": drawing})
    return element(
        "a:blip", {"r:embed": relationship}, element("a:extLst", None, element("a:ext", {"uri": DRAWING}, vector))
    )


def fitted(size: tuple[float, float], box: Box) -> Box:
    """The largest box of this shape in the middle of another one."""
    width, height = size
    scale = min(box.width / width, box.height / height)
    wide, high = round(width * scale), round(height * scale)
    return Box(Emu(box.left + (box.width - wide) // 2), Emu(box.top + (box.height - high) // 2), Emu(wide), Emu(high))


def picture_shape(
    shape_id: int, name: str, box: Box, relationship: str, alt: str, properties: Element, drawing: str = ""
) -> Element:
    """``p:pic``. properties: its ``p:nvPr``, which makes it a placeholder's content or a video's poster.

    drawing  the relationship of the same picture in SVG
    """
    plays = properties.find(qualified("a:videoFile")) is not None
    click = element("a:hlinkClick", {"r:id": "", "action": "ppaction://media"}) if plays else None
    heading = element(
        "p:nvPicPr",
        None,
        element("p:cNvPr", {"id": shape_id, "name": name, "descr": alt}, click),
        element(
            "p:cNvPicPr",
            None,
            element("a:picLocks", {"noGrp": len(properties) > 0 and not plays, "noChangeAspect": True}),
        ),
        properties,
    )
    whole = element("a:stretch", None, element("a:fillRect"))
    fill = element("p:blipFill", None, _blip(relationship, drawing), whole)
    return element("p:pic", None, heading, fill, element("p:spPr", None, transform(box), preset()))


def empty_place(name: str, box: Box, words: str, alt: str, canvas: Canvas) -> int:
    """A quiet frame that says what will stand here; returns the shape's id."""
    shape_id = canvas.ids.next()
    style = Style(CAPTION_SIZE, color="muted")
    said = paragraph(runs((Run(words),), style, canvas), style, ParagraphFormat(align="ctr"), canvas)
    shape = text_shape(
        shape_id, name, box, [said], fill=solid_fill("surface", canvas.theme), anchor="ctr", alt=alt, inset=Pt(12)
    )
    shape.spPr.append(outline("line", canvas.theme, dashed=True))
    canvas.tree.append(shape)
    return shape_id
