"""Text as set: how wide it is, where its lines break, how high they are. Points, until a TextLine is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pptx.util import Emu, Pt

from deckwright.deck.text import Math, Run, Text
from deckwright.fonts import between_scripts
from deckwright.fonts.formula_size import formula_size
from deckwright.fonts.type import Type, ends_with_relation
from deckwright.layout.break_opportunities import break_opportunities
from deckwright.layout.placed import TextLine

ABOVE = 1.0  # ems from a line's top to its baseline, as LibreOffice sets it
CLEAR = 0.12  # ems kept free above and below a formula that is higher than its line
ROUNDING = 0.5  # points kept free at a line's end: programs round their widths differently
# Words, spaces and line ends; a word may be broken after a hyphen between letters, an address after a slash.
PIECES = re.compile(r"\n|[ \t]+|[^ \t\n]+")
HYPHEN = re.compile(r"(?<=[^\W\d_][-–—])(?=[^\W\d_])")
SLASH = re.compile(r"(?<=/)(?=[^/])")


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as set: its parts with their left edges, its width, its extent above and below its baseline."""

    parts: Text
    lefts: tuple[float, ...]
    width: float
    above: float
    below: float

    @property
    def height(self) -> float:
        return self.above + self.below


@dataclass(frozen=True, slots=True)
class Piece:
    """What a line is filled with: a word, spaces or a formula, of part number ``index``.

    opens  a line may begin with it though no space stands before it
    """

    index: int
    words: str
    width: float
    space: bool = False
    opens: bool = False


@lru_cache(maxsize=8192)
def set_text(text: Text, kind: Type, width: float) -> tuple[SetLine, ...]:
    """The text in lines no wider than width, where that can be; never broken inside a formula or a figure."""
    return tuple(_set_line(text, pieces, kind) for pieces in _fill(text, kind, width))


def text_width(text: Text, kind: Type) -> float:
    """Width of the text on one line (of its longest line where it has line ends)."""
    return max((line.width for line in set_text(text, kind, float("inf"))), default=0.0)


@lru_cache(maxsize=8192)
def longest_word(text: Text, kind: Type) -> float:
    """The least width in which the text can be set."""
    words = (sum(p.width for p in word if not p.space) for word in _words(text, kind) if word != "\n")
    return max(words, default=0.0)


def longest_unit(text: Text, kind: Type) -> float:
    """The least width in which no "x =" stands apart from what it equals, and no address is broken."""
    units = (sum(p.width for p in unit if not p.space) for unit in _glued(text, kind, float("inf")) if unit != "\n")
    return max(units, default=0.0)


def text_lines(
    lines: Sequence[SetLine], *, left: float = 0.0, top: float = 0.0, paragraph: int = 0
) -> tuple[TextLine, ...]:
    """Lines stacked from top on, as the records that a renderer gets."""
    made = []
    for line in lines:
        lefts = tuple(Emu(Pt(left + x)) for x in line.lefts)
        made.append(TextLine(line.parts, lefts, Emu(Pt(top + line.above)), paragraph, Emu(Pt(line.height))))
        top += line.height
    return tuple(made)


def height_of(lines: Sequence[SetLine]) -> float:
    return sum(line.height for line in lines)


def _words(text: Text, kind: Type) -> Iterator[list[Piece] | str]:
    """What may not be broken, each with the spaces that follow it; "\\n" for a line end."""
    word: list[Piece] = []
    for piece in _pieces(text, kind):
        if piece.words == "\n":
            yield word
            yield "\n"
            word = []
            continue
        after_break = word and not piece.space and (word[-1].space or piece.opens)
        if after_break:
            yield word
            word = []
        word.append(piece)
    if word:
        yield word


def _glued(text: Text, kind: Type, width: float) -> Iterator[list[Piece] | str]:
    """The words, "x =" joined with what it equals and the pieces of an address, where they fit on one line."""
    held: list[Piece] = []
    for word in _words(text, kind):
        if held and (word == "\n" or sum(p.width for p in [*held, *word]) > width):
            yield held
            held = []
        if word == "\n" or not _asks_for_more(text, word):
            yield [*held, *word] if held else word
            held = []
        else:
            held = [*held, *word]
    if held:
        yield held


def _asks_for_more(text: Text, word: list[Piece]) -> bool:
    """Whether a word is a formula that ends with a relation, or an address up to one of its slashes."""
    last = next((piece for piece in reversed(word) if not piece.space), None)
    part = text[last.index] if last else None
    if isinstance(part, Math):
        return ends_with_relation(part)
    return part is not None and bool(part.link) and not word[-1].space and last.words.endswith("/")


def _joint(part: Run) -> re.Pattern[str]:
    """Where a run's words may be broken."""
    return SLASH if part.link else HYPHEN


def _pieces(text: Text, kind: Type) -> Iterator[Piece]:
    letters, at = "".join(map(_letters, text)), 0
    openings = break_opportunities(letters)
    for index, part in enumerate(text):
        if _is_whole(part):
            yield Piece(index, _shown(part), kind.width(part), opens=at in openings)
        else:
            for found in PIECES.finditer(part.text):
                joints = {found.start() + joint.start() for joint in _joint(part).finditer(found[0])}
                ends = sorted(joints | {k - at for k in openings if found.start() < k - at < found.end()})
                for start, end in pairwise((found.start(), *ends, found.end())):
                    words, here = part.text[start:end], at + start
                    apart = between_scripts(letters[here - 1], words[0]) * kind.size if here else 0.0
                    opens = start in joints or here in openings
                    yield Piece(index, words, apart + kind.width(part, words), words.isspace(), opens)
        at += len(_letters(part))


def _is_whole(part: Run | Math) -> bool:
    """Whether no line ends in it: formulas and figures; computed words may be broken."""
    return isinstance(part, Math) or part.figure is not None and not isinstance(part.figure.value, str)


def _shown(part: Run | Math) -> str:
    return part.latex if isinstance(part, Math) else part.text


def _letters(part: Run | Math) -> str:
    """What stands for a part where lines may end only at its ends or in it: a letter for what is whole."""
    return "x" if _is_whole(part) else part.text


def _fill(text: Text, kind: Type, width: float) -> Iterator[list[Piece]]:
    """Greedy lines."""
    line: list[Piece] = []
    used = 0.0
    for word in _glued(text, kind, width):
        if word == "\n":
            yield line
            line, used = [], 0.0
            continue
        needed = sum(p.width for p in word[: -1 if word and word[-1].space else None])
        if line and used + needed > width - ROUNDING:
            yield line
            line, used = [], 0.0
        line.extend(word)
        used += sum(p.width for p in word)
    if line or not text:
        yield line


def _set_line(text: Text, pieces: list[Piece], kind: Type) -> SetLine:
    while pieces and pieces[-1].space:
        pieces = pieces[:-1]
    words: dict[int, str] = {}
    for piece in pieces:
        words[piece.index] = words.get(piece.index, "") + piece.words
    parts, lefts, x = [], [], 0.0
    above, below = ABOVE * kind.size, kind.pitch - ABOVE * kind.size
    for index, shown in words.items():
        part = text[index]
        if isinstance(part, Run) and part.text != shown:
            part = replace(part, text=shown)
        parts.append(part)
        lefts.append(x)
        x += kind.width(part)
        if isinstance(part, Math):
            ink = formula_size(part.formula)
            above = max(above, (ink.ascent + CLEAR) * kind.size)
            below = max(below, (ink.depth + CLEAR) * kind.size)
    return SetLine(tuple(parts), tuple(lefts), x, above, below)
