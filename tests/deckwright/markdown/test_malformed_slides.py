"""Whatever stands in slides.md, reading it ends: with a deck or with an error that names a line."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckwright.errors import UserError
from deckwright.markdown.lecture import read_lecture
from example_counts import examples

PIECES = (
    "# ", "## ", "# A {#b .c layout=title}", "::: notes", "::: columns", "::: column", ":::", "::::",
    "::: {.reveal width=40%}", ". . .", "$", "$$", "$x = {{ n }}$", "{{ n }}", "{{ n", "n }}", "{{ table([[n]]) }}",
    "{% for i in many %}", "{% endfor %}", "{% if n %}", "{% endif %}", "{# ", " #}", "{%", "%}", "- ", "1. ",
    "  - ", "> ", "| a | b |", "|---|---|", "| {{ n }} | $y$ |", "```python", "```", "~~~", "`", "**", "*", "_",
    "~~", "~", "^", "[a](b)", "![a](b.png)", "[a]{.gradient}", "[@k]", "@k", "[^1]", "[^1]: note", "^[note", "]",
    "[", "<b>", "<!--", "-->", "<br>", "\\", "\\begin{aligned}", "\\end{aligned}", "\\\\", "&", "---", "***", "===",
    "\\begin{align}\n", "\n\\end{align}",
    ": caption", "&amp;", "\ufdd0", "\ufdd0" + "0\ufdd2", "\u0000", "\t", "    ", "word", "1986", "{", "}",
    "\u2028", "é",
)  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs"])  # those of text(), found ten times faster
FRONT = "---\ntitle: A\nsources:\n  k: {text: B 1999}\n---\n"


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    """One file, written again and again."""
    return tmp_path_factory.mktemp("malformed") / "slides.md"


def ends_well(path: Path, text: str) -> None:
    """Read a text: a deck, or an error at a line of the file."""
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        deck = read_lecture(path, {"n": 0.5, "many": [1, 2]}, lesson="test").deck
    except UserError as error:
        assert error.message and (
            error.where is None or 1 <= error.where.line <= text.count("\n") + 2 + text.count("\u2028")
        )
    else:
        assert deck.slides


@pytest.mark.slow
@settings(max_examples=examples(120))
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "\n", "\n\n"])), max_size=30))
def test_pieces_of_markdown_in_any_order(path: Path, pieces: list[tuple[str, str]]) -> None:
    """All that has a meaning in slides.md, in any order."""
    ends_well(path, FRONT + "# A\n\n" + "".join(piece + after for piece, after in pieces))


@settings(max_examples=examples(25))
@given(st.text(LETTERS, max_size=200))
def test_any_text(path: Path, text: str) -> None:
    """Any text at all, in place of the file and below its front matter."""
    ends_well(path, text)
    ends_well(path, FRONT + text)


@pytest.mark.slow
def test_a_good_file_damaged_at_random(path: Path) -> None:
    """A file that uses everything, with pieces cut out, doubled and exchanged."""
    chance = random.Random(1)
    good = "".join(
        f"\n# Slide {piece.strip('#{}') or 'x'} {i}\n\n{piece}\n"
        for i, piece in enumerate(PIECES)
        if "\ufdd0" not in piece
    )
    for _ in range(400):
        start, end = sorted(chance.sample(range(len(good)), 2))
        damaged = chance.choice([good[:start] + good[end:], good[:end] + good[start:], good[start:end] * 2])
        ends_well(path, FRONT + damaged)


OPENINGS = ("[", "(", "*a ", "```\n", "> ", "- ", "$", "{", "[a](", "![", "<", "::: reveal\n", "\\begin{a}", "~", "^[")


@pytest.mark.parametrize("piece", [*OPENINGS, "\\begin{align}\n"])
def test_no_piece_repeated_takes_long(path: Path, piece: str) -> None:
    """A thousand openings of anything that are never closed are read at once."""
    ends_well(path, FRONT + "# A\n\n" + piece * 1000)
