"""Charts, drawn natively by the presentation program from the numbers given here."""

from __future__ import annotations

from dataclasses import dataclass, field

from deckwright.deck.block import Block
from deckwright.deck.figure import Origin


@dataclass(frozen=True, slots=True)
class Spread:
    """How far each point's error bar reaches below and above it, NaN for none.

    kind  "errors" (thin bars with ends), "band" (so many broad ones that they are an area)
    """

    below: tuple[float, ...] = field(repr=False)
    above: tuple[float, ...] = field(repr=False)
    kind: str = "errors"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the whole plot at a value of one axis, with a name: upright at one of x, level at one of y."""

    name: str
    value: float
    axis: str


@dataclass(frozen=True, slots=True)
class Series:
    """One line, set of points or set of bars. x is None where the chart has categories.

    of     the series that it is a part of, in its color and without a name beside it, such as a line's band
    dated  x counts days as workbooks do, from 1899-12-30 on; the time of the day is a fraction
    """

    name: str
    y: tuple[float, ...] = field(repr=False)
    x: tuple[float, ...] | None = field(default=None, repr=False)
    role: str = ""  # a role of the theme; "" takes the next one
    style: str = "line"  # line, points, both, dashed, bare (its spread alone), rule; lower, upper, hidden of a box
    spread: Spread | None = None
    of: str = ""
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
    """kind: "line" (numeric x), "scatter", "bar", "stacked", "area", "histogram", "boxes"; categories for all but line
    and scatter.

    origin       stands for every point; a point's identity is origin + series + index
    by_series    reveal one series with each further click; by_category: one category, such as a bar
    """

    kind: str
    series: tuple[Series, ...]
    categories: tuple[str, ...] = ()
    x: Axis = Axis()
    y: Axis = Axis()
    title: str = ""
    rules: tuple[Rule, ...] = ()
    origin: Origin | None = None
    by_series: bool = False
    by_category: bool = False
    direct_labels: bool = True  # name at the line's end instead of a legend
