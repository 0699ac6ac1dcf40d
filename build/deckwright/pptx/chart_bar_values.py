"""The values at the ends of bars: how they are written, and the room below the lowest bar that they need."""

from __future__ import annotations

import math
from dataclasses import replace

from deckwright.deck.chart import Chart, Series
from deckwright.figures.number import column_decimals
from deckwright.pptx.chart_frame import Frame, text_width, values_shown
from deckwright.pptx.chart_scale import Scale, as_shown, number_format, scientific
from deckwright.theme import Theme

CLEAR = 4.0  # points between a bar's end, its value and the names of the categories
MOST = 0.5  # of the axis: values that need more are crowded whatever is done


def values_format(series: Series) -> str:
    """The Excel number format in which a series' bars carry their values: the same decimals for all."""
    values = [v for v in series.y if math.isfinite(v)]
    decimals = 0 if all(v == round(v) for v in values) else column_decimals(values, 4)
    return scientific(1) if decimals is None else number_format(decimals)


def with_room_for_values(y: Scale, chart: Chart, frame: Frame, theme: Theme) -> Scale:
    """The scale of bars with their values, which goes so far below zero that no value stands on a category's name."""
    if not values_shown(chart) or y.log or chart.y.low is not None:
        return y
    formats = [(series.y, values_format(series)) for series in chart.series]
    below = [(v, code) for values, code in formats for v in values if v < 0 and math.isfinite(v)]
    if not below:
        return y
    if frame.sideways:
        room = text_width([as_shown(v, code) for v, code in below], frame.size, theme)
    else:
        room = 1.25 * frame.size
    share = min(MOST, (room + CLEAR) / (frame.plot_width if frame.sideways else frame.plot_height))
    return replace(y, low=min(y.low, (min(below)[0] - share * y.high) / (1 - share)))
