"""Lines across the whole plot at a value of one axis, drawn as series of their own."""

from __future__ import annotations

from dataclasses import replace

from deckwright.deck.chart import Chart, Rule, Series
from deckwright.errors import UserError
from deckwright.pptx.chart.date_axis import has_calendar
from deckwright.pptx.chart.scale import Scale


def with_rules(chart: Chart, x: Scale | None, y: Scale) -> Chart:
    """The chart with its lines across the plot as series, from one end of an axis to the other."""
    for rule in chart.rules:
        scale = x if rule.axis == "x" and x else y
        if not scale.low <= rule.value <= scale.high:
            raise UserError(
                f"The line {rule.name!r} stands at {rule.value:g} of an axis from {scale.low:g} to {scale.high:g}.",
                where=chart.source,
                hint="Widen x_range or y_range.",
            )
    if x is None and chart.rules and len(chart.categories) < 2:
        raise UserError("A level line across bars leads from one to another, found one bar.", where=chart.source)
    return replace(chart, series=(*chart.series, *(_series(chart, rule, x, y) for rule in chart.rules)))


def _series(chart: Chart, rule: Rule, x: Scale | None, y: Scale) -> Series:
    if x is None or has_calendar(chart):
        return Series(rule.name, (rule.value,) * len(chart.series[0].y), chart.series[0].x, "muted", "rule")
    at = (rule.value, rule.value)
    xs, ys = ((x.low, x.high), at) if rule.axis == "y" else (at, (y.high, y.low))
    return Series(rule.name, ys, xs, "muted", "rule")
