"""Reading short slides files."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.markdown.lecture import Lecture, read_lecture

FRONT = """---
title: A test
sources:
  rumelhart1986: {text: "Rumelhart, D., Hinton, G. and Williams, R. (1986). Learning.", url: "https://example.org/r"}
  goodfellow2016: {text: "Ian Goodfellow: Deep Learning. MIT Press, 2016."}
---
"""
FIRST = FRONT.count("\n") + 1  # the first line of a body


@pytest.fixture
def read(tmp_path: Path):
    """Read a body below the front matter of these tests; names come as keywords."""

    def read(body: str, front: str = FRONT, **names: object) -> Lecture:
        path = tmp_path / "slides.md"
        path.write_text(front + body, encoding="utf-8")
        return read_lecture(path, names, lesson="test")

    return read


@pytest.fixture
def blocks(read):
    """The blocks of a body on a slide of its own; the body begins three lines below FIRST."""

    def blocks(body: str, **names: object) -> tuple:
        return read("# A slide\n\n" + body, **names).deck.slides[1].blocks

    return blocks
