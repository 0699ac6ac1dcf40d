"""Decks in lecturers' own templates, which differ as much as templates do, and files that can't be one."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pptx
import pytest
from pptx.util import Inches

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


def outside(path: Path) -> list[str]:
    """Shapes that reach over the edge of their slide."""
    deck = pptx.Presentation(path)
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.left is not None]
    return [
        s.name for s in shapes
        if s.left < 0 or s.top < 0 or s.left + s.width > deck.slide_width or s.top + s.height > deck.slide_height
    ]  # fmt: skip


@pytest.mark.slow
def test_a_dark_narrow_template_with_odd_names(course: Path, call, dark: Path, findings) -> None:
    """Its size, colors and fonts are the deck's; the layout that the front matter names is used."""
    (course / "lessons/03-counting/slides.md").write_text(WORDS)
    answer = call("build", "counting", "--template", str(dark))
    assert answer.status == 0 and "'Inhalt zwei' stands in for statement, references." in answer.err
    assert "as in `statement: A`" in answer.err
    deck = pptx.Presentation(course / "out/counting.pptx")
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(7.5))
    assert [s.slide_layout.name for s in deck.slides if s.shapes.title.text_frame.text.startswith("Predict")] == [
        "Frage und Antwort"
    ]
    assert findings(course / "out/counting.pptx") == outside(course / "out/counting.pptx") == []


@pytest.mark.slow
def test_a_template_with_two_layouts(course: Path, call, few: Path, findings) -> None:
    """Everything stands on what there is; the command says what stands in for what."""
    words = re.sub(r"layouts:\n.*\n", "", WORDS)
    (course / "lessons/03-counting/slides.md").write_text(words)
    answer = call("build", "counting", "--template", str(few))
    assert (
        answer.status == 0 and "few.pptx doesn't have all layouts: 'Title Slide' stands in for section;" in answer.err
    )
    assert "in the front matter" not in answer.err  # there is no other one to name
    assert findings(course / "out/counting.pptx") == outside(course / "out/counting.pptx") == []


def declared(path: Path, kind: str) -> Path:
    """The file declared to be of another kind."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content.replace(b"presentation.main+xml", f"{kind}.main+xml".encode()))
    return path


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "kind"), [(".potx", "template"), (".ppsx", "slideshow")])
def test_templates_and_shows_work_as_well(
    course: Path, call, few: Path, tmp_path: Path, suffix: str, kind: str, findings
) -> None:
    """A .potx and a .ppsx are used as if they were presentations."""
    other = declared(shutil.copy(few, tmp_path / f"other{suffix}"), kind)
    assert call("build", "counting", "--template", str(other)).status == 0
    assert findings(course / "out/counting.pptx") == []


def test_a_layout_that_the_template_lacks_is_named_at_its_line(course: Path, call, few: Path) -> None:
    """The front matter asks for a layout that isn't there: the closest name is suggested."""
    (course / "lessons/03-counting/slides.md").write_text(WORDS.replace("Frage und Antwort", "Title and Contents"))
    answer = call("build", "counting", "--template", str(few))
    assert answer.status == 1 and "slides.md:4:" in answer.err and "Did you mean Title and Content?" in answer.err


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
                      ("empty", "not a PowerPoint file"), ("other", "not a PowerPoint file"), ("none",
                      "no template")):  # fmt: skip
        answer = call("build", "counting", "--template", str(tmp_path / f"{name}.pptx"))
        assert answer.status in (1, 2) and why in answer.err, answer.err
    assert (course / "out/counting.pptx").read_bytes() == before


def test_how_a_template_is_understood(course: Path, call, dark: Path, few: Path) -> None:
    """Page, fonts, colors and each of our layouts with theirs and why; nothing is built; without a template it is asked
    for.
    """
    (course / "lessons/03-counting/slides.md").write_text(WORDS)
    answer = call("build", "counting", "--explain", "--template", str(dark))
    assert answer.status == 0 and not (course / "out").exists()
    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert lines[0].startswith("dark.pptx: 10 x 7.5 inches, 11 layouts")
    assert "fonts titles Georgia (not measured: lines are broken as for a wide font), text Verdana" in lines
    assert any(line.startswith("question Frage und Antwort as `layouts:` says;") for line in lines)
    assert any(line.startswith("two-columns Doppelt of the same kind; title,") for line in lines)
    assert "section Title Slide the closest one; title, subtitle" in " ".join(
        " ".join(line.split()) for line in call("build", "--explain", "--template", str(few)).out.splitlines()
    )
    assert call("build", "--explain").status == 2
