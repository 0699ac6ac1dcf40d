"""Text: runs and inline formulas, paragraphs and lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from deckwright.deck.block import Block
from deckwright.deck.figure import Figure
from deckwright.equations.formula import Formula
from deckwright.errors import Source


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style. A run with a figure shows exactly that figure's text."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    sub: bool = False
    sup: bool = False
    link: str = ""
    role: str = ""  # a role of the theme, or "muted"
    figure: Figure | None = None
    citation: str = ""  # key in the lecture's sources; the text is what is shown for it


@dataclass(frozen=True, slots=True)
class Math:
    """An inline formula; its figures in the order in which their numbers stand in it; the line it is written on."""

    formula: Formula
    figures: tuple[Figure, ...] = ()
    source: Source | None = field(default=None, compare=False)

    @classmethod
    def from_latex(cls, latex: str, figures: tuple[Figure, ...] = ()) -> Math:
        return cls(Formula(latex), figures)

    @property
    def latex(self) -> str:
        """What is written for it."""
        return self.formula.latex


Text = tuple[Run | Math, ...]


def plain(text: Text) -> str:
    """The text without its styles; formulas as their LaTeX."""
    return "".join(part.text if isinstance(part, Run) else part.latex for part in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """A paragraph of running text.

    kind  "body", "statement" (large), "quote", "caption", "question", "answer", "callout"
    """

    text: Text
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, or what belongs to one.

    marker  "" for a bullet, "3.", "(b)" or "iv." for a number, "☐" or "☑" for a task
    step    further clicks after its list's own
    kind    "entry"; "more": a further paragraph of the entry or the term above, unmarked; "term": it is defined below
    """

    text: Text
    level: int = 0
    marker: str = ""
    step: int = 0
    kind: str = "entry"

    @property
    def begins(self) -> bool:
        """Whether it begins something, rather than going on with what is above it."""
        return self.kind != "more"

    @property
    def indent(self) -> int:
        """How many levels its text is indented by."""
        return self.level + (self.kind != "term")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets(Block):
    """A list, bulleted or numbered, in levels."""

    items: tuple[Item, ...]

    @property
    def noun(self) -> str:
        return "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Block):
    """Source code: lines of runs that Pygments colored by role."""

    lines: tuple[Text, ...]
    language: str = ""

    @property
    def noun(self) -> str:
        return "code block"
