"""Calling the command line in this process, in a course of its own."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from deckwright.cli import main

CODE = '''"""Counts to three."""
from dataclasses import dataclass
from typing import Annotated
from deckwright.lesson import Range

@dataclass(frozen=True)
class Count:
    total: int
    half: float

def lesson(*, n: Annotated[int, Range(1, 9)] = 3) -> Count:
    return Count(n, n / 2)
'''
WORDS = """---
title: Counting
---

# We count to {{ total }}

Half of it is {{ half }}.
"""


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with the lesson 03-counting, in which we are."""
    lesson = tmp_path / "course/lessons/03-counting"
    lesson.mkdir(parents=True)
    (lesson / "lesson.py").write_text(CODE)
    (lesson / "slides.md").write_text(WORDS)
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    """Call deckwright with these words."""

    def call(*words: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["deckwright", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert "Traceback" not in said.err or "--traceback" in words
        return Answer(ended.value.code, said.out, said.err)

    return call
