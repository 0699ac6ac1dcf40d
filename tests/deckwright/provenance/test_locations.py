"""The manifest knows which figure each stretch of a text in the file shows."""

from __future__ import annotations

import json
from pathlib import Path

from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.lesson import Lesson
from deckwright.pptx.manifest import read_manifest

CODE = '''"""Two numbers."""
from dataclasses import dataclass

@dataclass(frozen=True)
class Two:
    small: float
    large: float

def lesson(*, n: float = 0.5) -> Two:
    return Two(n / 2, n * 3)
'''
WORDS = """---
title: Two
---
{% set words %}From {{ small }} to {{ large }}.{% endset %}

# First

Between them is {{ n }}.

{{ words }}

# Second

{{ words }}
"""


def test_words_that_two_slides_show_are_found_on_both(tmp_path: Path) -> None:
    """Each slide counts its figures for itself, also those that it shares with another one."""
    folder = tmp_path / "lessons/01-two"
    folder.mkdir(parents=True)
    (folder / "lesson.py").write_text(CODE)
    (folder / "slides.md").write_text(WORDS)
    manifest = json.loads(read_manifest(build_deck(Lesson(folder), Choices()).path))
    figures = {slide["key"]: slide["figures"] for slide in manifest["slides"]}
    shown = [
        (stand["slide"], text[start:end], figures[stand["slide"]][number]["text"])
        for stand in manifest["stands"]
        for shape, _, text, spans in stand["texts"]
        for start, end, number in spans
        if shape != "notes"
    ]
    assert [(slide, there) for slide, there, _ in shown] == [
        *(("first", figure) for figure in ("0.5", "0.25", "1.5")),
        *(("second", figure) for figure in ("0.25", "1.5")),
    ]
    assert all(there == figure for _, there, figure in shown)
