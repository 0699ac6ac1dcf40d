"""Two lecturers' templates that differ as much as templates do; files packed or opened; the strict validator."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pptx.oxml.ns import qn
from pptx.util import Inches

from deckwright.layout.placed import Box
from deckwright.pptx.shape import decoration
from deckwright.pptx.xml import element
from figures_everywhere import as_json, deck_parts, everything  # noqa: F401  fixtures for several folders

ODD_NAMES = ("Titel", "Inhalt zwei", "Kapitel", "Doppelt", "Frage und Antwort", "Nur Kopf", "Leer", "A", "B", "C", "D")


def rewritten(path: Path, change) -> Path:
    """The file with each part changed: change(name, content) -> content."""
    with zipfile.ZipFile(path) as old:
        parts = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


@pytest.fixture(scope="session")
def dark(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """4:3, white on dark blue, in Georgia and Verdana, with a bar and a logo, odd names of layouts and no kinds."""
    return dark_template(tmp_path_factory.mktemp("template") / "dark.pptx")


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """16:9 with two layouts, a title and a title with one text: white titles on a band of color."""
    return few_template(tmp_path_factory.mktemp("template") / "few.pptx")


def dark_template(path: Path) -> Path:
    """What the fixture dark gives, at this path."""
    deck = pptx.Presentation()
    for layout, name in zip(deck.slide_layouts, ODD_NAMES, strict=True):
        layout.name = name
    _painted(deck.slide_master, (0, 0, 0.2, 7.5), "accent6")
    _painted(deck.slide_master, (8.7, 0.4, 0.8, 0.8), "accent5", "ellipse")
    title = deck.slide_master.placeholders[0]
    title.left, title.width = Inches(0.5), Inches(8.0)
    deck.save(path)
    return rewritten(path, _in_the_dark)


def _in_the_dark(name: str, content: bytes) -> bytes:
    if "theme1" in name:
        for color, rgb in ((b"dk2", b"0B1E3F"), (b"hlink", b"9CC3FF")):
            new = b'<a:%s><a:srgbClr val="%s"/></a:%s>' % (color, rgb, color)
            content = re.sub(rb"<a:%s>.*?</a:%s>" % (color, color), new, content)
        for old, new in ((b"major", b"Georgia"), (b"minor", b"Verdana")):
            content = re.sub(rb'(<a:%sFont>\s*<a:latin typeface=")[^"]*' % old, rb"\g<1>" + new, content)
    if name.endswith("slideMaster1.xml"):
        ours, dark = b'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"', b'bg1="dk2" tx1="lt1" bg2="dk1" tx2="lt2"'
        content = content.replace(ours, dark)
    if re.search(r"slideLayouts/slideLayout\d+\.xml$", name):
        content = re.sub(rb'(<p:sldLayout [^>]*?) type="\w+"', rb"\1", content)
    return content


def few_template(path: Path) -> Path:
    """What the fixture few gives, at this path."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for layout in list(deck.slide_layouts)[2:]:
        deck.slide_layouts.remove(layout)
    for holder in (*deck.slide_layouts, deck.slide_master):  # what layouts inherit is widened last
        for shape in holder.placeholders:
            place = shape.left, shape.top, shape.width, shape.height
            if shape.left is not None:
                shape.left, shape.top, shape.width, shape.height = (
                    place[0] * 4 // 3,
                    place[1],
                    place[2] * 4 // 3,
                    place[3],
                )
    master, cover = deck.slide_master, deck.slide_layouts[0]
    _painted(deck.slide_master, (0, 0, 13.333, 1.3), "tx2")
    _painted(deck.slide_master, (0, 6.9, 13.333, 0.6), "bg2")
    title = master.placeholders[0]
    title.top, title.height = Inches(0.2), Inches(0.9)
    style = master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    words = style.find(qn("a:defRPr"))
    words.set("sz", "3200")
    words.find(f".//{qn('a:schemeClr')}").set("val", "bg1")
    cover._element.set("showMasterSp", "0")
    _painted(cover, (0, 0, 13.333, 7.5), "tx2")
    for color in cover._element.iter(qn("a:schemeClr")):
        color.set("val", "bg1" if color.get("val") == "tx1" else color.get("val"))
    deck.save(path)
    return path


def _painted(holder, inches: tuple[float, float, float, float], color: str, kind: str = "rect") -> None:
    """A shape behind everything else on a master or a layout: left, top, width, height."""
    tree, fill = holder.shapes._spTree, element("a:solidFill", None, element("a:schemeClr", {"val": color}))
    tree.insert(2, decoration(90 + len(tree), "Painted", Box(*map(Inches, inches)), fill, kind))


@pytest.fixture(scope="session")
def findings() -> Callable[[Path], list[str]]:
    """What the strict validator finds in a file."""
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, strict=True)
    return lambda path: [str(error) for error in validator.validate(path).errors]


@pytest.fixture(scope="session")
def packed() -> Callable[[dict[str, bytes]], bytes]:
    """The bytes of a file made of these parts."""

    def pack(parts: dict[str, bytes]) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as package:
            for name, content in parts.items():
                package.writestr(name, content)
        return file.getvalue()

    return pack


@pytest.fixture(scope="session")
def opened():
    """A copy of a file in which programs that know a14 take the native equations, so that validators look into them."""

    def copy(path: Path) -> Path:
        native = path.with_stem(path.stem + "_native")
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(native, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b'Requires="a14 p159"', b'Requires="a14"'))
        return native

    return copy
