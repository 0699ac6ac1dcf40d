"""Thousands of slides files with slips in them: each becomes a deck that opens, or errors at lines of the file."""

from __future__ import annotations

import io
import random
import time
from pathlib import Path

import numpy as np
import pptx
import pytest
from PIL import Image

from deckwright.errors import UserError
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.markdown.lecture import read_lecture
from deckwright.pptx.open_presentation import open_presentation
from deckwright.pptx.presentation import presentation_bytes
from deckwright.theme import LIGHT
from dlcore import Tensor

from .fuzzed_text import front, slides

FRONT = "title: A\nsources:\n  k: {text: 'Ada (1986). B.'}"
LONGEST = 20.0  # seconds for one small file on a machine that has other work
NAMES = {
    "n": 0.5, "text": "word", "lines": "one\ntwo", "rows": [["a", 1], ["b", 2]], "array": np.array([1.0, 2.0]),
    "z": (Tensor([1.0, 2.0], "x") * 2).named("z"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A lesson's folder with two pictures."""
    folder = tmp_path_factory.mktemp("fuzzed")
    Image.new("RGB", (8, 4)).save(folder / "p.png")
    (folder / "d.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><rect width="3"/></svg>')
    return folder


def outcome(folder: Path, text: str) -> str:
    """What becomes of a text: "deck" or "refused". Anything else is a failure of the program."""
    path = folder / "slides.md"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        deck = read_lecture(path, NAMES, lesson="test").deck
        placed = lay_out(deck, LIGHT, widescreen())
        content = presentation_bytes(placed, LIGHT, open_presentation(LIGHT))
    except UserError as error:
        assert all(each.message and "itself failed" not in each.message for each in error.errors)
        assert all(1 <= each.where.line <= text.count("\n") + 2 for each in error.errors if each.where)
        return "refused"
    assert len(pptx.Presentation(io.BytesIO(content)).slides) == len(placed.slides)
    return "deck"


def tried(folder: Path, make, count: int) -> dict[str, int]:
    """How many of so many texts became what."""
    found: dict[str, int] = {}
    for seed in range(count):
        text = make(random.Random(seed))
        started = time.process_time()
        try:
            result = outcome(folder, text)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}: {error}\n{text!r}") from error
        assert time.process_time() - started < LONGEST, f"seed {seed} takes too long: {text!r}"
        found[result] = found.get(result, 0) + 1
    return found


def whole(rng: random.Random) -> str:
    """A file whose slides have slips."""
    return f"---\n{FRONT}\n---\n{slides(rng)}"


def headed(rng: random.Random) -> str:
    """A file whose front matter has slips."""
    return f"---\n{front(rng)}\n---\n\n# One\n\nWords.\n"


@pytest.mark.parametrize("make", [whole, headed])
def test_some_files_with_slips(folder: Path, make) -> None:
    """A few of them at any time."""
    assert sum(tried(folder, make, 12).values()) == 12


@pytest.mark.thorough
@pytest.mark.parametrize("make", [whole, headed])
def test_ten_thousand_files_with_slips(folder: Path, make, capsys) -> None:
    """Neither a traceback, nor a file that doesn't open, nor one that takes for ever."""
    found = tried(folder, make, 10_000)
    with capsys.disabled():
        print(f"\n{make.__name__}: {sum(found.values()):,} files: {found}")
    assert sum(found.values()) == 10_000 and set(found) == {"deck", "refused"}
