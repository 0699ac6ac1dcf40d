"""Equations and workings: lines aligned at their relations, reasons in a column beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pptx.util import Emu, Pt

from deckwright.deck.equation import Equation, Line
from deckwright.layout.alignment import lead, left_edge
from deckwright.layout.block import Setting, measure
from deckwright.layout.bullets import HANG
from deckwright.layout.formula import formula
from deckwright.layout.line_break import break_line
from deckwright.layout.measure import ROUNDING, SetLine, Type, height_of, set_text, text_lines, text_width
from deckwright.layout.measured import Measured, fixed
from deckwright.layout.placed import Box, Placed

LEADING = 0.5  # ems between two lines
ASCENT, DEPTH = 0.7, 0.2  # a line's least extent, in ems, so that low lines keep the rhythm
REASON_GAP = 1.5  # ems between the widest line and the reasons
REASON_SHARE = 0.35  # of the width, at most, for reasons
REASON_LEAST = 110.0  # points, where they are longer than that
BROKEN = 20.0  # points by which a line that had to be broken counts as cramped


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its reason: where its ink and its reason stand, in points from the equation's top left."""

    left: float
    width: float
    ascent: float
    depth: float
    baseline: float
    reason: tuple[SetLine, ...] = ()


@measure.register
def measure_equation(block: Equation, width: float, setting: Setting) -> Measured:
    size = setting.sizes.equation
    indent = HANG * setting.sizes.body  # in line with the text of lists
    small = Type.body(setting.theme, setting.sizes.caption)
    beside = _reason_width(block, small, width)
    room = width - indent - (beside + REASON_GAP * size if beside else 0.0)
    asked, block = block, broken(block, room / size)
    rows = _rows(block.lines, size, small, beside)
    height = max(row.baseline + max(row.depth, DEPTH * size, _below(row, small)) for row in rows)
    widest = max(row.left + row.width for row in rows)

    def place(left: float, top: float) -> Placed:
        parts = tuple(
            _box(left + indent + r.left, top + r.baseline - r.ascent, r.width, r.ascent + r.depth) for r in rows
        )
        reason_left = left + indent + widest + REASON_GAP * size
        reasons = tuple(
            _box(reason_left, top + r.baseline - r.reason[0].above, beside, height_of(r.reason))
            for r in rows
            if r.reason
        )
        lines = tuple(line for n, row in enumerate(rows) for line in text_lines(row.reason, paragraph=n))
        whole = _box(left, top, width, height)
        return Placed(block, whole, size=size, lines=lines, parts=parts + reasons)

    cramped = BROKEN * (len(block.lines) - len(asked.lines))
    return fixed(block, height, place, widest - room, cramped)


def broken(block: Equation, room: float) -> Equation:
    """The equation with its too wide lines broken; room in ems."""
    widest_lead = max(map(lead, block.lines))
    lines = tuple(part for line in block.lines for part in break_line(line, room, widest_lead))
    return block if lines == block.lines else replace(block, lines=lines)


def _reason_width(block: Equation, small: Type, width: float) -> float:
    longest = max((text_width(line.reason, small) for line in block.lines if line.reason), default=0.0)
    return min(longest + 2 * ROUNDING, max(REASON_SHARE * width, REASON_LEAST))


def _rows(lines: tuple[Line, ...], size: float, small: Type, beside: float) -> list[Row]:
    widest_lead = max(map(lead, lines))
    rows, y = [], 0.0
    for line in lines:
        ink = formula(line.latex, True)
        reason = set_text(line.reason, small, beside) if line.reason else ()
        above = max(ink.ascent * size, ASCENT * size, reason[0].above if reason else 0.0)
        row = Row(
            left_edge(line, widest_lead) * size,
            ink.width * size,
            ink.ascent * size,
            ink.depth * size,
            y + above,
            reason,
        )
        rows.append(row)
        y = row.baseline + max(row.depth, DEPTH * size, _below(row, small)) + LEADING * size
    return rows


def _below(row: Row, small: Type) -> float:
    """How far the reason reaches below the line's baseline."""
    return height_of(row.reason) - row.reason[0].above if row.reason else 0.0


def _box(left: float, top: float, width: float, height: float) -> Box:
    return Box(Emu(Pt(left)), Emu(Pt(top)), Emu(Pt(width)), Emu(Pt(height)))
