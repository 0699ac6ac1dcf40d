"""``verify`` of a deck: which lesson it runs, and what it does with files that are no decks."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest


@pytest.fixture
def deck(course: Path, call) -> Path:
    """A deck of the course's lesson, which notes whenever it is run."""
    code = course / "lessons/03-counting/lesson.py"
    code.write_text(
        code.read_text()
        .replace("return Count", "open('/dev/null'); (RUN).touch(); return Count")
        .replace("@dataclass", f"from pathlib import Path\nRUN = Path({str(course)!r}) / 'run'\n\n@dataclass")
    )
    assert call("build", "--no-video").status == 0
    (course / "run").unlink()
    return course / "out/counting.pptx"  # fmt: skip


def test_the_lesson_is_named_before_it_runs(deck: Path, course: Path, call) -> None:
    """On stderr, with the parameters that the deck gives it, so that JSON stays JSON."""
    answer = call("verify", "out/counting.pptx")
    assert answer.status == 0 and answer.err.startswith("Running the lesson lessons/03-counting with n=3.")
    assert "all current" in answer.out and (course / "run").exists()


def test_a_deck_from_elsewhere_runs_nothing(deck: Path, course: Path, call, monkeypatch, tmp_path: Path) -> None:
    """Outside of its course it is refused with what to do, which works."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    answer = call("verify", str(deck))
    assert answer.status == 1 and "No code was run" in answer.err and "--lesson PATH" in answer.err
    assert not (course / "run").exists()
    answer = call("verify", str(deck), "--lesson", str(course / "lessons/03-counting"))
    assert answer.status == 0 and "all current" in answer.out and (course / "run").exists()
    assert call("verify", str(deck), "--lesson", "nowhere/lesson").status == 2


@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "socket", "empty", "missing"])
@pytest.mark.parametrize("words", [("verify",), ("build", "counting", "--no-video", "--template")])
def test_only_files_are_opened(course: Path, call, kind: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """Whatever else is given as a deck or a template is told at once, and waited for by nobody."""
    path = tmp_path / "odd.pptx"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(str(path))
    elif kind == "empty":
        path.touch()
    answer = call(*words, str(path))
    said = {"fifo": "a pipe (FIFO)", "device": "a device", "folder": "a directory", "socket": "a socket",
            "empty": "not a PowerPoint file", "missing": "There is no"}[kind]  # fmt: skip
    assert answer.status in (1, 2) and said in answer.err and "odd.pptx" in answer.err


@pytest.mark.parametrize("name", ["data.csv", "slides.md", "lesson.py"])
def test_pipes_beside_the_words(course: Path, call, name: str) -> None:
    """A pipe beside slides.md is no input; in its place it is told."""
    path = course / "lessons/03-counting" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    said = {"data.csv": "", "slides.md": "slides.md, found a pipe (FIFO)", "lesson.py": "no lesson"}[name]
    for command in (["build", "--no-video"], ["check"], ["list"]):
        answer = call(*command)
        assert said in answer.err and (answer.status > 0) == bool(said), (command, answer)
