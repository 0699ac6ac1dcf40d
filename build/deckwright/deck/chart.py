"""Charts, drawn natively by the presentation program from the numbers given here."""

from __future__ import annotations

from dataclasses import dataclass, field

from deckwright.deck.block import Block
from deckwright.deck.figure import Origin


@dataclass(frozen=True, slots=True)
class Series:
    """One line, set of points or set of bars. x is None where the chart has categories.

    dated  x counts days as workbooks do, from 1899-12-30 on; the time of the day is a fraction
    """

    name: str
    y: tuple[float, ...] = field(repr=False)
    x: tuple[float, ...] | None = field(default=None, repr=False)
    role: str = ""  # a role of the theme; "" takes the next one
    style: str = "line"  # line, points, both, dashed; for line and scatter charts
    left_out: tuple[float, ...] = field(default=(), repr=False)  # what a logarithmic axis has no place for
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: title, scale and, where wanted, its limits."""

    title: str = ""
    log: bool = False
    low: float | None = None
    high: float | None = None
    format: str = "General"  # Excel number format of the tick labels
    gridlines: bool = False
    dates: bool = False  # the values count days, as those of a dated series


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Block):
    """kind: "line" (numeric x), "scatter", "bar", "stacked", "area", "histogram"; categories for all but line and scatter.

    origin stands for every point; a point's identity is origin + series + index.
    """

    kind: str
    series: tuple[Series, ...]
    categories: tuple[str, ...] = ()
    x: Axis = Axis()
    y: Axis = Axis()
    title: str = ""
    origin: Origin | None = None
    by_series: bool = False
    direct_labels: bool = True  # name at the line's end instead of a legend
