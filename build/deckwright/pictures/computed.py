"""Pictures that a lesson makes with another library: figures of matplotlib become drawings, images of Pillow pixels.

Nothing is imported for it: whoever hands over such a thing has loaded its library.
"""

from __future__ import annotations

import dataclasses
import io
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from deckwright.errors import UserError
from deckwright.pictures.picture_file import PictureFile, prepared
from deckwright.theme import CATEGORIES, LIGHT, Theme

_COLORS = ("background", "surface", "text", "muted", "line", *LIGHT.roles, *CATEGORIES)
_ELSEWHERE = {  # libraries whose figures only a browser draws, and what saves them as a file
    "plotly": "figure.write_image('figure.svg')",
    "altair": "chart.save('figure.svg')",
    "bokeh": "export_svg(figure, filename='figure.svg')",
}


def computed_picture(thing: Any) -> PictureFile | None:
    """A figure or an image as a picture; None for anything else. UserError for a figure that can't be drawn here.

    What pyplot returns stands for its figure: axes, (figure, axes), an array of axes, lines, bars.
    """
    if isinstance(thing, PictureFile):
        return thing
    if isinstance(thing, (tuple, list)) or _is_array_of_objects(thing):
        pictures = {picture for part in _flat(thing) if (picture := computed_picture(part)) is not None}
        return pictures.pop() if len(pictures) == 1 else None
    figure = _matplotlib_figure(thing)
    if figure is not None:
        return _drawn(figure)
    image = sys.modules.get("PIL.Image")
    if image is not None and isinstance(thing, image.Image):
        return prepared(_saved(thing), "of the lesson")
    library = type(thing).__module__.split(".")[0]
    if library in _ELSEWHERE and hasattr(thing, "to_dict" if library != "bokeh" else "document"):
        raise UserError(
            f"A figure of {library} is drawn by a browser, and can't be handed over.",
            hint=f"Save it beside slides.md, {_ELSEWHERE[library]}, and show the file: ![What it shows](figure.svg)",
        )
    return None


def with_pictures(thing: Any) -> Any:
    """The same with pictures in the place of figures and images, in dicts, lists and tuples as well."""
    if type(thing) is dict:
        parts = {name: with_pictures(part) for name, part in thing.items()}
        return parts if any(parts[name] is not part for name, part in thing.items()) else thing
    if type(thing) in (list, tuple) and thing and not isinstance(thing[0], (int, float, str)):
        parts = type(thing)(with_pictures(part) for part in thing)
        return parts if any(new is not old for new, old in zip(parts, thing)) else thing
    if type(thing).__module__.startswith(("matplotlib", "PIL")) or _is_array_of_objects(thing):
        return computed_picture(thing) or thing
    return thing


@lru_cache(maxsize=64)
def in_theme(picture: PictureFile, theme: Theme) -> PictureFile:
    """A figure's drawing with the colors of a theme in the place of those in which it was made."""
    drawing = picture.drawing
    for name in _COLORS:  # to marks first: one theme's color may be another color of the other
        drawing = drawing.replace(f"#{LIGHT.color(name).lower()}".encode(), f"#<{name}>".encode())
    for name in _COLORS:
        drawing = drawing.replace(f"#<{name}>".encode(), f"#{theme.color(name).lower()}".encode())
    return picture if drawing == picture.drawing else prepared(drawing, "of the lesson")


def _matplotlib_figure(thing: Any) -> Any:
    """The figure that this is, or that these axes, this line or this text belong to."""
    figures, artists = sys.modules.get("matplotlib.figure"), sys.modules.get("matplotlib.artist")
    if figures is None or artists is None:
        return None
    if isinstance(thing, figures.FigureBase):
        return thing
    return thing.get_figure() if isinstance(thing, artists.Artist) else None


def _is_array_of_objects(thing: Any) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(thing, numpy.ndarray) and thing.dtype == object


def _flat(things: Any) -> Iterator[Any]:
    """The members of a list, a tuple or an array of objects, those of inner ones among them; numbers are left out."""
    for thing in things.ravel() if _is_array_of_objects(things) else things:
        if isinstance(thing, (tuple, list)):
            yield from _flat(thing)
        elif not isinstance(thing, (int, float, str)):
            yield thing


def _drawn(figure: Any) -> PictureFile:
    """The figure as SVG, the same bytes each time, as large as all that it shows."""
    import matplotlib

    file = io.BytesIO()
    whole = figure if hasattr(figure, "savefig") else figure.get_figure(root=True)
    if len(whole.get_children()) == 1:  # its background
        hint = "Draw into what is handed over: figure, axes = plt.subplots(); axes.plot(...)"
        raise UserError("A figure of matplotlib has nothing in it.", hint=hint)
    whole.draw_without_rendering()  # lays it out, which is done once: a second time would move everything a little
    whole.set_layout_engine("none")
    with matplotlib.rc_context({"svg.hashsalt": "deckwright", "svg.fonttype": "path"}):
        about = {"Date": None, "Creator": None}
        whole.savefig(file, format="svg", bbox_inches="tight", pad_inches=0.05, metadata=about)
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(whole)
    try:
        return dataclasses.replace(prepared(file.getvalue(), "of the lesson"), themed=True)
    except UserError as error:
        error.hint = "What is drawn of very many points takes rasterized=True: axes.scatter(x, y, rasterized=True)."
        raise


def _saved(image: Any) -> bytes:
    """An image as PNG, without whatever else it carries."""
    file = io.BytesIO()
    kept = image if image.mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16") else image.convert("RGB")
    kept.save(file, "PNG")
    return file.getvalue()
