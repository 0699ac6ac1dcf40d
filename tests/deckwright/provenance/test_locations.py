"""The manifest knows which figure each stretch of a text in the file shows."""

from __future__ import annotations

import json
from pathlib import Path

from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.lesson import Lesson
from deckwright.pptx.manifest import read_manifest as content_of
from deckwright.provenance.manifest import read_manifest
from deckwright.verification.verify import verify

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
    manifest = json.loads(content_of(build_deck(Lesson(folder), Choices()).path))
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


LINKS = """---
title: Two
---

# First

From [here](https://a.org): {{ small }}, [there](https://a.org), {{ large }}; $x$ [and](https://a.org), {{ n }}.
"""


def test_figures_are_found_beside_links(tmp_path: Path) -> None:
    """What ends a link in the file is nothing that anybody sees."""
    folder = tmp_path / "lessons/01-two"
    folder.mkdir(parents=True)
    (folder / "lesson.py").write_text(CODE)
    (folder / "slides.md").write_text(LINKS)
    path = build_deck(Lesson(folder), Choices()).path
    verdicts = verify(path, read_manifest(content_of(path)), Lesson(folder))
    assert [verdict.status for verdict in verdicts] == ["current"] * 3
