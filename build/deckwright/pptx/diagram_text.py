"""Text on a diagram: inside a shape or free, with inline formulas where it has them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deckwright.deck.text import Math, Run, Text
from deckwright.fonts.type import Type
from deckwright.language import ENGLISH
from deckwright.language.direction import reads_from_right
from deckwright.pptx.equation_shape import a14_math
from deckwright.pptx.spelling import spelling
from deckwright.pptx.theme_colors import solid_fill
from deckwright.pptx.xml import Element, element
from deckwright.theme import Theme

_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_BASELINE = {"sub": -25_000, "sup": 30_000}  # thousandths of a per cent of the type size
BEARING = 0.04  # type sizes of space on either side of a formula's marks


@dataclass(frozen=True, slots=True)
class DiagramText:
    """Text and how it is set; anchor says to which side its lines are flush."""

    text: Text
    size: float  # points on the slide
    color: str
    anchor: str = "center"
    bold: bool = False

    @property
    def lines(self) -> list[list[Run | Math]]:
        """The parts of each line; a line feed in a run starts a new line."""
        lines: list[list[Run | Math]] = [[]]
        for part in self.text:
            pieces = [part] if isinstance(part, Math) else [replace(part, text=t) for t in part.text.split("\n")]
            lines[-1].append(pieces[0])
            lines.extend([piece] for piece in pieces[1:])
        return [[part for part in line if isinstance(part, Math) or part.text] for line in lines]

    @property
    def has_math(self) -> bool:
        return any(isinstance(part, Math) for part in self.text)

    def height(self, theme: Theme) -> float:
        """Height of all lines, in points."""
        return len(self.lines) * Type.body(theme, self.size).pitch

    def width(self, theme: Theme) -> float:
        """Width of the longest line, in points."""
        return max(sum(self.part_width(part, theme) for part in line) for line in self.lines)

    def part_width(self, part: Run | Math, theme: Theme) -> float:
        """Width of a run or a formula, in points."""
        bearing = 2 * BEARING * self.size if isinstance(part, Math) else 0.0
        return Type.body(theme, self.size, bold=self.bold).width(part) + bearing


def text_body(words: DiagramText, theme: Theme, *, native: bool = True) -> Element:
    """``p:txBody`` without insets, centered vertically.

    native  formulas as Office Math; otherwise lines that hold one stay empty, for drawn ones to be laid over them
    """
    insets = {side: 0 for side in ("lIns", "tIns", "rIns", "bIns")}
    frame_properties = element(
        "a:bodyPr", {"wrap": "none", **insets, "rtlCol": False, "anchor": "ctr"}, element("a:noAutofit")
    )
    lines = words.lines if native else [[] if is_mathematical(line) else line for line in words.lines]
    paragraphs = [_paragraph(line, words, theme) for line in lines]
    return element("p:txBody", None, frame_properties, element("a:lstStyle"), *paragraphs)


def is_mathematical(line: list[Run | Math]) -> bool:
    """Whether a formula stands in a line."""
    return any(isinstance(part, Math) for part in line)


def _paragraph(line: list[Run | Math], words: DiagramText, theme: Theme) -> Element:
    said = "".join(part.text for part in line if isinstance(part, Run))
    rtl = {"rtl": True} if reads_from_right(said, ENGLISH) else {}  # a diagram is the same in every language
    properties = element("a:pPr", {"algn": _ALIGN[words.anchor], **rtl})
    size = {**spelling(), "sz": round(words.size * 100)}
    parts = [_formula(part, words, theme) if isinstance(part, Math) else _run(part, words, theme) for part in line]
    return element("a:p", None, properties, *parts, element("a:endParaRPr", size))


def _formula(part: Math, words: DiagramText, theme: Theme) -> Element:
    return a14_math(part.formula, words.size, solid_fill(words.color, theme))


def _run(run: Run, words: DiagramText, theme: Theme) -> Element:
    style: dict[str, object] = {**spelling(run.text), "sz": round(words.size * 100)}
    style |= {"b": True} if run.bold or words.bold else {}
    style |= {"i": True} if run.italic else {}
    style |= {"strike": "sngStrike"} if run.strike else {}
    style |= {"baseline": _BASELINE["sub" if run.sub else "sup"]} if run.sub or run.sup else {}
    font = element("a:latin", {"typeface": theme.code_font}) if run.code else None
    properties = element("a:rPr", style, solid_fill(run.role or words.color, theme), font)
    return element("a:r", None, properties, element("a:t", text=run.text))
