"""What stands in the text for a value until the Markdown has been parsed, and for the line that a text comes from.

Both are numbers between two code points that Unicode keeps for use inside a program and never gives to a character.
"""

from __future__ import annotations

import re

from deckwright.errors import Source, UserError

_VALUE, _LINE, _END, _MARKER = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
BAR = "\ufdd4"  # a bar that isn't the edge of a table's cell
RESERVED = re.compile("[\ufdd0-\ufdd4]")
VALUE = re.compile(f"{_VALUE}([0-9]+){_END}")
LINE = re.compile(f"{_LINE}([0-9]+){_END}")
MARKER = re.compile(f"{_MARKER}([^{_END}]+){_END}")


def value_mark(index: int) -> str:
    """The place of the value with this index."""
    return f"{_VALUE}{index}{_END}"


def line_mark(index: int) -> str:
    """The mark before a text that comes from the line with this index."""
    return f"{_LINE}{index}{_END}"


def marker_mark(marker: str) -> str:
    """What stands behind the number that a list's marker became."""
    return f"{_MARKER}{marker}{_END}"


def is_template_text(text: str) -> bool:
    """Whether a text was written by the template (a macro, a set block) rather than computed."""
    return RESERVED.search(text) is not None


def no_figure_in(text: str, where: Source, place: str) -> None:
    """Raise UserError where a figure stands in a place that can't hold one."""
    if RESERVED.search(text):
        raise UserError(f"A figure can't stand in {place}.", where=where)
