"""Pictures as people have them: turned, in other formats, damaged, too large, with more in them than a picture."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from deckwright.errors import UserError
from deckwright.pictures import picture_file as module
from deckwright.pictures.picture_file import picture_file, prepared

BOX = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 30 10">{}</svg>'


def saved(format: str, size: tuple[int, int] = (8, 4), mode: str = "RGB", **options) -> bytes:
    """A small picture whose left half is dark."""
    image = Image.new(mode, size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def of_mode(mode: str, format: str, **options) -> bytes:
    """A small picture with pixels of this kind."""
    file = io.BytesIO()
    Image.new(mode, (8, 4)).save(file, format, **options)
    return file.getvalue()


def header_of(width: int, height: int) -> bytes:
    """A PNG that says how large it is and has nothing of it."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return header + struct.pack(">I", 1000) + b"IDAT"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_turned_photograph_stands_upright(format: str) -> None:
    """What the camera noted is applied to the pixels: a quarter turn to the right."""
    exif = Image.Exif()
    exif[0x0112] = 6
    file = prepared(saved(format, exif=exif), "a")
    assert file.size == (4, 8)
    upright = Image.open(io.BytesIO(file.raster))
    assert upright.size == (4, 8) and upright.getexif().get(0x0112, 1) == 1
    assert upright.convert("L").getpixel((2, 1)) < 80 < upright.convert("L").getpixel((2, 6))


@pytest.mark.parametrize(
    ("format", "mode", "taken"),
    [("PNG", "RGB", "PNG"), ("JPEG", "RGB", "JPEG"), ("GIF", "P", "GIF"), ("WEBP", "RGBA", "PNG"),
     ("BMP", "RGB", "PNG"), ("TIFF", "I;16", "PNG"), ("TIFF", "CMYK", "PNG"), ("JPEG", "CMYK", "JPEG")],
)  # fmt: skip
def test_formats(format: str, mode: str, taken: str) -> None:
    """Those that PowerPoint shows stay as they are; the others become PNG."""
    content = saved(format) if mode == "RGB" else io.BytesIO()
    if mode != "RGB":
        Image.new(mode, (8, 4)).save(content, format)
        content = content.getvalue()
    file = prepared(content, "a")
    assert Image.open(io.BytesIO(file.raster)).format == taken and file.size == (8, 4) and not file.drawing
    assert (file.raster == content) == (format == taken and mode != "CMYK")


def test_a_drawing_has_pixels_beside_it() -> None:
    """Both travel; its size is what it says."""
    content = BOX.format('<rect width="30" height="10"/><use href="#a"/>').encode()
    file = prepared(content, "a.svg")
    assert file.drawing == content and file.size == (30, 10)
    assert Image.open(io.BytesIO(file.raster)).size == (1600, 534)


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_the_profile_of_printing_inks_goes_with_them(format: str) -> None:
    """What was CMYK and is RGB must not say that it is CMYK, or programs show other colors."""
    inks = b"\0" * 12 + b"prtrCMYKLab " + b"\0" * 104
    shown = Image.open(io.BytesIO(prepared(of_mode("CMYK", format, icc_profile=inks), "a").raster))
    assert shown.mode == "RGB" and "icc_profile" not in shown.info


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ("<script>1</script>", "a script"),
        ('<rect onload="x"/>', "a script"),
        ('<image href="https://a.b/c.png"/>', "from outside"),
        ('<image xlink:href="file:///etc/passwd"/>', "from outside"),
        ('<image href="data:image/svg+xml;base64,AA"/>', "from outside"),
        ('<rect style="fill:url(http://a.b)"/>', "from outside"),
        ("<style>@import 'a.css';</style>", "a style sheet"),
        ("<foreignObject/>", "foreignObject"),
        ('<a xlink:href=" JavaScript:x"><rect/></a>', "a link that runs a script"),
        ("<rect", "not well-formed"),
    ],
)
def test_what_a_drawing_must_not_have(inner: str, message: str) -> None:
    """Scripts, and anything that would be fetched from elsewhere."""
    with pytest.raises(UserError, match=message):
        prepared(BOX.format(inner).encode(), "a.svg")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1">&a;</svg>', "entities"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "doesn't say how large"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="9999999"/>', "too narrow"),
        (saved("PNG", (200, 200))[:90], "can't be read"),
        (saved("JPEG", (200, 200))[:700], "truncated"),
        (b"text", "damaged, or none of PNG"),
        (saved("TIFF", save_all=True, append_images=[Image.new("RGB", (8, 4))]), "has 2 pages, and only the first"),
        (saved("WEBP", save_all=True, append_images=[Image.new("RGB", (8, 4))]), "has 2 pictures in a row, and only"),
        (of_mode("F", "TIFF"), "numbers of any kind for pixels"),
        (of_mode("I", "TIFF"), "numbers of 32 bits for pixels"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "a pointer of Git LFS"),
        (b"\n<!DOCTYPE html><html>Not found</html>", "is a web page, and no picture"),
        (header_of(30_000, 30_000), "900,000,000 pixels"),
        (header_of(9_000, 9_000), "9,000 x 9,000 pixels"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown(content: bytes, message: str) -> None:
    """Damaged, truncated and far too large pictures; the size is known before a pixel is read."""
    with pytest.raises(UserError, match=message):
        prepared(content, "a")


def test_empty_and_heavy_files(tmp_path: Path, monkeypatch) -> None:
    """Nothing, and more than a limit."""
    file = tmp_path / "a.png"
    file.write_bytes(b"")
    with pytest.raises(UserError, match="is empty"):
        picture_file(file)
    monkeypatch.setattr(module, "LARGEST", 3)
    file.write_bytes(b"1234")
    with pytest.raises(UserError, match="a picture may have"):
        picture_file(file)


@pytest.mark.parametrize(("size", "pixels"), [("30pt", (40.0, 20.0)), ("1in", (96.0, 48.0)), ("40", (40.0, 20.0))])
def test_a_drawing_may_be_measured_in_points_or_inches(size: str, pixels: tuple[float, float]) -> None:
    """As matplotlib and Inkscape write it: 96 pixels to the inch."""
    file = prepared(f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" viewBox="0 0 30 15"/>'.encode(), "a.svg")
    assert file.size == pixels and Image.open(io.BytesIO(file.raster)).size == (1600, 800)
