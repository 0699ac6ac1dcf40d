"""The same small lecture in seven languages, from its files to a deck that is valid, clean and verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.building.deck import read_lesson
from deckwright.checking.check import check_lecture
from deckwright.lesson import Lesson, run_lesson
from deckwright.pptx.manifest import read_manifest as content_of
from deckwright.provenance.manifest import read_manifest
from deckwright.verification.verify import verify
from small_lectures import LECTURES, write_lecture


@pytest.mark.slow
@pytest.mark.parametrize("language", LECTURES)
def test_a_lecture_in_this_language(language: str, tmp_path: Path, findings) -> None:
    """Built and valid; check finds nothing; verify reads every number back from the file."""
    lesson = Lesson(write_lecture(tmp_path / "course/lessons/01-small", language))
    path = build_deck(lesson, Choices(videos=False)).path
    assert findings(path) == []
    assert check_lecture(read_lesson(run_lesson(lesson, {}))) == ()
    verdicts = verify(path, read_manifest(content_of(path)), lesson)
    assert {verdict.status for verdict in verdicts} == {"current"} and len(verdicts) > 60
