"""Decks after the code changed, after other programs saved them, and files that can't be verified."""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pptx
import pytest

from deckwright.errors import UserError
from deckwright.lesson import Lesson
from deckwright.pptx.manifest import read_manifest as content_of
from deckwright.provenance.manifest import read_manifest
from deckwright.provenance.slide_texts import SlideText
from deckwright.verification.found_texts import found_texts
from deckwright.verification.opened_deck import OpenedSlide, open_deck
from deckwright.verification.verify import changed_inputs, fresh_manifest, verify


def statuses(verdicts) -> dict[str, int]:
    """How many figures are in which state."""
    return {status: sum(v.status == status for v in verdicts) for status in {v.status for v in verdicts}}


@pytest.fixture
def copied(everything, tmp_path: Path):
    """A copy of the course and of its deck, in which one may change what one likes."""
    shutil.copytree(everything.lesson.root, tmp_path / "copy")
    path = tmp_path / "copy/out/everything.pptx"
    return path, Lesson(tmp_path / "copy" / everything.built["lesson"]["folder"])


def test_a_changed_line_of_code_shows_the_figures_that_it_moves(everything, copied) -> None:
    """A factor in a file that the lesson imports: one value is shown twice, and both are reported with the file."""
    path, lesson = copied
    (lesson.folder / "factor.py").write_text("FACTOR = 1.5\n")
    found = [v for v in verify(path, everything.built, lesson) if v.status != "current"]
    assert {(v.status, v.deck, v.code, v.expression) for v in found} == {("changed", "0.9151", "1.373", "inline")}
    assert len(found) == 2 and all(v.because == ("lessons/01-everything/factor.py",) for v in found)
    assert {v.source for v in found} == {"lessons/01-everything/slides.md:9", "lessons/01-everything/slides.md:31"}


def test_a_changed_line_of_dlcore_shows_the_figures_that_it_moves(everything, monkeypatch) -> None:
    """A sigmoid that is a little steeper: the working of z alone is reported."""
    from dlcore.activations.sigmoid import SIGMOID

    value = type(SIGMOID).value
    monkeypatch.setattr(type(SIGMOID), "value", lambda op, *z: value(op, *(1.1 * each for each in z)))
    fresh = fresh_manifest(everything.built, everything.lesson)
    before, after = (
        {f["id"]: f["text"] for slide in record["slides"] for f in slide["figures"]}
        for record in (everything.built, fresh)
    )
    moved = {name for name in before if before[name] != after[name]}
    found = [v for v in verify(everything.path, everything.built, everything.lesson) if v.status != "current"]
    assert moved and all("worked(z)" in name for name in moved)
    assert {v.figure for v in found} == moved and {v.status for v in found} == {"changed"}


def test_the_file_of_dlcore_that_changed_is_named(everything) -> None:
    """Every file of dlcore has a digest of its own in the manifest."""
    built = everything.built | {"inputs": everything.built["inputs"] | {"dlcore/tensor.py": "0"}}
    fresh = fresh_manifest(built, everything.lesson)
    assert changed_inputs(built, fresh) == ("dlcore/tensor.py",)
    assert changed_inputs(everything.built, fresh) == ()


def test_a_figure_that_the_lecture_no_longer_shows_and_a_new_one(everything, copied) -> None:
    """What only the deck has is changed (the code says nothing), what only the lecture has is missing."""
    path, lesson = copied
    lesson.words.write_text(lesson.words.read_text().replace("Quoted: {{ quote }}", "Quoted: {{ cell }}"))
    found = [v for v in verify(path, everything.built, lesson) if v.status != "current"]
    assert {(v.status, v.deck, v.code) for v in found} == {("changed", "1.523", None), ("missing", None, "1.219")}


def test_a_slide_that_got_another_title_keeps_its_figures(everything, copied) -> None:
    """A new title is a new key; the figures are found by what follows it in their identities."""
    path, lesson = copied
    lesson.words.write_text(lesson.words.read_text().replace("# A network", "# Two neurons and one"))
    assert statuses(verify(path, everything.built, lesson)).keys() == {"current"}


def saved(presentation) -> bytes:
    """A presentation's bytes as python-pptx writes them."""
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def test_saved_by_python_pptx_nothing_is_lost(everything) -> None:
    """Another program's file names and order of parts don't matter."""
    assert everything.found(saved(pptx.Presentation(everything.path))) == []


def test_slides_in_another_order_are_current(everything) -> None:
    """A lecturer who moves slides changes no figure; each is reported on the slide where it now is."""
    deck = pptx.Presentation(everything.path)
    slides = deck.slides._sldIdLst
    slides.insert(0, slides[-1])
    slides.insert(1, slides[-1])
    verdicts = everything.verdicts(saved(deck))
    assert statuses(verdicts).keys() == {"current"}
    assert {v.title for v in verdicts if v.slide == 2} == {"A network"}


def test_a_slide_that_was_taken_out_is_missing(everything) -> None:
    """Its figures, and no others, are missing."""
    deck = pptx.Presentation(everything.path)
    gone = deck.slides[3].shapes.title.text
    deck.part.drop_rel(deck.slides._sldIdLst[3].rId)
    deck.slides._sldIdLst.remove(deck.slides._sldIdLst[3])
    found = everything.found(saved(deck))
    assert gone == "A table" and {(v.status, v.title) for v in found} == {("missing", "A table")}
    table = next(slide for slide in everything.built["slides"] if slide["title"] == "A table")
    assert {v.figure for v in found} == {figure["id"] for figure in table["figures"]}


def test_a_text_on_another_slide_has_moved(everything) -> None:
    """A quote that was cut from its slide and put on another one is reported where it is now."""
    deck = pptx.Presentation(everything.path)
    home, other = deck.slides[1], deck.slides[3]
    quote = next(shape for shape in home.shapes if shape.has_text_frame and "Quoted" in shape.text_frame.text)
    other.shapes._spTree.append(quote._element)
    (found,) = [v for v in everything.found(saved(deck))]
    assert (found.status, found.slide, found.deck) == ("moved", 4, "1.523")


def test_a_short_text_on_another_slide_is_chance() -> None:
    """The 1 of a diagram that is gone has not become the 1 of another one; in a shape of its name it has moved."""
    built = [{"texts": [["Text 3", "", "1", [[0, 1, 0]]]]}]
    for name, moved in (("Text 1", False), ("Text 3", True)):
        other = OpenedSlide(2, 5, (SlideText(name, "", "1"),), ())
        ((text,),) = found_texts(built, [None], [other])
        assert text.moved is moved and (text.surface is not None) is moved


def test_the_number_of_a_slide_is_no_figure(everything) -> None:
    """What the program fills in by itself is not read."""
    numbers = [s for slide in open_deck(everything.path) for s in slide.surfaces if s.shape == "Slide number"]
    assert all(not surface.text for surface in numbers)


def test_a_figure_that_was_deleted_is_missing(everything) -> None:
    """A sentence without its number: the figure is missing there."""
    deck = pptx.Presentation(everything.path)
    for shape in deck.slides[1].shapes:
        for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
            for run in paragraph.runs:
                run.text = run.text.replace("1.523", "")
    (found,) = everything.found(saved(deck))
    assert (found.status, found.deck, found.code) == ("missing", None, "1.523")


def test_a_shape_that_was_renamed_keeps_its_figures(everything) -> None:
    """The words are found even where the name of their shape is another one."""
    deck = pptx.Presentation(everything.path)
    for slide in deck.slides:
        for shape in slide.shapes:
            shape.name = f"Renamed {shape.shape_id}"
    assert everything.found(saved(deck)) == []


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_saved_by_libreoffice_it_verifies_as_far_as_its_content_survived(everything, tmp_path: Path) -> None:
    """LibreOffice keeps the drawings of equations alone, and says nothing of that: verify does."""
    (tmp_path / "out").mkdir()
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", "pptx:Impress MS PowerPoint 2007 XML", "--outdir", tmp_path / "out", everything.path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    content = (tmp_path / "out/everything.pptx").read_bytes()
    verdicts = everything.verdicts(content)
    assert set(statuses(verdicts)) == {"current", "missing"}
    missing = {v.place for v in verdicts if v.status == "missing" and "alt text" not in v.place}
    kept = {v.deck for v in verdicts if v.status == "current"}
    assert {place.split(",")[0].split(":")[0] for place in missing} == {
        "PlaceHolder 2",
        "List 2",
        "Equation 2",
        "Table 1",
    }
    assert {"0.6131", "0.7139", "−0.1181", "0.8147", "1.523", "1.421", "1.219", "2.1273", "2.5309", "2.632"} <= kept


def test_verify_on_the_command_line(everything, capsys, monkeypatch, tmp_path: Path) -> None:
    """A summary and status 0 for a current deck; a table, JSON and status 1 for one that isn't."""
    from deckwright.cli import cli

    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(everything.lesson.root)
    assert cli.main(["verify", str(everything.path)], standalone_mode=False) == 0
    assert "all current with start=0.1237." in capsys.readouterr().out
    edited = everything.path.with_name("edited.pptx")
    with zipfile.ZipFile(everything.path) as old, zipfile.ZipFile(edited, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b">0.8147<", b">0.8174<"))
    assert cli.main(["verify", str(edited)], standalone_mode=False) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "edited by hand" in said and "0.8174" in said and "1 edited by hand" in said
    assert cli.main(["verify", str(edited), "--json"], standalone_mode=False) == 1
    content = json.loads(capsys.readouterr().out)
    assert content["summary"]["edited by hand"] == 1 and content["parameters"] == ["start=0.1237"]
    (found,) = [f for f in content["figures"] if f["status"] != "current"]
    assert (found["slide"], found["deck"], found["code"], found["expression"]) == (2, "0.8174", "0.8147", "item")


def test_what_a_saved_copy_lost_is_told_in_few_lines(everything, deck_parts, packed, capsys, monkeypatch) -> None:
    """Whatever a call put on the slide and another program left out takes one line; LibreOffice's ways are
    explained.
    """
    from deckwright.cli import cli

    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(everything.lesson.root)
    lost = everything.path.with_name("lost.pptx")
    properties = b"<Properties><Application>LibreOffice/7.4</Application></Properties>"
    bare = {name: re.sub(rb' descr="[^"]*"', b"", content) for name, content in deck_parts.items()}
    lost.write_bytes(packed(bare | {"docProps/app.xml": properties}))
    missing = [v for v in verify(lost, everything.built, everything.lesson) if v.status == "missing"]
    calls = {(v.slide, v.source, v.expression) for v in missing}
    assert cli.main(["verify", str(lost)], standalone_mode=False) == 1
    said = capsys.readouterr().out
    assert 0 < len(calls) < len(missing) and said.count("│ missing │") == len(calls)
    assert "LibreOffice saved this file" in said


def test_what_is_no_deck_of_ours(everything, tmp_path: Path, monkeypatch, capsys) -> None:
    """A file of another program, no presentation at all, no file, a deck whose lesson is away: each is told clearly."""
    from deckwright.cli import cli

    def message(path: Path) -> str:
        with pytest.raises(UserError) as error:
            cli.main(["verify", str(path)], standalone_mode=False)
        return str(error.value)

    monkeypatch.chdir(tmp_path)
    pptx.Presentation().save(tmp_path / "plain.pptx")
    (tmp_path / "words.pptx").write_text("not a zip")
    shutil.copy(everything.path, tmp_path / "away.pptx")
    assert "has no record of its figures" in message(tmp_path / "plain.pptx")
    assert "not a PowerPoint file" in message(tmp_path / "words.pptx")
    assert "no file" in message(tmp_path / "none.pptx")
    assert "lessons/01-everything" in message(tmp_path / "away.pptx")


@pytest.mark.slow
def test_damaged_decks_are_told(everything, deck_parts, packed) -> None:
    """Parts cut off, emptied or taken out at random: a clear error or verdicts, never a traceback."""
    dice = random.Random(1)
    names = [
        name for name in deck_parts if re.match(r"ppt/(slides|charts|notesSlides|_rels|presentation|embeddings)", name)
    ]
    for _ in range(40):
        damaged = dict(deck_parts)
        name = dice.choice(names)
        content = damaged[name]
        damaged[name] = dice.choice([b"", content[: dice.randrange(len(content))], content[::-1]])
        if dice.random() < 0.3:
            del damaged[name]
        try:
            everything.verdicts(packed(damaged))
        except UserError as error:
            assert "is damaged" in str(error)
    with pytest.raises(UserError, match="damaged"):
        open_deck(io.BytesIO(b"PK"))
    assert read_manifest(content_of(everything.path)) == everything.built
