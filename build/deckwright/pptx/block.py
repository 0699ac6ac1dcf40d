"""Which writer puts which kind of block on a slide."""

from __future__ import annotations

from collections.abc import Callable

from deckwright.deck.block import Block
from deckwright.deck.chart import Chart
from deckwright.deck.drawing import Drawing
from deckwright.deck.equation import Equation
from deckwright.deck.media import Picture, Video
from deckwright.deck.table import Table
from deckwright.deck.text import Bullets, Code, Paragraph
from deckwright.layout.placed import Placed
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.chart.chart_block import write_chart
from deckwright.pptx.drawing import write_drawing
from deckwright.pptx.equation import write_equation
from deckwright.pptx.picture import write_picture
from deckwright.pptx.table.table_block import write_table
from deckwright.pptx.text_block import write_bullets, write_code, write_paragraph
from deckwright.pptx.video import write_video


def write_block(placed: Placed, canvas: Canvas) -> None:
    """Add a block to its slide, with the clicks that reveal it."""
    WRITERS[type(placed.block)](placed, canvas)


def _write_drawing(placed: Placed, canvas: Canvas) -> None:
    for drawn in write_drawing(canvas.tree, placed, canvas.ids, canvas.theme):
        canvas.timeline.appear(placed.block.step + drawn.part, drawn.shape_id)


def _write_chart(placed: Placed, canvas: Canvas) -> None:
    """A chart that is built in parts shows its axes first, then a series or a category with each further click."""
    chart: Chart = placed.block
    frame = write_chart(canvas.slide, placed, canvas.ids, canvas.theme)
    shape_id = int(frame.nvGraphicFramePr.cNvPr.get("id"))
    if chart.by_category:
        for index in range(-1, len(chart.categories)):
            canvas.timeline.appear(chart.step + index + 1, shape_id, category=index, build="chart")
        return
    if not chart.by_series:
        canvas.timeline.appear(chart.step, shape_id)
        return
    if chart.step:
        canvas.timeline.appear(chart.step, shape_id, series=-1, build="chart")
    names = [series.name for series in chart.series if not series.of]
    for index, series in enumerate(chart.series):  # parts of a line, such as its band, appear with it
        click = names.index(series.of or series.name) + 1
        canvas.timeline.appear(chart.step + click, shape_id, series=index, build="chart")


WRITERS: dict[type[Block], Callable[[Placed, Canvas], None]] = {
    Paragraph: write_paragraph,
    Bullets: write_bullets,
    Code: write_code,
    Equation: write_equation,
    Table: write_table,
    Picture: write_picture,
    Video: write_video,
    Drawing: _write_drawing,
    Chart: _write_chart,
}
