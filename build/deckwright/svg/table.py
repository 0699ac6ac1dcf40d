"""Tables and matrices: cells at their measured places, quiet rules, tinted grounds, brackets."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from deckwright.deck.table import Cell, Table
from deckwright.deck.text import plain
from deckwright.fonts.type import Type
from deckwright.language import spoken
from deckwright.layout.placed import Box, Placed
from deckwright.layout.table import BRACKET_ROOM
from deckwright.layout.table_columns import PAD
from deckwright.pptx.table.band import Band, bands
from deckwright.pptx.table.cell import HIGHLIGHT, STRONGEST_TINT, is_header, rule_weight
from deckwright.pptx.table.table_block import BRACKET_ARC, BRACKET_WIDTH, covered_cells
from deckwright.svg.canvas import Canvas, step_of
from deckwright.svg.markup import element, path, points
from deckwright.svg.text import Style, directed, paragraph
from deckwright.svg.text_block import small_text

BRACKET = 1.5  # points, the width of a bracket's line


def draw_table(placed: Placed, canvas: Canvas) -> str:
    """The table with its caption, in one piece or row by row; a matrix between brackets."""
    block: Table = placed.block
    grid = _Grid(placed, canvas)
    made = "".join(grid.band(band, step_of(block.step + band.click)) for band in bands(placed))
    table = element("g", {"role": "table", "aria-label": plain(block.alt) or None}, made)
    if block.kind == "matrix":
        table += element("g", {"data-step": step_of(block.step)}, _brackets(placed, canvas))
    if placed.lines and placed.parts:
        table += small_text(placed.lines, placed.parts[-1], placed.small, canvas, step_of(block.step))
    return table


class _Grid:
    """Where the rows and columns of a placed table stand, in points."""

    def __init__(self, placed: Placed, canvas: Canvas):
        self.placed, self.canvas = placed, canvas
        self.block: Table = placed.block
        self.covered = covered_cells(self.block)
        box = placed.box
        self.tops = [points(box.top + at) for at in accumulate(placed.rows, initial=0)]
        self.lefts = [points(box.left + at) for at in accumulate(placed.columns, initial=0)]
        self.mirrored = spoken().rtl and self.block.kind == "table"

    def band(self, band: Band, step: int | None) -> str:
        """Cells that appear together."""
        rows = [element("g", {"role": "row"}, *self._row(r, band)) for r in range(*band.rows)]
        return element("g", {"role": "rowgroup", "data-step": step}, *rows)

    def _row(self, r: int, band: Band) -> list[str]:
        row = self.block.rows[r]
        return [self._cell(r, c, row[c]) for c in range(*band.columns) if (r, c) not in self.covered]

    def _cell(self, r: int, c: int, cell: Cell) -> str:
        left, right = self._sides(c, cell)
        top, bottom = self.tops[r], self.tops[r + cell.rows]
        header = is_header(self.block, r, c)
        names = header and bool(plain(cell.text).strip())  # an empty cell heads nothing
        role = ("columnheader" if r < self.block.header_rows else "rowheader") if names else "cell"
        made = self._ground(cell, left, top, right, bottom) + self._rules(cell, r, left, right)
        return element("g", {"role": role}, made + self._words(r, c, cell, left, header))

    def _sides(self, c: int, cell: Cell) -> tuple[float, float]:
        left, right = self.lefts[c], self.lefts[c + cell.columns]
        if self.mirrored:
            left, right = (self.lefts[0] + self.lefts[-1] - x for x in (right, left))
        return left, right

    def _ground(self, cell: Cell, left: float, top: float, right: float, bottom: float) -> str:
        if cell.heat:
            color, share = "positive" if cell.heat > 0 else "negative", STRONGEST_TINT * min(1.0, abs(cell.heat))
        elif cell.highlight:
            color, share = HIGHLIGHT
        else:
            return ""
        look = {"fill": self.canvas.paint(color), "fill-opacity": share}
        return element("rect", {"x": left, "y": top, "width": right - left, "height": bottom - top} | look)

    def _rules(self, cell: Cell, r: int, left: float, right: float) -> str:
        """The rule below a cell; that above it belongs to the cell there, but for the first row's."""
        color, width = rule_weight(self.block, cell, r, "B")
        if not color:
            return ""
        y = self.tops[r + cell.rows]
        look = {"stroke": self.canvas.paint(color), "stroke-width": width}
        return element("line", {"x1": left, "y1": y, "x2": right, "y2": y} | look)

    def _words(self, r: int, c: int, cell: Cell, left: float, header: bool) -> str:
        lines = self.placed.cells[r][c]
        if not lines:
            return ""
        height = self.tops[r + cell.rows] - self.tops[r]
        down = (height - points(sum(line.height for line in lines))) / 2 - PAD[self.block.kind][1]
        kind = Type.body(self.canvas.theme, self.placed.size, bold=header)
        style = replace(directed(lines, Style(kind)), align=0.0) if self.block.kind == "table" else Style(kind)
        emu = 12_700
        width = self.lefts[c + cell.columns] - self.lefts[c]
        if style.rtl and cell.align == "right":  # it ends there, from wherever it is read
            left += points(lines[0].lefts[0] - self.placed.margin)
        corner = Box(*(round(v * emu) for v in (left, self.tops[r] + down, width, height)))
        return paragraph(lines, corner, style, self.canvas)


def _brackets(placed: Placed, canvas: Canvas) -> str:
    """Round brackets as formulas have them, bent at their ends."""
    box, beside, width = placed.box, BRACKET_ROOM["matrix"], points(BRACKET_WIDTH)
    top, bottom = points(box.top), points(box.bottom)
    arc = min(0.5, BRACKET_ARC) * (bottom - top)
    made = ""
    for outer, inner in (
        (points(box.left) - beside, points(box.left) - beside + width),
        (points(box.right) + beside, points(box.right) + beside - width),
    ):
        turn = "0" if inner > outer else "1"
        bend = f"A{width:g} {arc:.2f} 0 0 {turn} "
        d = path("M", inner, top) + bend + path("", outer, top + arc).strip() + path("V", bottom - arc)
        d += bend + path("", inner, bottom).strip()
        made += element("path", {"d": d, "fill": "none", "stroke": canvas.paint("text"), "stroke-width": BRACKET})
    return made
