"""Lines across the whole plot at a value of one axis, drawn as series of their own."""

from __future__ import annotations

from dataclasses import replace

from deckwright.deck.chart import Chart, Rule, Series
from deckwright.pptx.chart.date_axis import has_calendar
from deckwright.pptx.chart.scale import Scale


def with_rules(chart: Chart, x: Scale | None, y: Scale) -> Chart:
    """The chart with its lines across the plot as series, from one end of an axis to the other."""
    return replace(chart, series=(*chart.series, *(_series(chart, rule, x, y) for rule in chart.rules)))


def _series(chart: Chart, rule: Rule, x: Scale | None, y: Scale) -> Series:
    if x is None or has_calendar(chart):
        return Series(rule.name, (rule.value,) * len(chart.series[0].y), chart.series[0].x, "muted", "rule")
    at = (rule.value, rule.value)
    xs, ys = ((x.low, x.high), at) if rule.axis == "y" else (at, (y.high, y.low))
    return Series(rule.name, ys, xs, "muted", "rule")
