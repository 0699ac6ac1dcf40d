"""From values to blocks: what the expressions in slides.md can call.

FUNCTIONS are called in an expression, ``{{ table(rows) }}``; FILTERS follow a value, ``{{ loss | num(6) }}``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deckwright.deck.drawing import Drawing, Label, Mark, Path, Shape  # for lessons that draw a diagram of their own
from deckwright.deck.figure import Figure  # for records that hold figures
from deckwright.deck.text import Run, Text
from deckwright.figures.bar_charts import bar_chart, stacked_chart
from deckwright.figures.block_diagram import block_diagram
from deckwright.figures.boxes import box_plot
from deckwright.figures.confusion import confusion
from deckwright.figures.contour import contour
from deckwright.figures.graph import graph
from deckwright.figures.heatmap import heatmap
from deckwright.figures.histograms import bin_edges, histogram
from deckwright.figures.image_grid import image_grid
from deckwright.figures.line_charts import area_chart, function_plot, line_chart, scatter_chart
from deckwright.figures.matrix import matrix
from deckwright.figures.measurement import spread
from deckwright.figures.mine import mine
from deckwright.figures.network import network
from deckwright.figures.number import fixed, num, percent, sci, shape
from deckwright.figures.number_line import number_line
from deckwright.figures.picture import picture
from deckwright.figures.pyramid import pyramid
from deckwright.figures.regions import regions
from deckwright.figures.table import table
from deckwright.figures.timeline import timeline
from deckwright.figures.venn import nested, venn
from deckwright.figures.video import clips, video
from deckwright.figures.worked import equation, formula, shaped, symbol, values, worked

FILTERS: dict[str, Callable[..., Any]] = {f.__name__: f for f in (num, fixed, percent, sci, shape, spread, mine)}
_BLOCKS = (
    table,
    matrix,
    line_chart,
    scatter_chart,
    bar_chart,
    stacked_chart,
    area_chart,
    histogram,
    box_plot,
    function_plot,
    network,
    graph,
    heatmap,
    confusion,
    image_grid,
    contour,
    regions,
    block_diagram,
    nested,
    venn,
    pyramid,
    timeline,
    number_line,
    picture,
    video,
    clips,
)
_WORKINGS = (worked, formula, equation, shaped, symbol, values)
FUNCTIONS: dict[str, Callable[..., Any]] = FILTERS | {f.__name__: f for f in (*_BLOCKS, *_WORKINGS, bin_edges)}

__all__ = [
    "Drawing",
    "FILTERS",
    "FUNCTIONS",
    "Figure",
    "Label",
    "Mark",
    "Path",
    "Run",
    "Shape",
    "Text",
    "area_chart",
    "bar_chart",
    "bin_edges",
    "block_diagram",
    "box_plot",
    "clips",
    "confusion",
    "contour",
    "equation",
    "fixed",
    "formula",
    "function_plot",
    "graph",
    "heatmap",
    "histogram",
    "image_grid",
    "line_chart",
    "matrix",
    "mine",
    "nested",
    "network",
    "num",
    "number_line",
    "percent",
    "picture",
    "pyramid",
    "regions",
    "scatter_chart",
    "sci",
    "shape",
    "shaped",
    "spread",
    "stacked_chart",
    "symbol",
    "table",
    "timeline",
    "values",
    "venn",
    "video",
    "worked",
]
