"""What tests of data frames share: a frame with dates, and what tables and charts show, read back."""

from __future__ import annotations

from collections import namedtuple

import pandas as pd

from deckwright.deck.text import plain
from deckwright.figures import FUNCTIONS

LOSSES = pd.DataFrame(
    {"loss": [3.0, 2.0, 1.5], "accuracy": [0.5, 0.7, 0.8]}, index=pd.date_range("2024-02-28", periods=3)
)
Epoch = namedtuple("Epoch", "epoch loss")
DAYS = (45350.0, 45351.0, 45352.0)


def words(block):
    """The table's texts, row by row."""
    return [[plain(cell.text) for cell in row] for row in block.rows]


def drawn(name, *given, **options):
    """The series of a chart: their names, and their y and x."""
    chart = FUNCTIONS[name](*given, **options)
    return chart, {series.name: (series.y, series.x) for series in chart.series}
