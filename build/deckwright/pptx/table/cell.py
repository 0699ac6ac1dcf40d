"""One cell of a table: its text, its ground and the rules around it."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.util import Pt

from deckwright.deck.table import Cell, Table
from deckwright.layout.placed import Placed
from deckwright.layout.table_columns import PAD, pads
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.text import ParagraphFormat, Passage, Style, directed, paragraph
from deckwright.pptx.text_box import contents
from deckwright.pptx.theme_colors import solid_fill
from deckwright.pptx.xml import Element, element

ALIGN = {"left": "l", "center": "ctr", "right": "r"}
HEADER_RULE, ROW_RULE = 1.25, 0.5  # points
STRONGEST_TINT = 0.55  # opacity of a heat of 1: text stays readable on it
HIGHLIGHT = ("target", 0.22)


@dataclass(frozen=True, slots=True)
class CellContents:
    """A cell's paragraphs. top: where they begin, in EMU from the cell's top; None centers them."""

    paragraphs: list[Element]
    top: int | None = None


def table_cell(
    placed: Placed, r: int, c: int, contents: CellContents, covered: dict[str, object] | None, canvas: Canvas
) -> Element:
    """``a:tc``. covered: the merge attributes of a cell that a neighbor spans."""
    cell = placed.block.rows[r][c]
    body = element("a:txBody", None, element("a:bodyPr"), element("a:lstStyle"), *contents.paragraphs)
    return element(
        "a:tc", covered if covered is not None else _span(cell), body, _properties(placed, cell, r, contents, canvas)
    )


def passage(placed: Placed, r: int, c: int, *, covered: bool) -> Passage:
    """The text of a cell; a covered one is empty."""
    block: Table = placed.block
    cell = block.rows[r][c]
    style = Style(placed.size, color="text", bold=is_header(block, r, c))
    text, form = () if covered else cell.text, ParagraphFormat(align=ALIGN[cell.align])
    return Passage(text, style, directed(text, form) if block.kind == "table" else form)


def native_contents(words: Passage, canvas: Canvas) -> CellContents:
    """Text and native formulas."""
    return CellContents([paragraph(contents(words, canvas), words.style, words.form, canvas)])


def is_header(block: Table, r: int, c: int) -> bool:
    """Whether a cell stands in a header row or column."""
    return block.kind == "table" and (r < block.header_rows or c < block.header_columns)


def _span(cell: Cell) -> dict[str, object]:
    across = {"gridSpan": cell.columns} if cell.columns > 1 else {}
    return across | ({"rowSpan": cell.rows} if cell.rows > 1 else {})


def _properties(placed: Placed, cell: Cell, r: int, contents: CellContents, canvas: Canvas) -> Element:
    """``a:tcPr``: margins as the layout measured with, rules, ground."""
    block: Table = placed.block
    (left, right), down = pads(cell, placed.margin.pt), PAD[block.kind][1]
    margins: dict[str, object] = {
        "marL": Pt(left),
        "marR": Pt(right),
        "marT": Pt(down),
        "marB": Pt(down),
        "anchor": "ctr",
    }
    if contents.top is not None:
        margins |= {"marL": 0, "marR": 0, "marT": contents.top, "marB": 0, "anchor": "t"}
    rules = [_rule(side, *rule_weight(block, cell, r, side), canvas) for side in ("L", "R", "T", "B")]
    return element("a:tcPr", margins, *rules, _ground(cell, canvas))


def rule_weight(block: Table, cell: Cell, r: int, side: str) -> tuple[str, float]:
    """Color and width of a rule: a dark one under the header, thin ones between rows, none in a matrix."""
    if block.kind == "matrix" or side in "LR" or not cell.ruled:
        return "", 0.0
    edge = r if side == "T" else r + cell.rows
    if edge == block.header_rows and edge > 0:
        return "muted", HEADER_RULE
    return ("line", ROW_RULE) if 0 < edge < len(block.rows) else ("", 0.0)


def _rule(side: str, color: str, points: float, canvas: Canvas) -> Element:
    return element(f"a:ln{side}", {"w": int(Pt(points))}, solid_fill(color, canvas.theme))


def _ground(cell: Cell, canvas: Canvas) -> Element:
    if cell.heat is not None and cell.heat:
        end = "positive" if cell.heat > 0 else "negative"
        return solid_fill(end, canvas.theme, STRONGEST_TINT * min(1.0, abs(cell.heat)))
    return solid_fill(HIGHLIGHT[0], canvas.theme, HIGHLIGHT[1]) if cell.highlight else element("a:noFill")
