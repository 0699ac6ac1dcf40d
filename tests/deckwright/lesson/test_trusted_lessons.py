"""Which lesson is run for a deck: one of the course where the user stands, whatever the deck says."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.errors import UserError
from deckwright.lesson.trusted import trusted_lesson


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A disk with a course, a lesson that stands alone, and a mail with a deck and a lesson, all called neuron."""
    for folder in ("course/lessons/01-neuron", "alone/neuron", "mail/neuron", "mail/.neuron", "mail/lessons/neuron"):
        lesson(tmp_path / folder)
    for folder in ("course/out", "alone/out", "course/deep/down"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def lesson(folder: Path) -> Path:
    """A folder that would do harm if it was run."""
    folder.mkdir(parents=True)
    (folder / "lesson.py").write_text("raise SystemExit('I was run')\n")
    (folder / "slides.md").write_text("# A\n")
    return folder


@pytest.mark.parametrize(
    ("folder", "deck", "here", "found"),
    [
        ("lessons/01-neuron", "course/out/neuron.pptx", "course", "course/lessons/01-neuron"),
        ("lessons/01-neuron", "course/out/neuron.pptx", "course/deep/down", "course/lessons/01-neuron"),
        ("lessons/01-neuron", "mail/neuron.pptx", "course", "course/lessons/01-neuron"),
        ("lessons/01-neuron", "course/lessons/01-neuron/neuron.pptx", "course", "course/lessons/01-neuron"),
        ("neuron", "alone/out/neuron.pptx", "alone", "alone/neuron"),
        ("neuron", "alone/out/neuron.pptx", "alone/out", "alone/neuron"),
        ("neuron", "alone/out/neuron.pptx", "alone/neuron", "alone/neuron"),
        ("neuron", "alone/neuron.pptx", "alone", "alone/neuron"),
        ("neuron", "mail/neuron.pptx", "alone", "alone/neuron"),
    ],
)
def test_a_lesson_of_the_course_where_we_stand(place: Path, folder: str, deck: str, here: str, found: str) -> None:
    """Wherever the deck lies."""
    assert trusted_lesson(folder, place / deck, place / here).folder == place / found


@pytest.mark.parametrize("deep", ["a/neuron", "a/b/c/neuron", "a/course/lessons/01-neuron"])
def test_a_lesson_that_lies_deeper_than_the_deck(tmp_path: Path, deep: str) -> None:
    """It is found below, and two of the same name are told, so that one can be chosen."""
    there = lesson(tmp_path / deep)
    folder = deep.removeprefix("a/course/").removeprefix("a/b/c/").removeprefix("a/")
    assert trusted_lesson(folder, tmp_path / "neuron.pptx", tmp_path).folder == there
    lesson(tmp_path / "other" / folder)
    with pytest.raises(UserError, match="of which there are several.*No code was run"):
        trusted_lesson(folder, tmp_path / "neuron.pptx", tmp_path)


@pytest.mark.parametrize(
    "folder",
    ["/somewhere", "../mail/neuron", "lessons/../../mail/neuron", ".neuron", "lessons/.neuron", "", ".", "..",
    "~/neuron",
     "C:/neuron", "..\\mail\\neuron", "\\\\server\\neuron", "lessons//01-neuron", "lessons/01-neuron/", "a\x1b[2J",
     "neuron\n"],
)  # fmt: skip
@pytest.mark.parametrize("here", ["course", "mail", "."])
def test_no_place_in_a_course(place: Path, folder: str, here: str) -> None:
    """Other folders, hidden ones, names that another system would read as such."""
    with pytest.raises(UserError, match="(?s)No code was run.*--lesson PATH"):
        trusted_lesson(folder, place / "mail/deck.pptx", place / here)


@pytest.mark.parametrize("here", ["course", "course/out", "."])
def test_a_lesson_that_was_mailed_with_the_deck(place: Path, here: str) -> None:
    """It lies beside the deck, and not in a course of ours: neither from a course nor from the folder above."""
    with pytest.raises(UserError, match="No code was run"):
        trusted_lesson("neuron", place / "mail/deck.pptx", place / here)


def test_links_out_of_the_course(place: Path) -> None:
    """A folder of the course that is a link to elsewhere, and a file in it that is one."""
    (place / "course/lessons/02-linked").symlink_to(place / "mail/neuron")
    half = lesson(place / "course/lessons/03-half")
    (half / "lesson.py").unlink()
    (half / "lesson.py").symlink_to(place / "mail/neuron/lesson.py")
    (place / "course/lessons/04-inside").symlink_to(place / "course/lessons/01-neuron")
    for name in ("02-linked", "03-half"):
        with pytest.raises(UserError, match="symbolic link leads out"):
            trusted_lesson(f"lessons/{name}", place / "deck.pptx", place / "course")
    inside = trusted_lesson("lessons/04-inside", place / "deck.pptx", place / "course")
    assert inside.folder == place / "course/lessons/01-neuron"


def test_too_many_folders_to_look_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the top of a large disk the search ends early, and says what to do."""
    from deckwright import limits

    monkeypatch.setattr(limits, "FOLDERS", limits.Limit(5, "folders", limits.FOLDERS.hint))
    for k in range(6):
        (tmp_path / f"folder{k}").mkdir()
    with pytest.raises(UserError, match="the limit is 5 folders.\n  .*--lesson PATH"):
        trusted_lesson("neuron", tmp_path / "deck.pptx", tmp_path)
