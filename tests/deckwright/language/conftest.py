"""Reading short slides in a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.markdown.lecture import Lecture, read_lecture


@pytest.fixture
def read(tmp_path: Path):
    """Read a body in a language; names come as keywords."""

    def read(language: str, body: str, front: str = "", **names: object) -> Lecture:
        path = tmp_path / "slides.md"
        path.write_text(f"---\ntitle: T\nlanguage: {language}\n{front}---\n# A slide\n\n{body}", encoding="utf-8")
        return read_lecture(path, names, lesson="test")

    return read
