"""Whatever file is given as a template: a deck that opens comes of it, or an error in words that names the file."""

from __future__ import annotations

import io
import posixpath
import random
import re
import zipfile
from collections import Counter
from pathlib import Path

import pptx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from deckwright.building.deck import look
from deckwright.deck.figure import Figure
from deckwright.deck.slide import LAYOUTS, Deck, Note, Slide
from deckwright.deck.text import Bullets, Item, Paragraph, Run
from deckwright.errors import UserError
from deckwright.layout.lay_out import lay_out
from deckwright.markdown.front_matter import read_front_matter
from deckwright.pptx.open_presentation import open_presentation
from deckwright.pptx.presentation import presentation_bytes
from deckwright.theme import LIGHT
from example_counts import examples
from time_limit import PATIENCE, in_time

FRONT = read_front_matter("---\ntitle: A\n---\n", Path("slides.md"))
TEXT = (Run("A word and "), Run("0.5", figure=Figure("0.5", 0.5)))
DECK = Deck(
    "test",
    "A",
    tuple(
        Slide(name, (Run(f"A {name}"),), (Paragraph(text=TEXT), Bullets(items=(Item(TEXT),))), (Note(TEXT),), name)
        for name in LAYOUTS
        if name in ("content", "two-columns", "question")
    ),
)
PARTS = ("ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml",
"ppt/slideLayouts/slideLayout2.xml",
         "ppt/slideLayouts/slideLayout1.xml", "[Content_Types].xml", "_rels/.rels", "ppt/_rels/presentation.xml.rels",
         "ppt/slideMasters/_rels/slideMaster1.xml.rels", "ppt/slideLayouts/_rels/slideLayout2.xml.rels",
         "docProps/core.xml")  # fmt: skip
CONTENTS = (b"", b"words", b"<a/>", b"<?xml version='1.0'?><p:sld xmlns:p='urn:x'/>", b"<a><b></a>", b"\xff\xfe\x00",
b"\x00" * 50,
            b"<!DOCTYPE a [<!ENTITY b 'cc'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;</a>")  # fmt: skip
NUMBERS = ("0", "-1", "1", "914400", "99999999999999", "-99999999999", "abc", "", "1e9", "12192000.5")


@pytest.fixture(scope="session")
def good() -> dict[str, bytes]:
    """The parts of a presentation as PowerPoint's own default makes it."""
    packed = io.BytesIO()
    pptx.Presentation().save(packed)
    with zipfile.ZipFile(packed) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the templates lie."""
    return tmp_path_factory.mktemp("templates")


def ends_well(folder: Path, content: bytes) -> str:
    """Build a deck with this template: what was said against it, or "" for a deck that opens."""
    template = folder / "uni.pptx"
    template.write_bytes(content)
    try:
        theme, page = look(LIGHT, template, FRONT)
        placed = lay_out(DECK, theme, page)
        written = presentation_bytes(placed, theme, open_presentation(theme, template))
    except UserError as error:
        assert "uni.pptx" in str(error) or error.hint, error
        return error.message
    check_opens(written)
    return ""


def check_opens(content: bytes) -> None:
    """Every part can be read, whatever a part refers to is there, and the slides say what they should."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
            if name.endswith(".rels"):
                base = posixpath.dirname(posixpath.dirname(name))
                for target in re.findall(rb'Target="([^"]*)"(?![^>]*TargetMode)', package.read(name)):
                    assert posixpath.normpath(posixpath.join("/", base, target.decode())).lstrip("/") in names
    deck = pptx.Presentation(io.BytesIO(content))
    assert "A content" in [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]


def damaged(good: dict[str, bytes], dice: random.Random) -> dict[str, bytes]:
    """The good file with one to three things wrong."""
    parts = dict(good)
    for _ in range(dice.randint(1, 3)):
        name = dice.choice([name for name in PARTS if name in parts] or list(parts))
        dice.choice((_removed, _replaced, _cut, _without_element, _without_element, _renumbered, _renumbered))(
            parts, name, dice
        )
    return parts


def _removed(parts, name, dice) -> None:
    del parts[name]


def _replaced(parts, name, dice) -> None:
    parts[name] = dice.choice(CONTENTS)


def _cut(parts, name, dice) -> None:
    parts[name] = parts[name][: dice.randrange(len(parts[name]) + 1)]


def _without_element(parts, name, dice) -> None:
    try:
        root = etree.fromstring(parts[name])
    except etree.XMLSyntaxError:
        return
    elements = [element for element in root.iter() if element.getparent() is not None]
    if elements:
        element = dice.choice(elements)
        element.getparent().remove(element)
    parts[name] = etree.tostring(root)


def _renumbered(parts, name, dice) -> None:
    numbers = list(re.finditer(rb'="(-?\d+|rId\d+)"', parts[name]))
    if numbers:
        number = dice.choice(numbers)
        parts[name] = parts[name][: number.start(1)] + dice.choice(NUMBERS).encode() + parts[name][number.end(1) :]


@example(289963771)  # a type size that is no whole number
@settings(max_examples=examples(3))
@given(st.integers(0, 10**9))
def test_a_template_with_damaged_parts(folder: Path, good: dict[str, bytes], packed, seed: int) -> None:
    """Parts missing, cut, exchanged, without an element, with absurd numbers."""
    ends_well(folder, packed(damaged(good, random.Random(seed))))


@pytest.mark.slow
@settings(max_examples=examples(80))
@given(st.integers(0, 10**9))
def test_many_templates_with_damaged_parts(folder: Path, good: dict[str, bytes], packed, seed: int) -> None:
    """The same, many times over."""
    ends_well(folder, packed(damaged(good, random.Random(seed))))


@pytest.mark.thorough
@pytest.mark.parametrize("thousand", range(10))
def test_ten_thousand_damaged_templates(folder: Path, good: dict[str, bytes], packed, thousand: int, capsys) -> None:
    """None ends the program, none takes long; how many were built and what was said of the others is printed."""
    ends: Counter[str] = Counter()
    for seed in range(1000 * thousand, 1000 * (thousand + 1)):
        with in_time(PATIENCE):
            said = ends_well(folder, packed(damaged(good, random.Random(seed))))
        ends["refused" if said else "built"] += 1
    with capsys.disabled():
        print(f"\ntemplates, {sum(ends.values())} of 10,000: {dict(ends)}")


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.9, 0.9999])
def test_a_file_that_ends_too_early(folder: Path, good: dict[str, bytes], share: float, packed) -> None:
    """A download that broke off."""
    content = packed(good)
    assert "not a PowerPoint file, or it is damaged" in ends_well(folder, content[: int(len(content) * share)])


def test_bytes_changed_at_random(folder: Path, good: dict[str, bytes], packed) -> None:
    """What a bad disk does to an archive: its check sums tell."""
    content, dice = packed(good), random.Random(1)
    for _ in range(8):
        hurt = bytearray(content)
        for _ in range(20):
            hurt[dice.randrange(len(hurt))] = dice.randrange(256)
        ends_well(folder, bytes(hurt))


OTHER_FILES = {
    "a file with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    "words": (b"These are words.", "not a PowerPoint file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a PowerPoint file"),
    "an archive": ({"hello.txt": b"Hello."}, "not a PowerPoint file"),
    "an empty archive": ({}, "not a PowerPoint file"),
}


@pytest.mark.parametrize("kind", OTHER_FILES)
def test_files_of_other_kinds(folder: Path, kind: str, packed) -> None:
    """Each is told for what it is."""
    content, word = OTHER_FILES[kind]
    assert word in ends_well(folder, packed(content) if isinstance(content, dict) else content)


@pytest.mark.parametrize(
    ("kind", "word"),
    [("wordprocessingml.document", "Word"), ("spreadsheetml.sheet", "Excel"), ("presentationml.template", ""),
     ("presentationml.slideshow", "")],
)  # fmt: skip
def test_files_of_other_programs(folder: Path, good: dict[str, bytes], kind: str, word: str, packed) -> None:
    """A Word document and a workbook are named; a .potx and a .ppsx are as good as a .pptx."""
    types = good["[Content_Types].xml"].replace(b"presentationml.presentation.main", f"{kind}.main".encode())
    said = ends_well(folder, packed(good | {"[Content_Types].xml": types}))
    assert word in said and bool(word) == bool(said)


def test_a_file_with_macros(folder: Path, good: dict[str, bytes], packed) -> None:
    """A .pptm is named as one."""
    ours, theirs = (
        b"vnd.openxmlformats-officedocument.presentationml.presentation",
        b"vnd.ms-powerpoint.presentation.macroEnabled",
    )
    types = good["[Content_Types].xml"].replace(ours, theirs)
    assert "macros" in ends_well(folder, packed(good | {"[Content_Types].xml": types}))


@pytest.mark.parametrize("size", [0, 1, 100_000, 51_206_401, 10**12])
def test_slides_of_absurd_size(folder: Path, size: int) -> None:
    """A side that PowerPoint itself does not allow."""
    deck = pptx.Presentation()
    deck._element.sldSz.set("cx", str(size))
    assert ends_well(folder, saved(deck))


def test_layouts_without_any_placeholder(folder: Path) -> None:
    """Blank layouts alone: titles and texts stand where ours would."""
    deck = pptx.Presentation()
    for layout in list(deck.slide_layouts)[:6]:
        deck.slide_layouts.remove(layout)
    for layout in deck.slide_layouts:
        for shape in list(layout.placeholders):
            shape._element.getparent().remove(shape._element)
    assert ends_well(folder, saved(deck)) == ""


def test_no_layouts_at_all(folder: Path) -> None:
    """What is to be done is said."""
    deck = pptx.Presentation()
    for layout in list(deck.slide_layouts):
        deck.slide_layouts.remove(layout)
    assert "no slide layouts" in ends_well(folder, saved(deck))


def saved(deck) -> bytes:
    """The bytes of a presentation."""
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()
