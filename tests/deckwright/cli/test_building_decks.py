"""``deckwright build``: what is built, when, and what a failure leaves behind."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pptx
import pytest

from deckwright.pptx.manifest import read_manifest


def texts(path: Path) -> str:
    """All text of a deck."""
    deck = pptx.Presentation(path)
    return "\n".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)


def test_a_deck_and_its_manifest(course: Path, call) -> None:
    """The deck has the values, its manifest their origin."""
    answer = call("build", "counting")
    assert answer.status == 0 and "built out/counting.pptx: 2 slides" in answer.err
    assert "We count to 3" in texts(course / "out/counting.pptx") and "Half of it is 1.5." in texts(
        course / "out/counting.pptx"
    )
    content = json.loads(read_manifest(course / "out/counting.pptx"))
    assert content["lesson"] == {"name": "counting", "folder": "lessons/03-counting"} and content["parameters"] == [
        "n=3"
    ]
    assert [figure["expression"] for figure in content["slides"][1]["figures"]] == ["total", "half"]


def test_parameters_and_folder(course: Path, call) -> None:
    """--set and --out change what is built and where."""
    assert call("build", "3", "--set", "n=5", "--out", "elsewhere").status == 0
    assert "We count to 5" in texts(course / "elsewhere/counting.pptx") and not (course / "out").exists()


def test_unchanged_decks_are_left_alone(course: Path, call) -> None:
    """A deck is built again when words, code, parameters or the file itself changed, and with --force; else not."""
    deck = course / "out/counting.pptx"

    def is_built(*words: str) -> bool:
        before = deck.stat().st_mtime_ns if deck.exists() else 0
        answer = call("build", *words)
        assert answer.status == 0 and ("up to date" in answer.err) == (deck.stat().st_mtime_ns == before)
        return deck.stat().st_mtime_ns != before

    assert is_built() and not is_built()
    assert (
        is_built("--force")
        and is_built("--set", "n=4")
        and is_built("--theme", "dark")
        and is_built()
        and not is_built()
    )
    (course / "lessons/03-counting/slides.md").write_text(
        (course / "lessons/03-counting/slides.md").read_text() + "\nMore.\n"
    )
    assert is_built() and not is_built()
    deck.write_bytes(deck.read_bytes()[:-10])
    assert is_built() and not is_built()
    (course / "lessons/03-counting/data.csv").write_text("1\n")
    assert is_built() and not is_built()


def test_the_same_inputs_give_the_same_bytes(course: Path, call) -> None:
    """Two builds are identical files."""
    call("build", "--out", "one")
    call("build", "--out", "two")
    assert (course / "one/counting.pptx").read_bytes() == (course / "two/counting.pptx").read_bytes()


@pytest.mark.parametrize(
    ("file", "old", "new", "status", "message"),
    [
        ("slides.md", "{{ half }}", "{{ hlaf }}", 1, "slides.md:7: Unknown name 'hlaf'.\n  Did you mean half?"),
        ("slides.md", "{{ half }}", "{{ half", 1, "slides.md:7: {{ half is not closed"),
        (
            "slides.md",
            "Half",
            "::: nots\nx\n:::\n",
            1,
            "slides.md:7: Unknown class 'nots' on a ::: block.\n  Did you mean notes?",
        ),
        ("slides.md", "title: Counting", "titel: Counting", 1, "slides.md:2: Unknown key 'titel'"),
        ("slides.md", "Half", "$\\frac{1}$ Half", 1, "slides.md:7: "),
        ("lesson.py", "n / 2", "n / 0", 1, "lesson.py:12: The lesson failed: ZeroDivisionError: division by zero"),
        (
            "lesson.py",
            "n / 2",
            "float('nan')",
            1,
            "lesson.py:9: Every number in the record must be finite; half is nan.",
        ),
        ("lesson.py", "return", "retrun", 1, "lesson.py:12: lesson.py is not valid Python"),
    ],
)
def test_a_failure_leaves_the_old_deck(
    course: Path, call, file: str, old: str, new: str, status: int, message: str
) -> None:
    """Each failure names file and line, ends with its status, and the deck from before is as it was."""
    call("build")
    deck, path = course / "out/counting.pptx", course / "lessons/03-counting" / file
    before = deck.read_bytes()
    path.write_text(path.read_text().replace(old, new, 1))
    answer = call("build")
    assert answer.status == status and message in answer.err and "error: " in answer.err
    assert deck.read_bytes() == before and sorted(p.name for p in deck.parent.iterdir()) == [
        ".made-from",
        "cache",
        "counting.pptx",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("build", "couting"), "error: No lesson is called 'couting'.\n  Did you mean counting?"),
        (("build", "--set", "m=3"), "--set m=3: the lesson has no parameter 'm'"),
        (("build", "--set", "n=x"), "--set n=x: expected a whole number from 1 to 9, found 'x'"),
        (("build", "--set", "n=12"), "n may go from 1 to 9, found 12"),
        (("build", "--theme", "pink"), "Invalid value for '--theme'"),
        (("build", "--template", "none.pptx"), "There is no template none.pptx"),
        (("build", "--jobs", "0"), "Invalid value for '--jobs'"),
        (("build", "x" * 300), f"No file or folder can have so long a name or path: {'x' * 60}…\n  Shorten it."),
        (("check", "a/" * 3000), "so long a name or path: a/a/a"),
        (("build", "--out", "x" * 300), "so long a name or path: xxx"),
        (("build", "--template", "/proc/self/mem"), "There is no template /proc/self/mem that can be read"),
        (("bild",), "There is no command 'bild'. Did you mean build?"),
        (("build", "--no-such"), "No such option"),
    ],
)
def test_wrong_usage(course: Path, call, words: tuple[str, ...], message: str) -> None:
    """Wrong words end with status 2 and say what is right; nothing is written."""
    answer = call(*words)
    assert answer.status == 2 and message in answer.err and not (course / "out").exists()


def test_an_output_folder_that_cannot_be_written(course: Path, call) -> None:
    """A file where the folder should be is told, with what to do."""
    (course / "full").write_text("")
    answer = call("build", "--out", "full/decks")
    assert answer.status == 1 and "can't be written" in answer.err


def test_a_folder_that_is_read_only(course: Path, call, monkeypatch) -> None:
    """Told before anything is computed, with another way; nothing is left there. (To the superuser no folder is.)"""
    monkeypatch.setattr("deckwright.commands.build.os.access", lambda path, mode: False)
    answer = call("build", "counting")
    assert answer.status == 1 and "can't be written: Permission denied" in answer.err and "--out" in answer.err
    assert "computing" not in answer.err and not (course / "out").exists()


def test_a_traceback_only_when_asked_for(course: Path, call) -> None:
    """--traceback, wherever it stands, shows the way to an error."""
    (course / "lessons/03-counting/lesson.py").write_text("1 / 0\n")
    assert "Traceback" in call("build", "--traceback").err and "Traceback" in call("--traceback", "check").err


@pytest.mark.slow
def test_several_decks_at_a_time(course: Path, call) -> None:
    """Decks are built in processes of their own; one that fails does not keep the others from being built."""
    for number in (4, 5):
        shutil.copytree(course / "lessons/03-counting", course / f"lessons/0{number}-count{number}")
    (course / "lessons/04-count4/lesson.py").write_text("1 / 0\n")
    answer = call("build", "--jobs", "2")
    assert answer.status == 1 and "04-count4/lesson.py:1: The lesson failed: ZeroDivisionError" in answer.err
    assert sorted(p.name for p in (course / "out").glob("*.pptx")) == ["count5.pptx", "counting.pptx"]


def test_two_lessons_of_one_name(course: Path, call) -> None:
    """Two lessons that would write one file are refused."""
    shutil.copytree(course / "lessons/03-counting", course / "lessons/04-counting")
    answer = call("build")
    assert answer.status == 2 and "would both become counting.pptx" in answer.err


def test_outside_of_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call) -> None:
    """Without a course there is nothing to build, and the answer says what to do."""
    monkeypatch.chdir(tmp_path)
    if not any((folder / "lessons").is_dir() for folder in tmp_path.parents):
        answer = call("build")
        assert answer.status == 2 and "deckwright new NAME" in answer.err
    assert os.listdir(tmp_path) == []
