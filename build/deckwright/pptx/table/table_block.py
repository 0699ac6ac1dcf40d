"""Tables and matrices as native tables: quiet rules, tinted cells, brackets."""

from __future__ import annotations

from pptx.util import Emu, Pt

from deckwright.deck.table import Cell, Table
from deckwright.deck.text import plain
from deckwright.language import say, spoken
from deckwright.layout.placed import Box, Placed
from deckwright.layout.table import BRACKET_ROOM
from deckwright.pptx.alternate import alternate
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.caption import write_caption
from deckwright.pptx.drawn_text import formula_group
from deckwright.pptx.shape import ornament, transform
from deckwright.pptx.table.band import Band, bands
from deckwright.pptx.table.cell import table_cell
from deckwright.pptx.table.cell_contents import DrawnCells, NativeCells, has_math
from deckwright.pptx.template.package import NO_TABLE_STYLE
from deckwright.pptx.theme_colors import outline
from deckwright.pptx.xml import Element, element

TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
BRACKET_WIDTH = Pt(6)
BRACKET_ARC = 0.3  # of its height at either end, in which a bracket bends


def write_table(placed: Placed, canvas: Canvas) -> None:
    """The table with its caption, in one piece, or by its rows, columns or cells; a matrix between brackets."""
    block: Table = placed.block
    name = canvas.ids.name("Matrix" if block.kind == "matrix" else "Table")
    for number, band in enumerate(bands(placed)):
        band_name = name if number == 0 else canvas.ids.part(name, _part(block, band))
        shape_id = canvas.ids.next()
        alt = (plain(block.alt) or _outline(block)) if number == 0 else band_name
        _write_band(placed, band, block.step + band.click, shape_id, band_name, alt, canvas)
    if block.kind == "matrix":
        _write_brackets(placed, name, canvas)
    if placed.lines and placed.parts:
        write_caption(block.caption, placed, name, canvas)


def _part(block: Table, band: Band) -> str:
    """What a later part of a table is called."""
    row, column = f"row {band.rows[0] + 1}", f"column {band.columns[0] + 1}"
    return column if block.by_column else row if block.by_row else f"{row}, {column}"


def _outline(block: Table) -> str:
    """What a table without a description is about: its first row."""
    heading = ", ".join(plain(cell.text) for cell in block.rows[0])
    before, after = words_around_first_row(block)
    return before + heading + after


def words_around_first_row(block: Table) -> tuple[str, str]:
    """What is said of a table without a description before its first row and after it."""
    message = (
        "Matrix of {rows} rows; the first: {row}"
        if block.kind == "matrix"
        else "Table of {rows} rows; the first: {row}"
    )
    before, after = say(message, rows=len(block.rows), row="\n").split("\n")
    return before, after


def _write_band(placed: Placed, band: Band, click: int, shape_id: int, name: str, alt: str, canvas: Canvas) -> None:
    """Add cells to the slide; of a table with formulas also as one with gaps and drawn formulas over it.

    A part without formulas is drawn likewise, so that each row keeps one baseline.
    """
    heading = {"id": shape_id, "name": name} | ({"descr": alt} if alt else {})
    native = _frame(heading, band.box, _table(placed, band, NativeCells(placed, canvas), canvas))
    canvas.timeline.appear(click, shape_id)
    cells = DrawnCells(placed, band, canvas)
    if not has_math(placed):
        canvas.tree.append(native)
        return
    drawn = [_frame(heading, band.box, _table(placed, band, cells, canvas))]
    if cells.formulas:
        formulas = formula_group(cells.formulas, band.box, name, canvas)
        drawn.append(formulas)
        canvas.timeline.appear(click, int(formulas.nvGrpSpPr.cNvPr.get("id")), drawn=True)
    canvas.tree.append(alternate([native], drawn))


def _frame(heading: dict[str, object], box: Box, table: Element) -> Element:
    """``p:graphicFrame`` of a table."""
    properties = element(
        "p:nvGraphicFramePr",
        None,
        element("p:cNvPr", heading),
        element("p:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noGrp": True})),
        element("p:nvPr"),
    )
    data = element("a:graphicData", {"uri": TABLE}, table)
    return element("p:graphicFrame", None, properties, transform(box, "p:xfrm"), element("a:graphic", None, data))


def _table(placed: Placed, band: Band, cells: NativeCells | DrawnCells, canvas: Canvas) -> Element:
    block: Table = placed.block
    flags = {"rtl": True} if spoken().rtl and block.kind == "table" else {}
    flags |= {"firstRow": band.rows[0] < block.header_rows, "firstCol": band.columns[0] < block.header_columns}
    properties = element("a:tblPr", flags, element("a:tableStyleId", text=NO_TABLE_STYLE))
    grid = element(
        "a:tblGrid", None, *(element("a:gridCol", {"w": int(width)}) for width in placed.columns[slice(*band.columns)])
    )
    covered = covered_cells(block)

    def cell(r: int, c: int) -> Element:
        merged = covered.get((r, c))
        return table_cell(placed, r, c, cells.contents(r, c, merged is not None), merged, canvas)

    rows = [
        element("a:tr", {"h": int(placed.rows[r])}, *(cell(r, c) for c in range(*band.columns)))
        for r in range(*band.rows)
    ]
    return element("a:tbl", None, properties, grid, *rows)


def covered_cells(block: Table) -> dict[tuple[int, int], dict[str, object]]:
    """Cells under a neighbor that spans them, with the attributes that say so."""
    covered: dict[tuple[int, int], dict[str, object]] = {}
    for r, row in enumerate(block.rows):
        for c, cell in enumerate(row):
            if (r, c) in covered:
                continue
            for i in range(cell.rows):
                for j in range(cell.columns):
                    if i or j:
                        covered[r + i, c + j] = _merge(cell, i, j)
    return covered


def _merge(cell: Cell, down: int, across: int) -> dict[str, object]:
    merge: dict[str, object] = {"hMerge": True} if across else {}
    merge |= {"vMerge": True} if down else {}
    merge |= {"rowSpan": cell.rows} if across and not down and cell.rows > 1 else {}
    return merge | ({"gridSpan": cell.columns} if down and not across and cell.columns > 1 else {})


def _write_brackets(placed: Placed, name: str, canvas: Canvas) -> None:
    box, beside = placed.box, Pt(BRACKET_ROOM["matrix"])
    for side, left in (("left", box.left - beside), ("right", box.right + beside - BRACKET_WIDTH)):
        shape_id = canvas.ids.next()
        place = Box(Emu(left), box.top, BRACKET_WIDTH, box.height)
        canvas.tree.append(_bracket(shape_id, canvas.ids.part(name, f"{side} bracket"), side, place, canvas))
        canvas.timeline.appear(placed.block.step, shape_id)


def _bracket(shape_id: int, name: str, side: str, box: Box, canvas: Canvas) -> Element:
    """A round bracket as formulas have it: PowerPoint's own, bent over a part of its height."""
    arc = round(100_000 * BRACKET_ARC * box.height / min(box.width, box.height))
    bent = element(
        "a:prstGeom",
        {"prst": f"{side}Bracket"},
        element("a:avLst", None, element("a:gd", {"name": "adj", "fmla": f"val {arc}"})),
    )
    heading = element("p:nvSpPr", None, ornament(shape_id, name), element("p:cNvSpPr"), element("p:nvPr"))
    return element(
        "p:sp", None, heading, element("p:spPr", None, transform(box), bent, outline("text", canvas.theme, 1.5))
    )
