"""The values at the ends of bars: how they are written, and the room beyond the bars that they need."""

from __future__ import annotations

import math
from dataclasses import replace

from deckwright.deck.chart import Chart, Series
from deckwright.figures.number import column_decimals
from deckwright.layout.chart_label_layout import text_width, values_shown
from deckwright.pptx.chart.plot_frame import Frame, has_legend
from deckwright.pptx.chart.scale import LONGEST_PLAIN, Scale, as_shown, number_format, scientific
from deckwright.theme import Theme

CLEAR = 4.0  # points between a bar's end, its value and the names of the categories
DIGITS = (4, 3, 2)  # of a value: the most, and fewer where there is no room for them
GAP_OF_A_BAR = 0.5  # bars' widths between the bars of two categories, at the least
MOST = 0.5  # of the axis: values that need more are crowded whatever is done


def values_format(series: Series, chart: Chart, frame: Frame, theme: Theme) -> str:
    """The Excel number format in which a series' bars carry their values: the same decimals for all.

    Of upright bars side by side the values get so many digits as stand beside those of the neighbors, if so few show
    the smallest value as well.
    """
    abreast = len(chart.series) + GAP_OF_A_BAR if len(chart.series) > 1 else 1
    room = math.inf if frame.sideways else frame.plot_width / max(1, len(chart.categories)) / abreast

    def suit(digits: int) -> bool:
        formats = [(each, _format(each, digits)) for each in chart.series]
        texts = [as_shown(v, code) for each, code in formats for v in each.y if math.isfinite(v)]
        return all("e" not in code for _, code in formats) and text_width(texts, frame.size, theme) <= room

    return _format(series, next(filter(suit, DIGITS), DIGITS[0]))


def _format(series: Series, digits: int) -> str:
    values = [v for v in series.y if math.isfinite(v)]
    decimals = 0 if all(v == round(v) for v in values) else column_decimals(values, digits)
    largest = max(map(abs, values), default=0.0)
    too_long = decimals is None or largest >= 10.0**LONGEST_PLAIN
    return scientific(1) if too_long else number_format(decimals, largest)


def with_room_for_values(y: Scale, chart: Chart, frame: Frame, theme: Theme) -> Scale:
    """The scale of bars with their values, which ends so far beyond them that no value stands on other words.

    Nobody sees where it ends, for such bars have no value axis: limits that were asked for may be passed as well.
    """
    if not values_shown(chart):
        return y
    formats = [(series.y, values_format(series, chart, frame, theme)) for series in chart.series]
    values = [(v, code) for column, code in formats for v in column if y.low <= v <= y.high]
    if not values:
        return y
    lowest, highest = min(values)[0], max(values)[0]
    if frame.sideways:
        room = text_width([as_shown(v, code) for v, code in values], frame.size, theme) + CLEAR
        share = min(MOST, room / frame.plot_width)
        above = 0.0  # they have a margin
    else:
        room = 1.25 * frame.size + CLEAR
        share = min(MOST, room / frame.plot_height)
        words = chart.title or chart.y.title or has_legend(chart)
        above = min(MOST, (room if words else max(0.0, room - frame.top)) / frame.plot_height)
    low = min(y.low, (lowest - share * y.high) / (1 - share)) if lowest < 0 else y.low
    high = max(y.high, (highest - above * low) / (1 - above)) if highest > 0 else y.high
    return replace(y, low=low, high=high)
