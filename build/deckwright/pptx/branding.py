"""What a lecture puts on its layouts: its logo; the title slide's own drawing goes where the lecture wants none."""

from __future__ import annotations

import io
from collections.abc import Mapping

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import SlideLayout

from deckwright.deck.branding import Dress
from deckwright.deck.media import Picture
from deckwright.layout.free_space import logo_box
from deckwright.layout.page import Page
from deckwright.layout.right_to_left import mirrored_box
from deckwright.pptx.picture import drawing_part, picture_shape
from deckwright.pptx.placeholders import Placeholders
from deckwright.pptx.shape import ornament
from deckwright.pptx.template.ornament import is_network
from deckwright.pptx.xml import element, qualified

LOGO_ID = 9000  # above all ids of a layout's own shapes


def put_branding(found: Mapping[str, Placeholders], dress: Dress, page: Page) -> None:
    """Change a presentation's layouts as the lecture wants them."""
    title = found["title"]
    if title.house and (dress.title_picture or not dress.ornament):
        _without_network(title.layout)
    if dress.logo:
        for layout in {id(slots.layout): slots.layout for slots in found.values()}.values():
            _put_logo(layout, dress.logo, page)


def _without_network(layout: SlideLayout) -> None:
    tree = layout.shapes._spTree
    for shape in [shape for shape in tree if is_network(shape)]:
        tree.remove(shape)


def _put_logo(layout: SlideLayout, logo: Picture, page: Page) -> None:
    part = layout.part
    image = part.package.get_or_add_image_part(io.BytesIO(logo.file.raster))
    relationship = part.relate_to(image, RELATIONSHIP_TYPE.IMAGE)
    drawing = drawing_part(logo.file.drawing, part) if logo.file.drawing else ""
    box = logo_box(page, logo.file.size)
    box = mirrored_box(box, page.width) if page.rtl else box
    shape = picture_shape(LOGO_ID, "Logo", box, relationship, "", element("p:nvPr", {"userDrawn": True}), drawing)
    heading = shape.find(qualified("p:nvPicPr"))
    heading.replace(heading[0], ornament(LOGO_ID, "Logo"))
    layout.shapes._spTree.append(shape)
