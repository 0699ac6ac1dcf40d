"""Fonts and size of a text, and with them how wide it is: the one place where text is measured. Points."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.deck.text import Math, Run, Text
from deckwright.equations.tree import Fenced, Scripts
from deckwright.fonts.face import COMPLEX, Face, face, families
from deckwright.fonts.formula_size import formula_size
from deckwright.language.scripts import is_complex
from deckwright.theme import Theme

SCRIPT = 0.66  # size of subscripts and superscripts made of text
AFTER_RELATION = 0.12  # ems behind "x =": with the word space that follows as much as stands before the relation
AFTER_BAR = 0.06  # ems behind |x|: the comma that follows would touch it
RELATIONS = ("=", "<", ">", r"\approx", r"\le", r"\ge")

BARS = ("|", "‖", r"\|", r"\vert", r"\Vert", r"\rvert", r"\rVert")


@dataclass(frozen=True, slots=True)
class Type:
    """Fonts and size of a text. capitals: it is shown in them, whatever it is written in."""

    font: str
    code_font: str
    size: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False

    @classmethod
    def body(cls, theme: Theme, size: float, *, bold: bool = False, italic: bool = False) -> Type:
        return cls(theme.body_font, theme.code_font, size, bold, italic)

    @classmethod
    def heading(cls, theme: Theme, size: float, *, bold: bool, capitals: bool = False) -> Type:
        """A font whose widths are not known is measured bold: what stands in for it may be wider."""
        bold = bold or theme.heading_font not in families()
        return cls(theme.heading_font, theme.code_font, size, bold, capitals=capitals)

    @property
    def pitch(self) -> float:
        """Distance of the baselines of two plain lines, in points."""
        return face(self.font).pitch * self.size

    def face(self, run: Run) -> Face:
        """What a run is measured with: of complex letters with the spaces and marks that their fonts have."""
        font = self.code_font if run.code else COMPLEX if is_complex(run.text) else self.font
        return face(font, self.bold or run.bold, self.italic or run.italic)

    def width(self, part: Run | Math, words: str | None = None) -> float:
        """Width of a run or of some words of it, or of a formula."""
        if isinstance(part, Math):
            return (formula_size(part.formula).width + _space_behind(part)) * self.size
        script = SCRIPT if part.sub or part.sup else 1.0
        words = part.text if words is None else words
        return self.face(part).width(words.upper() if self.capitals else words) * script * self.size

    def text_width(self, text: Text) -> float:
        """Width of a text on one line."""
        return sum(self.width(part) for part in text)


def _space_behind(part: Math) -> float:
    """What a formula's box doesn't have, which ends with its last mark: in ems."""
    return AFTER_RELATION if ends_with_relation(part) else AFTER_BAR if _ends_with_bar(part) else 0.0


def _ends_with_bar(part: Math) -> bool:
    last = part.formula.nodes[-1] if part.formula.nodes else None
    sign = last.closing if isinstance(last, Fenced) else "" if isinstance(last, Scripts | None) else last.sign
    return sign in BARS


def ends_with_relation(part: Math) -> bool:
    """Whether a formula ends with a relation, so that what it equals follows as text."""
    nodes = part.formula.nodes
    return bool(nodes) and nodes[-1].sign in RELATIONS
