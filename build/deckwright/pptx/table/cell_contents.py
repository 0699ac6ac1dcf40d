"""What stands in a table's cells: native text and formulas, or text with gaps and formulas drawn over the table."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from pptx.util import Pt

from deckwright.deck.table import Table
from deckwright.deck.text import Math
from deckwright.fonts.face import STAND_IN, families
from deckwright.layout.placed import Placed, TextLine
from deckwright.layout.table_columns import PAD
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.drawn_text import DrawnFormula, drawn_text
from deckwright.pptx.table.band import Band
from deckwright.pptx.table.cell import CellContents, native_contents, passage


def _descent(canvas: Canvas) -> float:
    """Ems below a baseline in a table's cell: there LibreOffice keeps the font's own descent."""
    table = families()
    return table.get(canvas.theme.body_font, table[STAND_IN])["regular"]["descent"] / 1000


def has_math(placed: Placed) -> bool:
    """Whether a formula stands in any cell of a table, at a place that is known."""
    return any(isinstance(part, Math) for row in placed.cells for cell in row for line in cell for part in line.parts)


class NativeCells:
    """Cells as PowerPoint shows them."""

    def __init__(self, placed: Placed, canvas: Canvas):
        self._placed, self._canvas = placed, canvas

    def contents(self, r: int, c: int, covered: bool) -> CellContents:
        """The cell's paragraphs."""
        return native_contents(passage(self._placed, r, c, covered=covered), self._canvas)


class DrawnCells:
    """Cells for programs without mathematics; collects the formulas that are to be drawn over the table."""

    def __init__(self, placed: Placed, band: Band, canvas: Canvas):
        self._placed, self._band, self._canvas = placed, band, canvas
        self._lefts = (0, *accumulate(placed.columns))
        self._tops = (0, *accumulate(placed.rows))
        self.formulas: list[DrawnFormula] = []

    def contents(self, r: int, c: int, covered: bool) -> CellContents:
        """The cell's paragraphs, at their measured places with gaps for formulas: a row keeps one baseline."""
        words = passage(self._placed, r, c, covered=covered)
        lines = self._placed.cells[r][c]
        if covered or not words.text or not lines:
            return native_contents(words, self._canvas)
        left = min(line.lefts[0] for line in lines if line.lefts)
        form = replace(words.form, align="l", left=left)
        drawn = drawn_text([replace(words, form=form)], lines, self._canvas, _descent(self._canvas))
        down = self._centred(r, c, lines)
        across = self._lefts[c] - self._lefts[self._band.columns[0]]
        above = self._tops[r] - self._tops[self._band.rows[0]] + down
        self.formulas += [replace(f, left=f.left + across, baseline=f.baseline + above) for f in drawn.formulas]
        return CellContents(drawn.paragraphs, top=max(0, round(drawn.top + down)))

    def _centred(self, r: int, c: int, lines: tuple[TextLine, ...]) -> float:
        """How far lines that were measured from the cell's top have to move down to its middle."""
        block: Table = self._placed.block
        height = self._tops[r + block.rows[r][c].rows] - self._tops[r]
        return (height - sum(line.height for line in lines)) / 2 - Pt(PAD[block.kind][1])
