"""``--watch`` computes again only what a change touches."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from deckwright.building.build import Choices
from deckwright.commands.watch import Known, build_again
from deckwright.lesson import find_lesson


def test_a_change_of_words_computes_nothing(course: Path) -> None:
    """After a change of slides.md the record from before is shown; after one of lesson.py it is computed anew."""
    lesson, known, said = find_lesson("counting", course), Known(), io.StringIO()
    console = Console(file=said, width=200)

    def run_after(file: str, old: str, new: str) -> object:
        path = lesson.folder / file
        path.write_text(path.read_text().replace(old, new))
        build_again(lesson, Choices(), known, console)
        return known.run

    first = run_after("slides.md", "Half", "Half")
    assert run_after("slides.md", "Half", "A half") is first
    assert run_after("lesson.py", "n / 2", "n / 4") is not first
    assert run_after("slides.md", "{{ half }}", "{{ hlaf }}") is not first
    assert said.getvalue().count("built in") == 3 and "Did you mean half?" in said.getvalue()
