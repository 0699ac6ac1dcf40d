"""What holds for every lecture of the course, with its default parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.checking.glossary import misplaced_terms
from deckwright.checking.symbols import unexplained_symbols
from deckwright.deck.text import plain

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
