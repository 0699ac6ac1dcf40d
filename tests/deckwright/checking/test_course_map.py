"""What lectures need is counted: terms of the glossary, and places that name a lecture."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.checking.course_map import course_map

GLOSSARY = """loss: {lecture: losses, means: What is made small.}
gate: {lecture: gates, means: What lets through.}
"""
WORDS = {
    "01-losses": "The loss falls. See lecture 3.",
    "02-gates": "A gate, and the loss: lecture 1 has it.",
    "03-both": "Gates of lectures 1 and 2; lectures 1 to 2 again.",
}


@pytest.fixture
def course(tmp_path) -> Path:
    """Three lectures and a glossary."""
    for name, words in WORDS.items():
        folder = tmp_path / "lessons" / name
        folder.mkdir(parents=True)
        (folder / "lesson.py").write_text("def lesson():\n    return {}\n")
        (folder / "slides.md").write_text(f"---\ntitle: {name[3:]}\n---\n\n# A\n\n{words}\n")
    (tmp_path / "lessons/glossary.yaml").write_text(GLOSSARY)
    return tmp_path


def test_needs_are_counted(course):
    """Terms count once, places that name a lecture each time; what comes later is no need."""
    first, second, third = course_map(course)
    assert (first.needs, second.needs) == ((), ((1, 2),))
    assert third.needs == ((2, 3), (1, 2)) and third.strongest == (1, 2)
    assert [station.title for station in (first, second, third)] == ["losses", "gates", "both"]


def test_a_term_that_nearly_all_use_tells_of_no_need(course):
    """It is the language of the course: eight lectures that use it have no arc for it."""
    for k in range(4, 11):
        folder = course / "lessons" / f"{k:02d}-more{k}"
        folder.mkdir()
        (folder / "lesson.py").write_text("def lesson():\n    return {}\n")
        (folder / "slides.md").write_text(f"---\ntitle: More\n---\n\n# A\n\nThe loss{' and a gate' * (k == 4)}.\n")
    needs = {station.number: station.needs for station in course_map(course)}
    assert needs[2] == ((1, 1),) and needs[4] == ((2, 1),)
