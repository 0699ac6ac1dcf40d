"""The file as a whole: manifest, properties, notes, and that it appears whole or not at all."""

from __future__ import annotations

import datetime
from pathlib import Path

import pptx
import pytest
from pptx.util import Emu, Inches

from deckwright.deck.figure import Figure, Origin
from deckwright.deck.slide import Deck, Note
from deckwright.deck.text import Paragraph, Run
from deckwright.errors import Source, UserError
from deckwright.layout.placed import PlacedDeck, PlacedSlide
from deckwright.pptx.manifest import read_manifest
from deckwright.pptx.write import write
from deckwright.theme import LIGHT


@pytest.fixture
def deck(slide):
    """The smallest deck: one empty slide."""
    only = slide("T")
    return PlacedDeck(
        Deck("l", "T", (only,)), (PlacedSlide(only, "content", (), only.title),), Emu(Inches(40 / 3)), Inches(7.5)
    )


def test_manifest_comes_back(written, slide):
    """The bytes that were put into the file are read back, whatever they are."""
    manifest = bytes(range(256))
    assert read_manifest(written(slide("T"), manifest=manifest)) == manifest


def test_file_without_manifest_has_none(written, slide, tmp_path):
    """A deck without one, or an ordinary presentation, has no manifest; another file is not a presentation."""
    assert read_manifest(written(slide("T"))) is None
    other = tmp_path / "notes.pptx"
    other.write_text("not a presentation")
    with pytest.raises(UserError, match="not a PowerPoint file"):
        read_manifest(other)


def test_manifest_survives_saving(written, slide, tmp_path):
    """A program that opens and saves the file keeps the manifest."""
    saved = tmp_path / "saved.pptx"
    pptx.Presentation(written(slide("T"), manifest=b"{}")).save(saved)
    assert read_manifest(saved) == b"{}"


def test_sections_are_those_of_the_file(written, slide, xml):
    """Each with its slides, those before the first one under the lecture's title; the foot of a slide names its own."""
    text = Paragraph(text=(Run("t"),))
    slides = [slide("Start", text), slide("Forward", layout="section"), slide("A", text)]
    slides += [slide("Back", layout="section"), slide("B", text)]
    path = written(*slides)
    root = xml(path, part="ppt/presentation.xml")
    sections = root.findall(".//{*}section")
    assert [(s.get("name"), len(s.findall(".//{*}sldId"))) for s in sections] == [
        ("Backpropagation", 1), ("Forward", 2), ("Back", 2),
    ]  # fmt: skip
    listed = [entry.get("id") for entry in root.findall("{*}sldIdLst/{*}sldId")]
    assert [entry.get("id") for s in sections for entry in s.findall(".//{*}sldId")] == listed
    feet = [
        shape.text for each in pptx.Presentation(path).slides for shape in each.placeholders if "Foot" in shape.name
    ]
    assert feet == ["Backpropagation", "Backpropagation", "Backpropagation  ·  Forward", *feet[3:]]
    assert feet[3:] == ["Backpropagation", "Backpropagation  ·  Back"]


def test_a_lecture_without_sections_has_none_in_the_file(written, slide, xml):
    """PowerPoint shows its slides in one list."""
    text = Paragraph(text=(Run("t"),))
    assert not xml(written(slide("A", text), slide("B", text)), part="ppt/presentation.xml").findall(".//{*}section")


def test_properties_name_lesson_and_parameters(written, slide):
    """The core properties say what the deck is and what it was computed with, at a fixed date."""
    fields = {"author": "Ada", "keywords": ("a", "b"), "parameters": (("lr", 0.5),)}
    core = pptx.Presentation(written(slide("T"), **fields)).core_properties
    assert (core.title, core.author, core.keywords, core.language) == ("Backpropagation", "Ada", "a, b", "en-US")
    assert core.identifier == "deckwright:09-backpropagation?lr=0.5"
    assert core.created == core.modified == datetime.datetime(2000, 1, 1)


def test_long_properties_are_shortened(written, slide):
    """A property of a file holds 255 characters; a title of more is whole on its slide."""
    long = "word " * 60
    fields = {"title": long, "author": long, "subject": long, "keywords": (long,), "parameters": (("lr", long),)}
    core = pptx.Presentation(written(slide("T"), **fields)).core_properties
    held = (core.title, core.author, core.subject, core.keywords, core.identifier)
    assert all(len(text) == 255 and text.endswith("…") for text in held)


def test_notes_hold_what_the_author_wrote_and_nothing_else(written, slide):
    """Where a figure comes from is in the record inside the file, not in the presenter's view."""
    figure = Figure("0.5", 0.5, origin=Origin(Source(Path("l/slides.md"), 12), "loss | num(3)"))
    text = (Run(figure.text, figure=figure),)
    shown = pptx.Presentation(written(slide("T", Paragraph(text=text), notes=(Note((Run("Ask first."),)),)))).slides[0]
    assert shown.notes_slide.notes_text_frame.text == "Ask first."
    assert not pptx.Presentation(written(slide("T", Paragraph(text=text)))).slides[0].has_notes_slide


def test_failure_keeps_the_old_file(deck, tmp_path, monkeypatch):
    """When the new file can't be put in place the old one is untouched, and nothing is left beside it."""
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(UserError, match="can't be written: Permission denied"):
        write(deck, path, LIGHT)
    assert [each.name for each in tmp_path.iterdir()] == ["deck.pptx"]
    assert path.read_bytes() == b"old"


def test_folder_that_is_a_file_is_named(deck, tmp_path):
    """A path below a file is a mistake that the user is told about."""
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UserError, match="can't be written"):
        write(deck, tmp_path / "out" / "deck.pptx", LIGHT)


def test_hand_made_slide_needs_no_boxes(deck, tmp_path):
    """A slide without a title's box takes the layout's."""
    write(deck, tmp_path / "deck.pptx", LIGHT)
    title = pptx.Presentation(tmp_path / "deck.pptx").slides[0].shapes.title
    assert title.text_frame.text == "T" and title.width > 0
