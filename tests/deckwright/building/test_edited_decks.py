"""A deck that was edited since it was built is never lost: it stays beside the new one, and the build says so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest

from deckwright.building import edited
from deckwright.building.build import Built, build_deck, only_edited, store_of
from deckwright.building.choices import Choices
from deckwright.building.edited import is_edited, keep_edited
from deckwright.commands.watch import Watched, build_again
from deckwright.errors import UserError
from deckwright.lesson import Lesson

CODE = '''"""Two."""
from dataclasses import dataclass

@dataclass(frozen=True)
class Two:
    n: int

def lesson() -> Two:
    return Two(2)
'''


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    folder = tmp_path / "course/lessons/01-two"
    folder.mkdir(parents=True)
    (folder / "lesson.py").write_text(CODE)
    (folder / "slides.md").write_text("---\ntitle: Two\n---\n\n# One and one\n\nare {{ n }}.\n")
    return Lesson(folder)


def build(lesson: Lesson, **choices) -> Built:
    return build_deck(lesson, Choices(videos=False, **choices))


def edit(deck: Path, words: str) -> bytes:
    """Somebody types a title and saves; the file's bytes."""
    presentation = pptx.Presentation(deck)
    presentation.slides[1].shapes.title.text = words
    presentation.save(deck)
    return deck.read_bytes()


def rewrite(lesson: Lesson, words: str) -> None:
    lesson.words.write_text(lesson.words.read_text().replace("One and one", words))


def test_each_edited_deck_is_kept_beside_the_new_one(lesson: Lesson) -> None:
    """Under the next free name, never over an earlier one; what was built is built as if nothing had been."""
    deck = build(lesson).path
    built = deck.read_bytes()
    first = edit(deck, "By hand")
    again = build(lesson)
    assert again.fresh and deck.read_bytes() == built
    assert "two.pptx was edited since it was built" in again.remarks[0] and "two.edited.pptx" in again.remarks[0]
    assert "--force" in again.remarks[0]
    second = edit(deck, "By hand as well")
    rewrite(lesson, "Two ones")
    assert "two.edited-2.pptx" in build(lesson).remarks[0]
    assert deck.with_name("two.edited.pptx").read_bytes() == first
    assert deck.with_name("two.edited-2.pptx").read_bytes() == second
    assert not build(lesson).fresh and sorted(p.name for p in deck.parent.glob("*.pptx")) == [
        "two.edited-2.pptx", "two.edited.pptx", "two.pptx",
    ]  # fmt: skip


def test_what_was_built_is_no_edit(lesson: Lesson) -> None:
    """Other words, parameters or looks, a deck from before that was put back, what is known of it lost or of other
    days.
    """
    deck = build(lesson).path
    old = deck.read_bytes()
    rewrite(lesson, "Two ones")
    assert build(lesson).remarks == () and build(lesson, theme="dark").remarks == ()
    deck.write_bytes(old)
    assert build(lesson).remarks == ()
    (stamp,) = (deck.parent / "cache/decks").iterdir()
    stamp.write_bytes(b"from another version")
    assert build(lesson).remarks == () and not list(deck.parent.glob("*.edited*"))


def test_a_build_that_was_killed_before_its_stamp_leaves_no_doubt(lesson: Lesson, monkeypatch) -> None:
    """The deck is there, what it was made from is not known: nobody edited it."""
    from deckwright.building import build as building

    deck = build(lesson).path
    rewrite(lesson, "Two ones")
    with monkeypatch.context() as patch:
        patch.setattr(building, "with_trace", _killed_after(2, building.with_trace))  # once before the deck is written
        with pytest.raises(KeyboardInterrupt):
            build(lesson)
    assert not is_edited(deck) and build(lesson).remarks == ()


def _killed_after(calls: int, function: Callable) -> Callable:
    """The function, but a call after so many stops the program."""
    left = iter(range(calls))

    def call(*given):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return function(*given)

    return call


def test_a_deck_of_another_version_is_known_by_its_stamp(lesson: Lesson) -> None:
    """Versions before this one noted a digest in the stamp alone; without any note a file is kept."""
    deck = build(lesson).path
    notes = deck.parent / ".made-from/two.pptx.built"
    notes.with_suffix(".json").write_text(json.dumps({"inputs": {}, "digest": notes.read_text().split()[-1]}))
    notes.unlink()
    assert not is_edited(deck)
    edit(deck, "By hand")
    assert is_edited(deck)
    shutil.rmtree(notes.parent)
    assert "two.edited.pptx" in build(lesson).remarks[0]


def test_force_overwrites_and_says_so(lesson: Lesson) -> None:
    """Nothing is kept, and nothing is silent."""
    deck = build(lesson).path
    edit(deck, "By hand")
    (said,) = build(lesson, force=True).remarks
    assert "two.pptx was edited" in said and "overwritten" in said and not list(deck.parent.glob("*.edited*"))


def test_watching_keeps_an_edited_deck_once(lesson: Lesson, capsys) -> None:
    """The edit is kept at the next change, told there, and not again at the one after it."""
    choices = Choices(videos=False)
    watched = Watched(lesson, choices, store_of(lesson, choices))
    build_again(watched)
    deck = choices.target(lesson)
    mine = edit(deck, "By hand")
    for words in ("Two ones", "Once more"):
        lesson.words.write_text(f"---\ntitle: Two\n---\n\n# {words}\n\nare {{{{ n }}}}.\n")
        build_again(watched)
    assert capsys.readouterr().err.count("is kept as two.edited.pptx") == 1
    assert deck.with_name("two.edited.pptx").read_bytes() == mine


@pytest.mark.parametrize(("lock", "program"), [("~$two.pptx", "PowerPoint"), (".~lock.two.pptx#", "LibreOffice")])
def test_a_deck_that_a_program_has_open_is_told(lesson: Lesson, lock: str, program: str) -> None:
    """So that nobody saves the old one over the new one."""
    deck = build(lesson).path
    deck.with_name(lock).write_bytes(b"\x05Dana")
    rewrite(lesson, "Two ones")
    (said,) = build(lesson).remarks
    assert f"seems to be open in {program}" in said and "without saving" in said


def test_a_deck_that_can_not_be_replaced_is_kept_once(lesson: Lesson, monkeypatch) -> None:
    """As on Windows while PowerPoint has it open: each try says so, and the edited file is kept a single time."""
    deck = build(lesson).path
    mine = edit(deck, "By hand")

    replace = os.replace

    def refuse(source, target):
        if Path(target) == deck:
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        for _ in range(3):
            with pytest.raises(UserError, match="two.pptx can't be written: Permission denied"):
                build(lesson)
    assert deck.read_bytes() == mine and [p.name for p in deck.parent.glob("*.edited*")] == ["two.edited.pptx"]


def test_a_kept_deck_is_whole_or_not_there(tmp_path: Path, monkeypatch) -> None:
    """A disk that is full leaves everything as it was."""
    deck = tmp_path / "two.pptx"
    deck.write_bytes(b"edited")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copy2", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(UserError, match="No space left on device.\n  Make room"):
            edited.put(b"new", deck)
    assert [p.name for p in tmp_path.iterdir()] == ["two.pptx"] and deck.read_bytes() == b"edited"
    assert keep_edited(deck).name == "two.edited.pptx" and keep_edited(deck).name == "two.edited.pptx"
    deck.write_bytes(b"edited anew")
    assert keep_edited(deck).name == "two.edited-2.pptx"


def test_an_edited_deck_is_presented_as_it_is(lesson: Lesson) -> None:
    """As long as its lesson is the one that it was built from."""
    deck = build(lesson).path
    choices = Choices(videos=False)
    assert not only_edited(lesson, choices)
    edit(deck, "By hand")
    assert only_edited(lesson, choices)
    rewrite(lesson, "Two ones")
    assert not only_edited(lesson, choices)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_deck_that_libreoffice_only_saved_is_kept(lesson: Lesson, tmp_path: Path) -> None:
    """Nobody knows what a program changed when it saved: the file stays."""
    deck = build(lesson).path
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    saved = tmp_path / "saved"
    command = ["soffice", profile, "--headless", "--convert-to", "pptx", "--outdir", str(saved), str(deck)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    mine = (saved / "two.pptx").read_bytes()
    deck.write_bytes(mine)
    assert "two.edited.pptx" in build(lesson).remarks[0]
    assert deck.with_name("two.edited.pptx").read_bytes() == mine
