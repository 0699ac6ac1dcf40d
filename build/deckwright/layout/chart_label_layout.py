"""How the names in a chart stand, so that none stands on another one; and how many there is room for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deckwright.deck.chart import Chart, Series
from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.fonts.type import Type
from deckwright.theme import Theme
from deckwright.ticks import is_multiple, is_round

LEVEL, LYING, TURNED = "level", "lying", "turned"  # beside one another; beside bars that lie; from the bottom up
SIZES = (18.0, 16.0, 14.0)  # of type, in points
LINE = 1.2  # type sizes from one name to the next one
LONGEST = 0.45  # share of the width (of lying bars) or height (of turned names) that names may take; longer ones fold
GAP = 8.0  # points between neighboring parts
AXIS = 4.0  # type sizes that a value axis's numbers take beside the bars, about
SWATCH, DASHED_SWATCH = 34.0, 58.0  # points that a legend's sample and the distance to the next entry take
MOST_LEGEND = 0.3  # share of the height that a legend may take


@dataclass(frozen=True, slots=True)
class Names:
    """How the names of bars stand, and in which size of type."""

    kind: str
    size: float


def names_of_bars(
    chart: Chart, width: float, height: float, size: float, theme: Theme, beside: float | None = None
) -> Names:
    """The names of a chart's categories in so much room: level, beside bars that lie, some of them, or turned.

    beside  what the axis and the margins take of the width, where that is known
    UserError where no more than a part of them can be read.
    """
    if chart.kind not in ("bar", "stacked", "boxes") or _level(chart, width, size, theme, beside):
        return Names(LEVEL, size)
    sizes = [each for each in SIZES if each <= size]
    may_lie = chart.kind != "boxes" and not chart.rules  # a line across lying bars would be an upright one
    lying = (Names(LYING, each) for each in sizes if may_lie and _least_lying(chart, width, each, theme) <= height)
    turned = (Names(TURNED, each) for each in sizes if _turns(chart, width, height, each, theme))
    found = next(lying, None) or (Names(LEVEL, size) if round_skip(chart.categories, 2) else next(turned, None))
    if found is None:
        raise _no_room(chart, width, height, theme)
    return found


def least_height(chart: Chart, width: float, most: float, theme: Theme) -> float:
    """The height that a chart's names need in this width, of at most so much; UserError if that is too little."""
    check_titles(chart, width, theme)
    _check_legend(chart, width, most, theme)
    found = names_of_bars(chart, width, most, SIZES[-1], theme)
    if found.kind == LYING:
        return _least_lying(chart, width, found.size, theme)
    longest = text_width(chart.categories, found.size, theme)
    return longest / LONGEST + _around(chart, found.size) if found.kind == TURNED else 0.0


def text_width(texts: Iterable[str], size: float, theme: Theme, bold: bool = False) -> float:
    """Width of the widest text, in points."""
    kind = Type.body(theme, size, bold=bold)
    return max((kind.width(Run(text)) for text in texts), default=0.0)


def legend_rows(chart: Chart, width: float, size: float, theme: Theme, swatch: float) -> int:
    """The rows of a legend above the plot: one if all names stand in it, else columns as wide as the widest name."""
    widths = [text_width([series.name], size, theme) + swatch for series in own_names(chart)]
    if sum(widths) <= width:
        return 1
    return math.ceil(len(widths) / max(1, math.floor(width / max(widths))))


def round_skip(names: Sequence[str], least: int) -> int:
    """The next larger number of steps after which numbers are round, if they are equally spaced; else 0."""
    first, step = _first_and_step(names)
    skips = range(least, len(names) // 2 + 1) if step else ()
    return next((s for s in skips if is_round(s * step) and is_multiple(first, s * step)), 0)


def _first_and_step(names: Sequence[str]) -> tuple[float, float]:
    """Where equally spaced numbers begin, and their distance; 0 for anything else."""
    try:
        values = [float(name.replace("\N{MINUS SIGN}", "-").replace(",", "")) for name in names]
    except ValueError:
        return 0.0, 0.0
    if not values:
        return 0.0, 0.0
    first, step = values[0], (values[-1] - values[0]) / max(1, len(values) - 1)
    even = step > 0 and all(abs(first + i * step - value) < step / 2 for i, value in enumerate(values))
    return first, step if even else 0.0


def own_names(chart: Chart) -> list[Series]:
    """The series whose names a legend holds: those that are no part of another one and no line across the plot."""
    return [series for series in chart.series if not series.of and series.style != "rule"]


def check_titles(chart: Chart, width: float, theme: Theme) -> None:
    """UserError for a title that is longer than its chart is wide: programs would break it into lines over the plot."""
    for title in (chart.title, chart.x.title, chart.y.title):
        if (long := text_width([title], SIZES[-1], theme)) > width:
            raise UserError(
                f"The title {title!r} needs {long:.0f} points in a chart of {width:.0f}.",
                where=chart.source,
                hint="Shorten it, or say it above the chart.",
            )


def _level(chart: Chart, width: float, size: float, theme: Theme, beside: float | None) -> bool:
    """Whether all names stand level: of numbers that go on evenly some may be left out."""
    count, longest = max(1, len(chart.categories)), text_width(chart.categories, size, theme)
    if _first_and_step(chart.categories)[1] and longest <= 0.9 * width / count:
        return True
    beside = (1 if values_shown(chart) else AXIS) * size if beside is None else beside
    return longest + GAP <= (width - beside) / count


def values_shown(chart: Chart) -> bool:
    """Whether the bars carry their values, which makes the value axis needless: unless nobody would see without it that
    it is logarithmic.
    """
    spread = any(series.spread for series in chart.series)  # an error bar stands where the value would
    few = len(own_names(chart)) * len(chart.categories) <= 12
    return chart.kind == "bar" and few and not spread and not chart.rules and not chart.y.log


def _least_lying(chart: Chart, width: float, size: float, theme: Theme) -> float:
    """The height of bars that lie with their names, which fold where they are long, beside them."""
    return len(chart.categories) * LINE * size * _lines(chart, width, size, theme) + _around(chart, size)


def _lines(chart: Chart, width: float, size: float, theme: Theme) -> int:
    wide = text_width(chart.categories, size, theme) / (LONGEST * width)
    return math.ceil(wide) if wide <= 1 else math.ceil(1.2 * wide)  # lines break between words, not at their very ends


def _turns(chart: Chart, width: float, height: float, size: float, theme: Theme) -> bool:
    longest = text_width(chart.categories, size, theme)
    return len(chart.categories) <= _most_turned(width, size) and longest <= LONGEST * (height - _around(chart, size))


def _most_turned(width: float, size: float) -> int:
    return math.floor((width - AXIS * size) / (LINE * size))


def _around(chart: Chart, size: float) -> float:
    """Height of what stands above and below the bars, but for turned names."""
    titles = 1.5 * bool(chart.title) + 1.6 * bool(chart.y.title) + bool(chart.x.title)
    lines = 1 + titles + 1.5 * (len(own_names(chart)) > 1)
    return 1.25 * size * lines + 2 * GAP


def _no_room(chart: Chart, width: float, height: float, theme: Theme) -> UserError:
    most = max(_most_turned(width, SIZES[-1]), math.floor((height - _around(chart, SIZES[-1])) / (LINE * SIZES[-1])))
    if len(chart.categories) > most:
        message = f"{len(chart.categories)} bars are too many for this place: the names of {most} can be read."
    else:
        longest = max(chart.categories, key=lambda name: text_width([name], SIZES[-1], theme))
        message = f"The names of these {len(chart.categories)} bars are too long to stand beside them: {longest!r}."
    hint = "Show fewer (the largest, say), shorten the names, or give the chart a slide of its own."
    if chart.rules:
        hint += " Without a level line across them bars may lie, with their names beside them."
    return UserError(message, where=chart.source, hint=hint)


def _check_legend(chart: Chart, width: float, height: float, theme: Theme) -> None:
    """UserError for names of series that have no room above the chart, where they stand if not beside their lines."""
    size = SIZES[-1]
    if len(own_names(chart)) < 2:
        return
    longest = max((series.name for series in own_names(chart)), key=lambda name: text_width([name], size, theme))
    if text_width([longest], size, theme) > width - 4 * size:
        raise UserError(f"The name of a series is too long for this chart: {longest!r}.", where=chart.source)
    most = max(1, math.floor(MOST_LEGEND * height / (LINE * size)))
    swatch = DASHED_SWATCH if chart.kind in ("line", "scatter", "area") else SWATCH
    if legend_rows(chart, width, size, theme, swatch) > most:
        raise UserError(
            f"The names of {len(chart.series)} series don't fit into the {most} lines that there are above this chart.",
            where=chart.source,
            hint="Show fewer series, shorten their names, or give the chart a slide of its own.",
        )
