"""Whatever stands in a file, a terminal gets no commands from it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from rich.table import Table

from deckwright.terminal import Terminal, cell
from deckwright.visible_text import visible

ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u2066\r"


def is_clean(text: str) -> bool:
    """Whether no character of a text is a command or turns others around."""
    turns = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return all(c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") for c in text) and not any(
        unicodedata.bidirectional(c) in turns for c in text
    )


def test_any_text_is_clean_once_it_is_visible() -> None:
    """What is written out stays as it is when it is written out again, and letters of all languages stay letters."""
    text = "".join(map(chr, (*range(0x3000), *range(0xD800, 0xE000), *range(0xE0000, 0xE0080))))
    assert is_clean(visible(text)) and visible(visible(text)) == visible(text)
    assert visible("größer 大 שלום\n\tab") == "größer 大 שלום\n\tab"


def test_tables_and_lines_of_a_terminal() -> None:
    """Text, markup and names of pictures arrive as they were written; colors that we choose stay commands."""
    terminal = Terminal(file=io.StringIO(), force_terminal=True, width=150, color_system="standard")
    table = Table("a")
    table.add_row(cell(ESCAPES, "red"))
    table.add_row("[/nope] :bomb:")
    terminal.print(table)
    terminal.print(ESCAPES)
    said = terminal.file.getvalue()
    assert "[/nope] :bomb:" in said and "\x1b[31m" in said and said.count(r"\u202e") == 2
    assert not any(c in said for c in "\x07\x9b\u202e\u2066\r") and "\x1b[2J" not in said


@pytest.mark.parametrize("command", ["list", "check", "build"])
def test_a_lesson_full_of_escapes(course: Path, call, command: str) -> None:
    """In titles, docstrings, names of parameters' values and errors: all of it is shown as text."""
    words, code = course / "lessons/03-counting/slides.md", course / "lessons/03-counting/lesson.py"
    code.write_text(code.read_text().replace("Counts to three.", f"Counts [/red] {ESCAPES}"[:-1]))
    words.write_text(words.read_text() + f"\n# Typed {ESCAPES}\n\n{{{{ nam\u202ee }}}} 17%\n")
    answer = call(command)
    assert is_clean(answer.out) and is_clean(answer.err) and (answer.out or answer.err)
    code.write_text(code.read_text().replace("return Count", f"raise ValueError({ESCAPES!r})\n    return Count"))
    answer = call("build", "--traceback")
    assert is_clean(answer.err) and r"\u001b[2J\u001b]0;owned\u0007" in answer.err and answer.status == 1


@pytest.mark.slow
def test_a_terminal_without_letters_and_a_user_without_a_home(course: Path) -> None:
    """LANG=C, an encoding that knows no umlaut, no HOME: numbers stand for letters, and nothing fails."""
    lesson = course / "lessons/03-counting/slides.md"
    lesson.write_text(lesson.read_text().replace("title: Counting", "title: Zählen 大"))
    few = {
        "PATH": os.environ["PATH"],
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONIOENCODING": "ascii",
        "PYTHONCOERCECLOCALE": "0",
    }
    for words in (["list"], ["list", "--markdown"], ["build", "counting"], ["verify", "out/counting.pptx"]):
        command = [sys.executable, "-m", "deckwright", *words]
        done = subprocess.run(command, cwd=course, env=few, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert ("hlen" in done.stdout) == (words[0] == "list")
