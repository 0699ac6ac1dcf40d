"""Charts for tests, and what a program reads of them: frame, XML, workbook."""

from __future__ import annotations

import io
import math
import zipfile

from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from deckwright.deck.chart import Axis, Chart, Series
from deckwright.deck.text import Run
from deckwright.layout.placed import Box, Placed
from deckwright.pptx.chart.chart_block import chart_space, write_chart
from deckwright.pptx.shape_ids import ShapeIds
from deckwright.pptx.xml import NAMESPACES
from deckwright.theme import LIGHT

X = (0.0, 1.0, 2.0)

LINES = Chart(
    kind="line",
    series=(Series("train", (0.5, 0.25, 1 / 3), X, "loss"), Series("test", (0.6, math.nan, 0.4), X, style="dashed")),
    x=Axis("epoch"),
    y=Axis("loss", gridlines=True),
    alt=(Run("falls"),),
)

BARS = Chart(kind="bar", series=(Series("accuracy", (0.9, 0.95)),), categories=("linear", "MLP"), y=Axis("accuracy"))


def written(chart, theme=LIGHT, width=8.0):
    """The graphic frame as python-pptx reads it back from a saved file."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    write_chart(slide, Placed(block=chart, box=Box(Inches(1), Inches(1), Inches(width), Inches(4))), ShapeIds(), theme)
    file = io.BytesIO()
    presentation.save(file)
    return Presentation(file).slides[0].shapes[0]


def space(chart, theme=LIGHT, width=600.0, height=300.0):
    """The chart's XML."""
    return chart_space(chart, width, height, theme)


def values(root, path, attribute="val"):
    """An attribute of all elements at a path."""
    return [node.get(attribute) for node in root.findall(path, NAMESPACES)]


def cells(blob):
    """The workbook's cells, {"B2": 0.5}."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(blob)) as book:
        strings = ["".join(si.itertext()) for si in etree.fromstring(book.read("xl/sharedStrings.xml"))]
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = {}
    for cell in sheet.iter(f"{main}c"):
        value = cell.find(f"{main}v").text
        found[cell.get("r")] = strings[int(value)] if cell.get("t") == "s" else float(value)
    return found
