"""One cell of a table: its text, its ground and the rules around it."""

from __future__ import annotations

from pptx.util import Pt

from deckwright.deck.table import Cell, Table
from deckwright.layout.placed import Placed
from deckwright.layout.table import PAD
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.colours import solid_fill
from deckwright.pptx.text import ParagraphFormat, Style, paragraph, runs
from deckwright.pptx.xml import Element, element

ALIGN = {"left": "l", "center": "ctr", "right": "r"}
HEADER_RULE, ROW_RULE = 1.25, 0.5  # points
STRONGEST_TINT = 0.55  # opacity of a heat of 1: text stays readable on it
HIGHLIGHT = ("target", 0.22)


def table_cell(placed: Placed, r: int, c: int, covered: dict[str, object] | None, canvas: Canvas) -> Element:
    """``a:tc``. covered: the merge attributes of a cell that a neighbour spans."""
    block: Table = placed.block
    cell = block.rows[r][c]
    attributes = covered if covered is not None else _span(cell)
    text = cell.text if covered is None else ()
    style = Style(placed.size, colour="text", bold=is_header(block, r, c))
    contents = paragraph(runs(text, style, canvas), style, ParagraphFormat(align=ALIGN[cell.align]), canvas)
    body = element("a:txBody", None, element("a:bodyPr"), element("a:lstStyle"), contents)
    return element("a:tc", attributes, body, _properties(block, cell, r, canvas))


def is_header(block: Table, r: int, c: int) -> bool:
    """Whether a cell stands in a header row or column."""
    return block.kind == "table" and (r < block.header_rows or c < block.header_columns)


def _span(cell: Cell) -> dict[str, object]:
    across = {"gridSpan": cell.columns} if cell.columns > 1 else {}
    return across | ({"rowSpan": cell.rows} if cell.rows > 1 else {})


def _properties(block: Table, cell: Cell, r: int, canvas: Canvas) -> Element:
    """``a:tcPr``: margins as the layout measured with, rules, ground."""
    across, down = PAD[block.kind]
    margins = dict(zip(("marL", "marR", "marT", "marB"), (int(Pt(across)), int(Pt(across)), int(Pt(down)), int(Pt(down)))))
    rules = [_rule(side, *_weight(block, cell, r, side), canvas) for side in ("L", "R", "T", "B")]
    return element("a:tcPr", margins | {"anchor": "ctr"}, *rules, _ground(cell, canvas))


def _weight(block: Table, cell: Cell, r: int, side: str) -> tuple[str, float]:
    """Colour and width of a rule: a dark one under the header, thin ones between rows, none in a matrix."""
    if block.kind == "matrix" or side in "LR":
        return "", 0.0
    edge = r if side == "T" else r + cell.rows
    if edge == block.header_rows and edge > 0:
        return "muted", HEADER_RULE
    return ("line", ROW_RULE) if 0 < edge < len(block.rows) else ("", 0.0)


def _rule(side: str, colour: str, points: float, canvas: Canvas) -> Element:
    return element(f"a:ln{side}", {"w": int(Pt(points))}, solid_fill(colour, canvas.theme))


def _ground(cell: Cell, canvas: Canvas) -> Element:
    if cell.heat is not None and cell.heat:
        end = "positive" if cell.heat > 0 else "negative"
        return solid_fill(end, canvas.theme, STRONGEST_TINT * min(1.0, abs(cell.heat)))
    return solid_fill(HIGHLIGHT[0], canvas.theme, HIGHLIGHT[1]) if cell.highlight else element("a:noFill")
