"""WeasyPrint's text in drawings, mended: letter by letter, as it sets it, Hebrew runs backwards and Arabic falls apart.

A line that is set as a whole is shaped and kerned by Pango, as in WeasyPrint's own paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache


class _Line(str):
    """A line that is one letter for whoever takes its letters one after the other."""

    def __iter__(self) -> Iterator[str]:
        yield str(self)


@cache
def set_whole_lines() -> None:
    """From now on, in this process; lines of ours have one place each."""
    from weasyprint.svg import Node

    letters = Node.text.fget
    Node.text = property(lambda node: _Line(letters(node)) if letters(node) else letters(node))
