"""A picture as it goes into a deck: upright, in a format that PowerPoint shows anywhere, of a size that is no trap."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from deckwright.errors import UserError
from deckwright.pictures import svg

LARGEST = 50_000_000  # bytes
MOST_PIXELS = 80_000_000
READ = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
TAKEN = ("PNG", "JPEG", "GIF")  # as they are; a GIF that moves is played by PowerPoint
SUFFIXES = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".bmp", ".tif", ".tiff")
FILMS = (".mp4", ".m4v", ".mov", ".webm", ".avi", ".mkv")
_ORIENTATION = 0x0112
_OTHER_COLORS = ("CMYK", "LAB")
_ONE_PAGE = "Save the page that you mean as a picture of its own."
_AS_GIF = "Save it as GIF, which PowerPoint plays, or the one that you mean as PNG."
_NO_PICTURES = (  # what lies in the place of a picture that wasn't fetched
    (re.compile(rb"version https://git-lfs"), "a pointer of Git LFS", "Fetch the picture itself: git lfs pull."),
    (
        re.compile(rb"\s*<(?:!doctype\s+)?html", re.IGNORECASE),
        "a web page",
        "Fetch the picture by its own address.",
    ),
)
_SAVE_AS = "Save it as PNG or JPEG, a drawing as SVG."


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture ready for a slide.

    raster  the file that every program shows: PNG, JPEG or GIF
    drawing the same as SVG, which stays sharp, where it came as one
    themed  whether the drawing's colors are those of the light theme, and change with the deck's
    size    width and height in pixels (of a drawing: in its own units)
    """

    raster: bytes = field(repr=False)
    size: tuple[float, float]
    drawing: bytes = field(default=b"", repr=False)
    themed: bool = False


def picture_file(path: Path) -> PictureFile:
    """The picture in a file. Raises UserError, without a place, for what can't be shown."""
    size = path.stat().st_size
    if size > LARGEST:
        message = f"The picture {path.name} has {size / 1e6:.0f} MB; a picture may have {LARGEST / 1e6:.0f}."
        raise UserError(message, hint="Save it with fewer pixels: a slide shows no more than 4,000 across.")
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise UserError(f"The picture {path.name} can't be read: {problem.strerror}.") from None
    if not content:
        raise UserError(f"The picture {path.name} is empty (0 bytes).", hint="Save it again.")
    return prepared(content, path.name)


@lru_cache(maxsize=64)  # under --watch the same pictures are read time and again
def prepared(content: bytes, name: str) -> PictureFile:
    """A picture, from the bytes of its file."""
    for kind, what, hint in _NO_PICTURES:
        if kind.match(content):
            raise UserError(f"{name} is {what}, and no picture.", hint=hint)
    if svg.is_svg(content):
        size = svg.check(content, name)
        return PictureFile(svg.rasterized(content, size, name), size, content)
    try:
        return _raster(content, name)
    except Image.DecompressionBombError as problem:  # found in the header
        pixels = re.search(r"\d+", str(problem))
        raise _too_large(name, f"{int(pixels[0]):,} pixels" if pixels else "too many pixels") from None
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError, MemoryError) as problem:
        words = f"The picture {name} can't be read"
        known = "cannot identify" in str(problem)
        why = "it is damaged, or none of PNG, JPEG, SVG, WebP, GIF, BMP and TIFF" if known else f"{problem}".rstrip(".")
        raise UserError(f"{words}: {why}.", hint=_SAVE_AS) from None


def _raster(content: bytes, name: str) -> PictureFile:
    with Image.open(io.BytesIO(content), formats=READ) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise _too_large(name, f"{width:,} x {height:,} pixels")
        turned = image.getexif().get(_ORIENTATION, 1) not in (0, 1)
        if image.format in ("TIFF", "WEBP") and (pages := getattr(image, "n_frames", 1)) > 1:
            what, hint = ("pages", _ONE_PAGE) if image.format == "TIFF" else ("pictures in a row", _AS_GIF)
            raise UserError(f"The picture {name} has {pages} {what}, and only the first would be shown.", hint=hint)
        if image.mode in ("F", "I"):
            message = f"The picture {name} has numbers of {'any kind' if image.mode == 'F' else '32 bits'} for pixels."
            raise UserError(message, hint="Show them with image_grid(...), or save the picture with 8 bits a channel.")
        image.load()  # says whether anything is missing
        if image.format in TAKEN and not turned and image.mode not in _OTHER_COLORS:
            return PictureFile(content, image.size)
        upright = _for_screens(ImageOps.exif_transpose(image))
        return PictureFile(_saved(upright, image.format), upright.size)


def _for_screens(image: Image.Image) -> Image.Image:
    """A picture in the colors of print, CMYK or Lab, in those of screens, by its own profile if that can be read."""
    if image.mode not in _OTHER_COLORS:
        return image
    profile = image.info.pop("icc_profile", None)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        shown = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        shown = image.convert("RGB")
    shown.info.pop("icc_profile", None)
    return shown


def _saved(image: Image.Image, format: str | None) -> bytes:
    """A photograph as JPEG again, everything else as PNG."""
    file = io.BytesIO()
    if format in ("JPEG", "MPO"):
        image.convert("RGB").save(file, "JPEG", quality=92, icc_profile=image.info.get("icc_profile"))
    else:
        kept = image if image.mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16") else image.convert("RGB")
        kept.save(file, "PNG")
    return file.getvalue()


def _too_large(name: str, found: str) -> UserError:
    message = f"The picture {name} has {found}; a picture may have {MOST_PIXELS:,}."
    return UserError(message, hint="Save it with fewer: a slide shows no more than 4,000 across.")
