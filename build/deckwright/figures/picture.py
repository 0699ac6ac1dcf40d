"""Pictures that the lesson computed: a figure of matplotlib, an image of Pillow."""

from __future__ import annotations

import hashlib
from typing import Any

from deckwright.deck.media import Length, Picture
from deckwright.errors import UserError
from deckwright.figures.value import described
from deckwright.figures.words import text_of
from deckwright.pictures.computed import computed_picture

_NONE = "Hand over the figure in lesson.py: figure, axes = plt.subplots(). plt.show() and plt.savefig() return nothing."
_FILE = "Show a file with ![What it shows](file.png), an array of pixels with image_grid(...)."


def picture(figure: Any, *, alt: str = "", caption: str = "", width: str = "", height: str = "") -> Picture:
    """A figure or axes of matplotlib as a drawing that stays sharp, in the deck's colors; an image of Pillow as pixels.

    alt            what it shows, for those who can't see it
    width, height  "50%" of the room, or a length: "6cm"; as large as there is room where neither is given
    """
    file = computed_picture(figure)
    if file is None:
        raise UserError(
            f"Expected a figure of matplotlib or an image of Pillow, found {described(figure)}.",
            hint=_NONE if figure is None else _FILE,
        )
    return Picture(
        file=file,
        alt=text_of(alt),
        caption=text_of(caption) if caption else (),
        width=Length.of(width, "width") if width else None,
        height=Length.of(height, "height") if height else None,
        contents=hashlib.sha256(file.drawing or file.raster).hexdigest()[:16],
    )
