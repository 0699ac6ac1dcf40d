"""The values of a chart, for who points at one of them on a page."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

from deckwright.deck.chart import Series
from deckwright.layout.chart_label_layout import own_names
from deckwright.pptx.chart.scale import as_shown
from deckwright.pptx.chart.workbook import x_of
from deckwright.svg.chart.place import Plot

DIGITS = 6  # of a value; a chart shows fewer


def values_attribute(plot: Plot) -> str:
    """``data-chart``: the plot's place in the chart, what its places along the axis are called, and its series.

    plot    left, top, width, height in points
    sideways  categories stand one below the other
    at, x   places along the axis in points from its beginning, and what stands there; for each series its own in charts
            of numbers, for categories once
    series  index, name, values (null for a gap)
    """
    frame = plot.frame
    content: dict[str, Any] = {
        "plot": [round(side, 2) for side in (frame.left, frame.top, frame.plot_width, frame.plot_height)],
        "sideways": frame.sideways,
        "series": [*_series(plot)],
    }
    if plot.x is None:
        content["at"] = [round(plot.across(index), 2) for index in range(len(plot.chart.categories))]
        content["x"] = list(plot.chart.categories)
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _series(plot: Plot) -> Iterator[dict[str, Any]]:
    named = own_names(plot.chart)
    for index, series in enumerate(plot.chart.series):
        if series not in named or series.style == "rule":
            continue
        entry: dict[str, Any] = {"index": index, "name": series.name, "y": _numbers(series.y)}
        yield entry | (_places(plot, series) if plot.x else {})


def _places(plot: Plot, series: Series) -> dict[str, Any]:
    """Where a series' points stand along an axis of numbers or dates, and what is said of that."""
    scale, xs = plot.x, x_of(series)
    at = [round(scale.fraction(x) * plot.frame.plot_width, 1) for x in xs]
    return {"at": at, "x": [as_shown(x, scale.format) for x in xs] if scale.unit else _numbers(xs)}


def _numbers(values: Iterable[float]) -> list[float | None]:
    """Numbers as JSON has them: short, and null where there is none."""
    return [float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None for value in values]
