"""Reading the text of slides.md, whatever is in the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deckwright.errors import UserError
from deckwright.markdown import slides_file
from deckwright.markdown.slides_file import text_of


def test_line_ends_and_marks(tmp_path: Path) -> None:
    """A mark at the beginning and other systems' line ends make no difference."""
    file = tmp_path / "slides.md"
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n\td")
    assert text_of(file) == "a\nb\nc\n\td"


def test_control_characters_at_their_lines_and_columns(tmp_path: Path) -> None:
    """All of them, shown as text."""
    file = tmp_path / "slides.md"
    file.write_bytes(b"a\nbc\x0c\n\x1b[31m\x00\n")
    with pytest.raises(UserError) as caught:
        text_of(file)
    told = [(error.where.line, error.message) for error in caught.value.errors]
    assert [line for line, _ in told] == [2, 3, 3]
    assert "\\x0c, a form feed, in column 3" in told[0][1] and all(message.isprintable() for _, message in told)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [("é\nü".encode("latin-1"), 1, "not UTF-8"), ("a".encode("utf-16"), 1, "not UTF-8"), (b"a\n\xff", 2, "not UTF-8")],
)
def test_other_encodings(tmp_path: Path, content: bytes, line: int, message: str) -> None:
    """The line of the first byte that isn't UTF-8."""
    file = tmp_path / "slides.md"
    file.write_bytes(content)
    with pytest.raises(UserError, match=message) as caught:
        text_of(file)
    assert caught.value.where.line == line


@pytest.mark.parametrize(
    "body", ["{{ bad }}", "{{ table([[bad]]) }}", "a &#12; b", "[a](http://b&#12;c)", "{{ block_diagram([[bad]]) }}"]
)
def test_control_characters_that_were_computed(read, body: str) -> None:
    """In a value, in a table's cell, as an entity: told at its line."""
    with pytest.raises(UserError, match="Control characters can't stand") as caught:
        read(f"# A\n\n{body}\n", bad="a\x0cb")
    assert caught.value.where.line == 9


def test_limits(tmp_path: Path, monkeypatch) -> None:
    """A file that is too large, a line that is too long, what is no file."""
    file = tmp_path / "slides.md"
    monkeypatch.setattr(slides_file, "LONGEST_LINE", 10)
    file.write_text("a\n" + "b" * 11)
    with pytest.raises(UserError, match="This line has 11 characters") as caught:
        text_of(file)
    assert caught.value.where.line == 2
    monkeypatch.setattr(slides_file, "LARGEST", 10)
    with pytest.raises(UserError, match="This file has"):
        text_of(file)
    os.mkfifo(tmp_path / "fifo")
    for path, message in (
        (tmp_path / "none.md", "found none"),
        (tmp_path, "a folder"),
        (tmp_path / "fifo", r"a pipe \(FIFO\)"),
    ):
        with pytest.raises(UserError, match=message):
            text_of(path)
