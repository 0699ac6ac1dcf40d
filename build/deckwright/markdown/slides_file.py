"""Reading the text of slides.md, and of what it includes: plain UTF-8, of a size that a lecture can have."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from deckwright.errors import Mistakes, Source, UserError
from deckwright.markdown.placeholder import RESERVED
from deckwright.regular_file import read_at_most

LARGEST = 4_000_000  # bytes: a lecture of a hundred slides has a hundred thousand
LONGEST_LINE = 200_000  # characters
TOLD = 20  # control characters that are told one by one
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NAMES = {"\x00": "NUL", "\x0c": "a form feed", "\x0b": "a vertical tab", "\x1b": "an escape", "\x08": "a backspace"}


def text_of(path: Path) -> str:
    """The text of a file with one kind of line ends. Raises UserError, at the line of what can't stand in a text."""
    text = _decoded(path, _bytes_of(path)).replace("\r\n", "\n").replace("\r", "\n")
    mistakes = Mistakes()
    for found in list(_CONTROL.finditer(text))[:TOLD]:
        mistakes.add(_control_character(found, path, text))
    if reserved := RESERVED.search(text):
        message = f"The character U+{ord(reserved[0]):04X} can't stand in a text."
        mistakes.add(UserError(message, where=_place(reserved, path, text), hint="Delete it."))
    for number, line in enumerate(text.split("\n") if len(text) > LONGEST_LINE else (), 1):
        if len(line) > LONGEST_LINE:
            message = f"This line has {len(line):,} characters; a line may have {LONGEST_LINE:,}."
            mistakes.add(UserError(message, where=Source(path, number)))
    mistakes.tell()
    return text


def refuse_control_characters(text: str, name: str, where: Source) -> None:
    """Raise UserError for a text that was computed, or written with escapes, and that no file of slides can hold."""
    if found := dict.fromkeys(_CONTROL.findall(text)):
        shown = ", ".join(repr(character)[1:-1] for character in found)
        raise UserError(f"Control characters can't stand in a text; found {shown} in {name}.", where=where)


def _bytes_of(path: Path) -> bytes:
    if not path.exists():
        raise UserError(f"Expected {path.name} in {path.parent}, found none.")
    try:
        content = read_at_most(path, LARGEST)
    except OSError as problem:
        raise UserError(f"{path} can't be read: {problem.strerror}.") from None
    if content is None:
        size = path.stat().st_size
        message = f"This file has {size / 1e6:.0f} MB; slides.md may have {LARGEST / 1e6:.0f}."
        raise UserError(message, where=Source(path, 1), hint="Leave data to lesson.py, and show what it computes.")
    return content


def _decoded(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = Source(path, content[: error.start].count(b"\n") + 1)
        hint = "Save it as UTF-8 in your editor."
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            hint = "It is UTF-16, as Notepad calls Unicode. Save it as UTF-8."
        raise UserError("This file is not UTF-8 text.", where=where, hint=hint) from None


def _control_character(found: re.Match[str], path: Path, text: str) -> UserError:
    column = found.start() - text.rfind("\n", 0, found.start())
    name = _NAMES.get(found[0]) or unicodedata.name(found[0], "")
    shown = repr(found[0])[1:-1] + (f", {name}," if name else "")
    message = f"The control character {shown} in column {column} can't stand in a text."
    return UserError(
        message, where=_place(found, path, text), hint="Delete it: it comes along when text is copied from a PDF."
    )


def _place(found: re.Match[str], path: Path, text: str) -> Source:
    return Source(path, text.count("\n", 0, found.start()) + 1)
