"""What holds for every lecture of the course, with its default parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.checking.glossary import misplaced_terms
from deckwright.checking.symbols import unexplained_symbols
from deckwright.deck.text import plain
from deckwright.pptx.manifest import read_manifest as content_of
from deckwright.provenance.manifest import read_manifest
from deckwright.verification.verify import verify

LECTURES = sorted(path.parent.name for path in Path(__file__).resolve().parents[2].glob("lessons/*/slides.md"))
LECTURES = [name for name in LECTURES if not name.startswith("00-")]  # the gallery is no lecture
LECTURES.reverse()  # another process plays their scenes in order meanwhile: each record is computed by one of the two
UNTIMED: set[str] = set()
MOST_PAGES = 42  # sections and references among them
MOST_MINUTES = 120  # a double period and what may be skipped


@pytest.mark.slow
@pytest.mark.parametrize("name", LECTURES)
def test_nothing_is_to_mend(name, computed, presented, pages):
    """No typed figure, no picture without words, no uncited source; every slide fits, asks and has its minutes; its
    terms are defined before they are used, its symbols are listed; what it computed is kept for the next build.
    """
    run = computed(name)
    assert run.remarks == ()
    lecture = presented(run)
    assert [*misplaced_terms(lecture, run.lesson), *unexplained_symbols(lecture, run.lesson)] == []
    assert 20 <= pages(lecture) <= MOST_PAGES
    silent = [
        plain(slide.title)
        for slide in lecture.deck.slides
        if slide.layout != "references" and "ask" not in " ".join(plain(note.text) for note in slide.notes).lower()
    ]
    assert not silent, "no question in the notes of these"
    untimed = [plain(slide.title) for slide in lecture.deck.slides if not slide.minutes]
    assert name in UNTIMED or not untimed, "no minutes for these"
    assert sum(slide.minutes or 0 for slide in lecture.deck.slides) <= MOST_MINUTES


@pytest.mark.slow
@pytest.mark.parametrize("name", LECTURES)
def test_every_figure_of_the_deck_can_be_verified(name, computed, records, tmp_path):
    """Each is found where the file's record says, with the value that the lesson has."""
    lesson = computed(name).lesson
    path = build_deck(lesson, Choices(tmp_path, videos=False), store=records).path
    with records:
        verdicts = verify(path, read_manifest(content_of(path)), lesson)
    assert len(verdicts) > 100
    assert [verdict for verdict in verdicts if verdict.status != "current"] == []
