"""Markdown that stands outside of a slide's text, on a line of its own: a title in the front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deckwright.deck.text import Run, Text
from deckwright.equations.plain_text import plain_text
from deckwright.errors import Mistakes, Source, UserError
from deckwright.markdown.authored_text import AuthoredText
from deckwright.markdown.inline import InlineReader
from deckwright.markdown.parser import parse_line
from deckwright.markdown.template import Rendered

_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


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
    if braces := _BRACES.search(words):
        hint = "A title slide of your own may have it: # Title {layout=title}, and ## Subtitle below it."
        mistakes.add(UserError(f"{braces[0][:60]} would be printed as it stands in {place}.", where=where, hint=hint))
    text = reader.text(parse_line(words, where, mistakes), 0, place)
    if reader.footnotes:
        mistakes.add(UserError(f"A footnote can't stand in {place}.", where=where, hint="Put it on a slide."))
    return OneLine(text, tuple(reader.prose))
