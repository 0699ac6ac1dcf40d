"""``--watch`` computes again only what a change touches."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pptx
import pytest

from deckwright.building.build import build_deck, store_of
from deckwright.building.choices import Choices
from deckwright.commands.watch import Watched, build_again
from deckwright.lesson import Lesson, find_lesson


def test_a_change_of_words_computes_nothing(course: Path, capsys) -> None:
    """After a change of slides.md the record from before is shown; after one of lesson.py it is computed anew."""
    lesson, choices = find_lesson("counting", course), Choices()
    watched = Watched(lesson, choices, store_of(lesson, choices))
    lesson.code.write_text(lesson.code.read_text() + "\nprint('computing')\n")

    def computed_after(file: str, old: str, new: str) -> bool:
        path = lesson.folder / file
        path.write_text(path.read_text().replace(old, new))
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            build_again(watched)
        return "computing" in printed.getvalue()

    assert computed_after("slides.md", "Half", "Half")
    assert not computed_after("slides.md", "Half", "A half")
    assert computed_after("lesson.py", "n / 2", "n / 4")
    assert not computed_after("slides.md", "{{ half }}", "{{ hlaf }}")
    said = capsys.readouterr().err
    assert said.count("built in") == 3 and "Did you mean half?" in said


READS_AND_WRITES = '''"""Reads a file of the course, and writes a picture."""
from pathlib import Path
import os, struct, zlib

HERE = Path(__file__).parent

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

def lesson():
    rows = zlib.compress(b"".join(b"\\0" + os.urandom(24) for _ in range(8)))  # another one each time
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
    (HERE / "plot.png").write_bytes(b"\\x89PNG\\r\\n\\x1a\\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
    return {"total": sum(map(float, (HERE.parent.parent / "data.csv").read_text().split()))}
'''


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """A lesson that reads elsewhere and writes into its own folder, built once; it has no words of its own."""
    folder = tmp_path / "course/lessons/01-some"
    folder.mkdir(parents=True)
    (tmp_path / "course/data.csv").write_text("1\n2\n")
    (folder / "lesson.py").write_text(READS_AND_WRITES)
    (folder / "slides.md").write_text("---\ntitle: Some\n---\n\n# Sum\n\n{{ total }}\n\n![A plot](plot.png)\n")
    lesson, choices = Lesson(folder), Choices()
    watched = Watched(lesson, choices, store_of(lesson, choices))
    build_again(watched, anyway=True)
    return watched


def test_what_a_lesson_writes_is_no_change(watched: Watched) -> None:
    """Its own picture starts no build, or --watch would build for ever; what an author does to the folder does."""
    plot, words = str(watched.lesson.folder / "plot.png"), str(watched.lesson.words)
    assert watched.inputs({plot, words, str(watched.lesson.folder / "new.csv")}) == {
        words,
        f"{watched.lesson.folder}/new.csv",
    }
    assert not build_deck(watched.lesson, watched.choices).fresh, "nor is the deck out of date"
    assert not watched.has_changed()


def test_what_a_lesson_reads_elsewhere_is_a_change(watched: Watched) -> None:
    """A file of the course that has other numbers makes the deck out of date, and is watched."""
    data = watched.lesson.root / "data.csv"
    assert watched.elsewhere == {str(data)}
    data.write_text("1\n4\n")
    assert watched.has_changed() and watched.inputs({str(data)}) == {str(data)}
    assert build_deck(watched.lesson, watched.choices).fresh and not build_deck(watched.lesson, watched.choices).fresh
    slide = pptx.Presentation(watched.choices.target(watched.lesson)).slides[1]
    assert "5" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_a_lesson_that_fails_after_writing_does_not_start_again(watched: Watched) -> None:
    """Its picture is its own all the same."""
    broken = READS_AND_WRITES.replace("    return {", "    raise ValueError\n    return {")
    watched.lesson.code.write_text(broken)
    build_again(watched)
    assert watched.inputs({str(watched.lesson.folder / "plot.png")}) == set()
