"""Markdown that stands outside of a slide's text, on a line of its own: a title in the front matter."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.deck.text import Run, Text
from deckwright.equations.plain_text import plain_text
from deckwright.errors import Mistakes, Source, UserError
from deckwright.markdown.authored_text import AuthoredText
from deckwright.markdown.inline import InlineReader
from deckwright.markdown.parser import parse_line
from deckwright.markdown.template import Rendered


@dataclass(frozen=True, slots=True)
class OneLine:
    """A line as text, and the words of it that a person typed."""

    text: Text = ()
    prose: tuple[AuthoredText, ...] = ()

    @property
    def characters(self) -> str:
        """For places that hold nothing else: a file's properties, a list of lectures, a footer."""
        return "".join(part.text if isinstance(part, Run) else plain_text(part.formula.tree) for part in self.text)


def one_line(words: str, place: str, where: Source, mistakes: Mistakes) -> OneLine:
    """Read a line of Markdown in which nothing is cited."""
    reader = InlineReader(Rendered(words, (where,), {}, ()), {}, mistakes=mistakes)
    text = reader.text(parse_line(words, where, mistakes), 0, place)
    if reader.footnotes:
        mistakes.add(UserError(f"A footnote can't stand in {place}.", where=where, hint="Put it on a slide."))
    return OneLine(text, tuple(reader.prose))
