"""Equations and workings: lines aligned at their relations, reasons in a column beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from pptx.util import Emu, Pt

from deckwright.deck.equation import Equation, Line
from deckwright.fonts.formula_size import formula_size
from deckwright.fonts.type import Type
from deckwright.layout.alignment import lead, left_edge, right_edge
from deckwright.layout.balance import balanced
from deckwright.layout.block import Setting, measure
from deckwright.layout.line_break import break_line
from deckwright.layout.measured_block import Measured, Space, airy
from deckwright.layout.placed import Box, Placed
from deckwright.layout.text_lines import SetLine, height_of, text_lines, text_width

LEADING = Space(0.35, 0.45, 1.3)  # ems between two lines
AIR = 0.06  # of both lines' heights is added: matrices need more than plain lines
ASCENT, DEPTH = 0.7, 0.2  # a line's least extent, in ems, so that low lines keep the rhythm
REASON_GAP = 1.5  # ems between the widest line and the reasons
REASON_SHARE = 0.35  # of the width, at most, for reasons
REASON_LEAST = 110.0  # points, where they are longer than that
SPARE = 6.0  # points beside the longest reason: programs set a line a little wider or narrower than it measures
UNBROKEN = 24.0  # points: lines are broken rather than set in smaller type than this
BROKEN = 20.0  # points that a line counts as too wide when it had to be broken


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its reason, in points: its ink from the left, and how far all of it reaches from the baseline."""

    left: float
    width: float
    ascent: float
    depth: float
    above: float
    below: float
    reason: tuple[SetLine, ...] = ()
    reason_width: float = 0.0

    @property
    def height(self) -> float:
        return self.above + self.below


@measure.register
def measure_equation(block: Equation, width: float, setting: Setting) -> Measured:
    size = setting.sizes.equation
    small = Type.body(setting.theme, setting.sizes.reason)
    beside = _reason_width(block, size, small, width)
    room = width - (beside + REASON_GAP * size if beside else 0.0)
    asked, block = block, broken(block, room / size)
    rows = _rows(block.lines, size, small, beside)
    widest = max(row.left + row.width for row in rows)

    def place(left: float, top: float, tops: list[float]) -> Placed:
        baselines = [top + at + r.above for at, r in zip(tops, rows)]
        parts = tuple(_box(left + r.left, y - r.ascent, r.width, r.ascent + r.depth) for y, r in zip(baselines, rows))
        reason_left = left + widest + REASON_GAP * size
        reasons = tuple(
            _box(reason_left, y - r.reason[0].above, r.reason_width, height_of(r.reason))
            for y, r in zip(baselines, rows)
            if r.reason
        )
        lines = tuple(line for n, row in enumerate(rows) for line in text_lines(row.reason, paragraph=n))
        whole = _box(left, top, width, tops[-1] + rows[-1].height)
        return Placed(block, whole, size=size, small=small.size, lines=lines, parts=parts + reasons)

    preferred_excess = BROKEN * (len(block.lines) - len(asked.lines)) if size > UNBROKEN else 0.0
    spaces = [_leading(above, below, size) for above, below in pairwise(rows)]
    return airy(block, [row.height for row in rows], spaces, place, widest - room, preferred_excess)


def broken(block: Equation, room: float) -> Equation:
    """The equation with its too wide lines broken; room in ems."""
    widest_lead = max(map(lead, block.lines))
    lines = tuple(part for line in block.lines for part in break_line(line, room, widest_lead))
    return block if lines == block.lines else replace(block, lines=lines)


def _reason_width(block: Equation, size: float, small: Type, width: float) -> float:
    """What the lines leave, or a share of the width where they would leave too little; no more than is needed."""
    longest = max((text_width(line.reason, small) for line in block.lines if line.reason), default=0.0)
    widest_lead = max(map(lead, block.lines))
    left = width - size * (max(right_edge(line, widest_lead) for line in block.lines) + REASON_GAP)
    return min(longest + SPARE, max(left, REASON_SHARE * width, REASON_LEAST)) if longest else 0.0


def _leading(above: Row, below: Row, size: float) -> Space:
    air = AIR * (above.height + below.height)
    return Space(*(air + getattr(LEADING, name) * size for name in ("least", "preferred", "most")))


def _rows(lines: tuple[Line, ...], size: float, small: Type, beside: float) -> list[Row]:
    widest_lead = max(map(lead, lines))
    rows = []
    for line in lines:
        ink = formula_size(line.formula, True)
        reason_width, reason = balanced(line.reason, small, beside) if line.reason else (0.0, ())
        above = max(ink.ascent * size, ASCENT * size, reason[0].above if reason else 0.0)
        below = max(ink.depth * size, DEPTH * size, height_of(reason) - reason[0].above if reason else 0.0)
        left = left_edge(line, widest_lead) * size
        rows.append(
            Row(left, ink.width * size, ink.ascent * size, ink.depth * size, above, below, reason, reason_width)
        )
    return rows


def _box(left: float, top: float, width: float, height: float) -> Box:
    return Box(Emu(Pt(left)), Emu(Pt(top)), Emu(Pt(width)), Emu(Pt(height)))
