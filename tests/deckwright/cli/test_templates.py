"""Decks in lecturers' own templates, which differ as much as templates do, and files that can't be one."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pptx
import pytest
from deckwright.building.build import Choices, build_deck
from deckwright.lesson import find_lesson
from openxml_audit import FileFormat, OpenXmlValidator
from pptx.util import Inches

COURSE = Path(__file__).parents[3]
WORDS = """---
title: Counting
layouts:
  question: Frage und Antwort
---

# Words {layout=section}

# We count to {{ total }}

- Half of it is {{ half }}
- $x = {{ half }}$

# Predict: what is half of it?

::: question
Of {{ total }}?
:::

::: answer
{{ half }}
:::

# Drawn

{{ network([total, 4, 2]) }}
"""


def rewritten(path: Path, change) -> Path:
    """The file with each part changed: change(name, content) -> content."""
    with zipfile.ZipFile(path) as old:
        parts = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


@pytest.fixture
def dark(tmp_path: Path) -> Path:
    """4:3, white on dark blue, in Georgia and Verdana, with layouts that have odd names and no kinds."""
    deck = pptx.Presentation()
    names = ("Titel", "Inhalt zwei", "Kapitel", "Doppelt", "Frage und Antwort", "Nur Kopf", "Leer", "A", "B", "C", "D")
    for layout, name in zip(deck.slide_layouts, names, strict=True):
        layout.name = name
    path = tmp_path / "dark.pptx"
    deck.save(path)

    def change(name: str, content: bytes) -> bytes:
        if "theme1" in name:
            content = re.sub(rb"<a:dk2>.*?</a:dk2>", b'<a:dk2><a:srgbClr val="0B1E3F"/></a:dk2>', content)
            content = re.sub(rb"<a:hlink>.*?</a:hlink>", b'<a:hlink><a:srgbClr val="9CC3FF"/></a:hlink>', content)
            for old, new in ((b"major", b"Georgia"), (b"minor", b"Verdana")):
                pattern = rb'(<a:%sFont>\s*<a:latin typeface=")[^"]*' % old
                content = re.sub(pattern, rb"\g<1>" + new, content)
        if "slideMaster1.xml" in name and "rels" not in name:
            content = content.replace(
                b'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"', b'bg1="dk2" tx1="lt1" bg2="dk1" tx2="lt2"'
            )
        if re.search(r"slideLayouts/slideLayout\d+\.xml$", name):
            content = re.sub(rb'(<p:sldLayout [^>]*?) type="\w+"', rb"\1", content)
        return content

    return rewritten(path, change)


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """16:9 with two layouts: a title, and a title with one text."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for layout in list(deck.slide_layouts)[2:]:
        deck.slide_layouts.remove(layout)
    for holder in (*deck.slide_layouts, deck.slide_master):  # what layouts inherit is scaled last
        for shape in holder.placeholders:
            left, width = shape.left, shape.width
            if left is not None:
                shape.left, shape.width, shape.top, shape.height = (
                    left * 4 // 3,
                    width * 4 // 3,
                    shape.top,
                    shape.height,
                )
    deck.save(tmp_path / "few.pptx")
    return tmp_path / "few.pptx"


def findings(path: Path) -> list[str]:
    """What the strict validator says."""
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, strict=True).validate(path)
    return [str(error) for error in result.errors]


def outside(path: Path) -> list[str]:
    """Shapes that reach over the edge of their slide."""
    deck = pptx.Presentation(path)
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.left is not None]
    return [
        s.name for s in shapes
        if s.left < 0 or s.top < 0 or s.left + s.width > deck.slide_width or s.top + s.height > deck.slide_height
    ]  # fmt: skip


def test_a_dark_narrow_template_with_odd_names(course: Path, call, dark: Path) -> None:
    """Its size, colours and fonts are the deck's; the layout that the front matter names is used."""
    (course / "lessons/03-counting/slides.md").write_text(WORDS)
    answer = call("build", "counting", "--template", str(dark))
    assert (
        answer.status == 0
        and "dark.pptx has no layouts for: statement (" in answer.err
        and "question (" not in answer.err
    )
    deck = pptx.Presentation(course / "out/counting.pptx")
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(7.5))
    assert [s.slide_layout.name for s in deck.slides if s.shapes.title.text_frame.text.startswith("Predict")] == [
        "Frage und Antwort"
    ]
    assert findings(course / "out/counting.pptx") == outside(course / "out/counting.pptx") == []


def test_a_template_with_two_layouts(course: Path, call, few: Path) -> None:
    """Everything stands on what there is; the command says what stands in for what."""
    words = re.sub(r"layouts:\n.*\n", "", WORDS)
    (course / "lessons/03-counting/slides.md").write_text(words)
    answer = call("build", "counting", "--template", str(few))
    assert answer.status == 0 and "section (" in answer.err and "Those in parentheses stand in." in answer.err
    assert findings(course / "out/counting.pptx") == outside(course / "out/counting.pptx") == []


@pytest.mark.parametrize(("suffix", "kind"), [(".potx", "template"), (".ppsx", "slideshow")])
def test_templates_and_shows_work_as_well(course: Path, call, few: Path, suffix: str, kind: str) -> None:
    """A .potx and a .ppsx are used as if they were presentations."""
    other = few.with_suffix(suffix)
    other.write_bytes(few.read_bytes())
    rewritten(other, lambda name, c: c.replace(b"presentation.main+xml", f"{kind}.main+xml".encode()))
    assert call("build", "counting", "--template", str(other)).status == 0
    assert findings(course / "out/counting.pptx") == []


def test_a_layout_that_the_template_lacks_is_named_at_its_line(course: Path, call, few: Path) -> None:
    """The front matter asks for a layout that isn't there: the closest name is suggested."""
    (course / "lessons/03-counting/slides.md").write_text(WORDS.replace("Frage und Antwort", "Title and Contents"))
    answer = call("build", "counting", "--template", str(few))
    assert answer.status == 1 and "slides.md:3" in answer.err and "Did you mean Title and Content?" in answer.err


def test_files_that_are_no_template(course: Path, call, few: Path, tmp_path: Path) -> None:
    """Damaged, no PowerPoint file, no layouts, not there: each says why not, and the old deck stays."""
    assert call("build", "counting").status == 0
    before = (course / "out/counting.pptx").read_bytes()
    content = few.read_bytes()
    bare = pptx.Presentation()
    for layout in list(bare.slide_layouts):
        bare.slide_layouts.remove(layout)
    bare.save(tmp_path / "bare.pptx")
    (tmp_path / "half.pptx").write_bytes(content[: len(content) // 2])
    (tmp_path / "words.pptx").write_text("These are words.")
    (tmp_path / "empty.pptx").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "other.pptx", "w") as archive:
        archive.writestr("hello.txt", "Hello.")
    for name, why in (("bare", "no slide layouts"), ("half", "damaged"), ("words", "not a PowerPoint file"),
                      ("empty", "not a PowerPoint file"), ("other", "not a PowerPoint file"), ("none", "no template")):  # fmt: skip
        answer = call("build", "counting", "--template", str(tmp_path / f"{name}.pptx"))
        assert answer.status in (1, 2) and why in answer.err, answer.err
    assert (course / "out/counting.pptx").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("template", ["dark", "few"])
@pytest.mark.parametrize("lesson", ["gallery", "backpropagation"])
def test_lectures_in_other_templates(lesson: str, template: str, request, tmp_path: Path) -> None:
    """Gallery and backpropagation are built, valid, and nothing reaches over a slide's edge."""
    choices = Choices(out=tmp_path, template=request.getfixturevalue(template), videos=False)
    path = build_deck(find_lesson(lesson, COURSE), choices).path
    assert findings(path) == outside(path) == []
