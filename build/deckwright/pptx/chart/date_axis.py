"""Axes of dates: in days, months or years where the program's own axis of dates counts them, else by the clock."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from deckwright.deck.chart import Axis, Chart
from deckwright.figures.dates import DATES, FIRST, days_of, moment_at
from deckwright.pptx.chart.scale import DAY_AND_HOUR, HOURS, MONTHS, SECONDS, YEARS, Scale
from deckwright.pptx.chart.workbook import x_of

FORMATS = {"seconds": SECONDS, "hours": HOURS, "days": DATES, "months": MONTHS, "years": YEARS}
CALENDAR = (
    *((n, "days") for n in (1, 2, 7, 14)),
    *((n, "months") for n in (1, 2, 3, 6)),
    *((n, "years") for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
CLOCK = (
    *((n / 86_400, "seconds") for n in (1, 5, 15)),
    *((n / 24, "hours") for n in (1 / 60, 1 / 12, 1 / 4, 1, 3, 6)),
    *((n, "days") for n in (1, 2, 7, 14, 28)),
)
CLOCK += tuple((n, "days") for n in (56, 91, 182, 364, 728, 1820, 3640, 7280, 18_200, 36_400, 91_000, 182_000, 364_000))
DAYS = {
    "seconds": 1.0,
    "hours": 1.0,
    "days": 1.0,
    "months": 30.0,
    "years": 365.0,
}  # in a unit; hours and seconds are shares of a day
MOST_TICKS = 8
NOISE = 2e-6  # share of a second by which days since 1899 are rounded


def has_calendar(chart: Chart) -> bool:
    """Whether a chart's x is an axis of dates as programs have it: whole days that all lines share."""
    xs = {x_of(series) for series in chart.series}
    whole = all(day == round(day) for days in xs for day in days)
    plain = not any(series.of for series in chart.series) and not any(rule.axis == "x" for rule in chart.rules)
    return chart.kind == "line" and chart.x.dates and len(xs) == 1 and whole and plain


def date_scale(axis: Axis, days: Iterable[float], calendar: bool) -> Scale:
    """The scale for an axis with these days, with a tick at every so many of a unit."""
    days = list(days)
    low = min(days) if axis.low is None else axis.low
    high = max(days) if axis.high is None else axis.high
    if high <= low:
        low, high = low - 1, high + 1
    ladder = CALENDAR if calendar else CLOCK
    fitting = (each for each in ladder if (high - low) / (each[0] * DAYS[each[1]]) <= MOST_TICKS)  # before any is made
    scales = (_scale(low, high, *each) for each in fitting)
    return next((scale for scale in scales if len(scale.ticks) <= MOST_TICKS), _scale(low, high, *ladder[-1]))


def coarser(scale: Scale, calendar: bool) -> Iterator[Scale]:
    """The scale with ever fewer ticks."""
    ladder = CALENDAR if calendar else CLOCK
    for step, unit in ladder[ladder.index((scale.step, scale.unit)) + 1 :]:
        yield _scale(scale.low, scale.high, step, unit)


def _scale(low: float, high: float, step: float, unit: str) -> Scale:
    """From the beginning of a unit on, so that each tick is one."""
    if unit in ("months", "years"):
        first = moment_at(low)
        first = first.replace(day=1, month=1 if unit == "years" else first.month, hour=0, minute=0, second=0)
        low = days_of(max(first, FIRST))
    elif unit in ("hours", "seconds"):
        ends = math.floor(low / step + NOISE) * step, math.ceil(high / step - NOISE) * step
        low, high = min(low, ends[0]), max(high, ends[1])
    code = DAY_AND_HOUR if unit == "hours" and math.floor(low) < math.floor(high) else FORMATS[unit]
    return Scale(low, high, step, code, unit=unit)
