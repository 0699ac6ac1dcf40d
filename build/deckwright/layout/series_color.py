"""The color of each series of a chart."""

from __future__ import annotations

from deckwright.deck.chart import Chart
from deckwright.theme import CATEGORIES


def role_of(chart: Chart, index: int) -> str:
    """The color of a series: its own role, that of the one it belongs to, or the next one that none asks for."""
    series = chart.series[index]
    if series.of and not series.role:
        return role_of(chart, next(i for i, other in enumerate(chart.series) if other.name == series.of))
    asked = {other.role for other in chart.series}
    free = [category for category in CATEGORIES if category not in asked] or list(CATEGORIES)
    before = sum(not other.role and not other.of for other in chart.series[:index])
    return series.role or free[before % len(free)]
