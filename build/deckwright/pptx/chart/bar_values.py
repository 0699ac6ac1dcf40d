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
MOST, MOST_OF_BOTH = 0.5, 0.75  # of the axis, at one end and in all: values that need more are crowded anyway


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
    below, above = _shares([as_shown(v, code) for v, code in values], chart, frame, theme)
    return _widened(y, min(values)[0], max(values)[0], below, above)


def _shares(texts: list[str], chart: Chart, frame: Frame, theme: Theme) -> tuple[float, float]:
    """The shares of the axis that values need beyond its lowest and its highest bar."""
    if frame.sideways:
        room = text_width(texts, frame.size, theme) + CLEAR
        return min(MOST, room / frame.plot_width), 0.0  # there is a margin at the right
    room = 1.25 * frame.size + CLEAR
    words_above = chart.title or chart.y.title or has_legend(chart)
    over = room if words_above else max(0.0, room - frame.top)
    return min(MOST, room / frame.plot_height), min(MOST, over / frame.plot_height)


def _widened(y: Scale, lowest: float, highest: float, below: float, above: float) -> Scale:
    """The scale with so much of it below bars that hang and above bars that stand."""
    below, above = below if lowest < 0 else 0.0, above if highest > 0 else 0.0
    crowded = max(1.0, (below + above) / MOST_OF_BOTH)
    below, above = below / crowded, above / crowded
    span = (max(highest, 0.0) - min(lowest, 0.0)) / (1 - below - above)
    low = min(y.low, lowest - below * span) if lowest < 0 else y.low
    high = max(y.high, (highest - above * low) / (1 - above)) if highest > 0 else y.high
    low = min(low, (lowest - below * high) / (1 - below)) if lowest < 0 else low
    return replace(y, low=low, high=high)
