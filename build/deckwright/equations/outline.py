"""A formula as outlines: closed curves in points, for programs that have no mathematics of their own, and for videos.

x runs to the right from the left edge of the first mark, y runs down from the baseline. The box is that of the marks
themselves: nothing stands outside of it, and each of its sides is touched.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass
from functools import cache, lru_cache

from deckwright.equations.curves import Point
from deckwright.equations.equation_error import EquationError
from deckwright.equations.formula import Formula, Sides
from deckwright.equations.glyph import Glyph
from deckwright.equations.mathml import mathml
from deckwright.equations.typesetting import EM, missing, typeset
from deckwright.errors import Source
from deckwright.store import key_of, remembered
from deckwright.store.key import package_digests, version_of

TOOLS = ("latex2mathml", "ziafont", "ziamath")
FRACTION = r"\frac"
LINE_SKIP = 1.45  # baseline to baseline, in ems, where the lines are low
LINE_GAP = 0.45  # least space between two lines, in ems
RELATION_SPACE = 0.35  # between the marks on either side of a relation and the relation's own, in ems


@dataclass(frozen=True)
class Outline:
    """A formula's glyphs and its box. height is above, depth below the baseline; their sum is the box's height."""

    width: float
    height: float
    depth: float
    glyphs: tuple[Glyph, ...]

    @property
    def total(self) -> float:
        """Height and depth together."""
        return self.height + self.depth

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that occur, in the order of their first glyphs."""
        return tuple(dict.fromkeys(glyph.role for glyph in self.glyphs))

    def scaled(self, factor: float) -> Outline:
        """The same formula at another size."""
        glyphs = tuple(glyph.moved(0, 0, factor) for glyph in self.glyphs)
        return Outline(self.width * factor, self.height * factor, self.depth * factor, glyphs)


@dataclass(frozen=True)
class AlignedOutline(Outline):
    """Several lines as one outline, its baseline the first line's.

    lines    each line's own outline
    offsets  where each line's own origin (left edge, baseline) stands in the whole
    """

    lines: tuple[Outline, ...] = ()
    offsets: tuple[Point, ...] = ()


def outline(formula: Formula, size: float, display: bool = True, where: Source | None = None) -> Outline:
    """The formula's outline with letters of ``size`` points. Raises EquationError.

    In a line of text (display False) fractions keep their full size: numerator and denominator are to be read as well.
    """
    mathml(formula, display, where)
    display = display or FRACTION in formula.latex
    try:
        return _outline(formula, float(size), display)
    except EquationError as error:
        raise error.at(where) from None


@lru_cache(maxsize=8192)
def _outline(formula: Formula, size: float, display: bool) -> Outline:
    return _set(formula, display).scaled(size / EM)


@cache
def _code() -> str:
    """A key of the code that sets formulas."""
    code = {name: sha for name, sha in package_digests("deckwright").items() if name.startswith("equations/")}
    return key_of(code, platform.python_version(), [version_of(tool) for tool in TOOLS])


@lru_cache(maxsize=4096)
@remembered(4096, "formulas", _code)  # to set one takes long, and it comes out the same every time
def _set(formula: Formula, display: bool) -> Outline:
    elements = mathml(formula, display)
    if unknown := missing(elements):
        hint = "Write it as text beside the formula."
        raise EquationError(formula.latex, f"the font for formulas has no {unknown!r}.", hint=hint)
    advance, glyphs = typeset(elements)
    if not glyphs:
        return Outline(advance, 0.0, 0.0, ())
    lefts, tops, rights, bottoms = zip(*(glyph.box for glyph in glyphs))
    left = min(lefts)
    return Outline(max(rights) - left, -min(tops), max(bottoms), tuple(glyph.moved(-left, 0) for glyph in glyphs))


def aligned_outline(lines: tuple[Sides, ...], size: float, where: Source | None = None) -> AlignedOutline:
    """Lines one below the other, aligned at their relations; one without relation begins where right sides do."""
    for line in lines:
        mathml(line.whole, where=where)
    return _aligned(lines, float(size))


@lru_cache(maxsize=1024)
def _aligned(lines: tuple[Sides, ...], size: float) -> AlignedOutline:
    lefts, relations, rights = ([_part(side, size) for side in column] for column in zip(*lines))
    space = RELATION_SPACE * size
    center = max(left.width for left in lefts) + (space if any(left.glyphs for left in lefts) else 0)
    after = (
        center
        + max(relation.width for relation in relations)
        + (space if any(relation.glyphs for relation in relations) else 0)
    )
    set_lines, offsets, baseline = [], [], 0.0
    for index, (left, relation, right) in enumerate(zip(lefts, relations, rights)):
        start = center - space - left.width if left.glyphs else center if relation.glyphs else after
        line = _beside((left, 0), (relation, center - start), (right, after - start))
        if index:
            above = set_lines[-1]
            baseline += max(LINE_SKIP * size, above.depth + LINE_GAP * size + line.height)
        set_lines.append(line)
        offsets.append((start, baseline))
    shift = min(x for x, _ in offsets)
    return _stack(set_lines, [(x - shift, y) for x, y in offsets])


def _part(side: Formula, size: float) -> Outline:
    return outline(side, size) if side else Outline(0.0, 0.0, 0.0, ())


def _beside(*parts: tuple[Outline, float]) -> Outline:
    """Parts on one baseline, each at its own left edge."""
    parts = tuple((part, x) for part, x in parts if part.glyphs)
    glyphs = tuple(glyph.moved(x, 0) for part, x in parts for glyph in part.glyphs)
    return Outline(
        max(x + part.width for part, x in parts),
        max(part.height for part, _ in parts),
        max(part.depth for part, _ in parts),
        glyphs,
    )


def _stack(lines: list[Outline], offsets: list[Point]) -> AlignedOutline:
    glyphs = tuple(glyph.moved(x, y) for line, (x, y) in zip(lines, offsets) for glyph in line.glyphs)
    return AlignedOutline(
        width=max(x + line.width for line, (x, _) in zip(lines, offsets)),
        height=max(line.height - y for line, (_, y) in zip(lines, offsets)),
        depth=max(line.depth + y for line, (_, y) in zip(lines, offsets)),
        glyphs=glyphs,
        lines=tuple(lines),
        offsets=tuple(offsets),
    )
