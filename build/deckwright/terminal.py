"""A console on which tables and progress stand, and the text of files is shown as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from deckwright.visible_text import visible


def cell(text: str, style: str = "") -> Text:
    """A text to stand in a table, written out before its width is measured."""
    return Text(visible(text), style)


class Terminal(Console):
    """A console of rich to which only rich itself gives commands; no text is taken for markup or a picture's name."""

    def __init__(self, **choices: Any):
        super().__init__(**{"markup": False, "emoji": False, "highlight": False} | choices)

    def render_str(self, text: str, **choices: Any) -> Text:
        """A text from words, before rich drops some control characters silently."""
        return super().render_str(visible(text), **choices)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is written out, of whatever it is made."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)
