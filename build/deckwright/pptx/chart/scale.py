"""An axis's scale: limits at round numbers and ticks between them, the same in every program."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from locale import windows_locale

from deckwright.deck.chart import Axis
from deckwright.figures.dates import DATES, moment_at, months_on
from deckwright.figures.number import SEPARATED_FROM, SUPERSCRIPTS
from deckwright.language import spoken
from deckwright.ticks import is_multiple, is_round, round_limits, told_apart

LEAST_BAR = 0.1  # powers of ten: a bar of the least value is as high as that, at the least
MOST_POWERS = 8  # intervals between the ticks of a logarithmic axis, each of one power of ten or of several
LONGEST_PLAIN = 9  # digits before the point of a tick that is written without a power of ten
SECONDS, HOURS, MONTHS, YEARS = (
    r"hh\:mm\:ss",
    r"hh\:mm",
    r"yyyy\-mm",
    "yyyy",
)  # Excel's number formats for parts of a date
SMALL_AND_LARGE = "[>=1000]#,##0;General"  # of ticks from 0.01 to 10,000: where one has separators all have them
DAY_AND_HOUR = r"mm\-dd\ hh\:mm"
CLOCKS = {
    SECONDS: "%H:%M:%S",
    HOURS: "%H:%M",
    DAY_AND_HOUR: "%m-%d %H:%M",
    DATES: "%Y-%m-%d",
    MONTHS: "%Y-%m",
    YEARS: "%Y",
}  # and as Python writes them
_LANGUAGE = re.compile(r"\[\$-[0-9A-F]+\]")
WHOLE = 3  # from this span on, an axis of whole numbers has ticks at whole numbers only


@dataclass(frozen=True, slots=True)
class Scale:
    """Limits, distance of ticks and Excel number format. On a logarithmic scale a tick is step times the one before."""

    low: float
    high: float
    step: float
    format: str
    log: bool = False
    unit: str = ""  # of dates: seconds, hours, days, months or years, of which step counts several

    def fraction(self, value: float) -> float:
        """Where a value stands: 0 at the low end, 1 at the high end."""
        if self.log:
            return _powers(self.low, max(value, self.low)) / _powers(self.low, self.high)
        return (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values at which the axis has a label."""
        if self.log:
            first, each = math.log10(self.low), math.log10(self.step)
            count = math.floor(_powers(self.low, self.high) / each + 1e-9)
            return tuple(float(f"{10.0 ** (first + i * each):.12g}") for i in range(count + 1))
        if self.unit in ("months", "years"):
            months = round(self.step) * (12 if self.unit == "years" else 1)
            return tuple(takewhile(lambda day: day <= self.high, months_on(self.low, months)))
        noise = 1e-4 if self.unit else 1e-9  # a second is a small share of the days since 1899
        count = math.floor((self.high - self.low) / self.step + noise)
        return tuple(self.low + i * self.step for i in range(count + 1))

    @property
    def labels(self) -> tuple[str, ...]:
        """The ticks' labels, close enough to measure them."""
        texts = (as_shown(tick, self.format) for tick in self.ticks)
        return tuple(map(as_power, texts)) if self.has_powers else tuple(texts)

    @property
    def has_powers(self) -> bool:
        """Whether its ticks are so large or so small that they are written with powers of ten."""
        return "e-0" in self.format


def scale_of(axis: Axis, values: Iterable[float], *, from_zero: bool = False) -> Scale:
    """The scale for an axis with these values. Bars and areas stand on zero, on a logarithmic axis a little
    below them.
    """
    values = [v for v in values if math.isfinite(v) and (v > 0 or not axis.log)]
    if axis.log:
        return _log_scale(axis, values or [1.0], LEAST_BAR if from_zero else 0.0)
    values = values or [0.0]
    low = min(values) if axis.low is None else axis.low
    high = max(values) if axis.high is None else axis.high
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    low, high = _in_order(axis, low, high)
    whole = all(v == round(v) for v in (low, high, *values)) and high - low >= WHOLE
    bottom, top, step = round_limits(low, high, whole)
    bottom, top = bottom if axis.low is None else low, top if axis.high is None else high
    return Scale(bottom, top, step, _format(axis, step, max(abs(bottom), abs(top))))


def _in_order(axis: Axis, low: float, high: float) -> tuple[float, float]:
    """Limits that can be told apart. One that was asked for stays, and the other one moves."""
    if told_apart(low, high) == (low, high):
        return low, high
    if axis.low is not None and axis.high is None:
        return low, low + (abs(low) or 1.0)
    if axis.high is not None and axis.low is None:
        return high - (abs(high) or 1.0), high
    return told_apart(low, high)


def thinned(scale: Scale, axis: Axis) -> Iterator[Scale]:
    """The scale with ever fewer ticks, all at round numbers."""
    if scale.log:
        powers = round(_powers(scale.low, scale.high))
        yield from (
            replace(scale, step=10.0**every) for every in range(round(_powers(1.0, scale.step)) + 1, powers + 1)
        )
        return
    for intervals in range(len(scale.ticks) - 2, 0, -1):
        step = (scale.high - scale.low) / intervals
        if is_round(step) and is_multiple(scale.low, step):
            yield replace(scale, step=step, format=_format(axis, step, max(abs(scale.low), abs(scale.high))))


def number_format(decimals: int, largest: float = math.inf) -> str:
    """An Excel number format with this many decimals, a true minus sign, and thousands separators if the largest number
    has them: a year stays a year.

    >>> number_format(1), number_format(0, 2024)
    ('#,##0.0;"−"#,##0.0;0', '0;"−"0;0')
    """
    digits = "#,##0" if largest >= SEPARATED_FROM else "0"
    return _both_signs(digits + ("." + "0" * decimals if decimals > 0 else ""))


def scientific(decimals: int = 0) -> str:
    """An Excel number format with a power of ten, as short as it can be; superscripts are beyond number formats.

    >>> scientific(1)
    '0.0e-0;"−"0.0e-0;0'
    """
    return _both_signs("0" + ("." + "0" * decimals if decimals > 0 else "") + "e-0")


def _both_signs(digits: str) -> str:
    return in_language(f'{digits};"\N{MINUS SIGN}"{digits};0')


def in_language(code: str) -> str:
    """A number format that shows the marks of the deck's language, in programs that don't take those of their computer.

    A format itself has the marks of English in every file.
    """
    number = _number_of_language(spoken().regional)
    if spoken().writes_as_english or number is None:
        return code
    return ";".join(f"[$-{number:X}]{part}" for part in code.split(";"))


@cache
def _number_of_language(tag: str) -> int | None:
    """The number by which Windows knows a language."""
    tag = tag.replace("-", "_")
    own = (n for n, name in windows_locale.items() if name == tag)
    kin = (n for n, name in windows_locale.items() if name.split("_")[0] == tag.split("_")[0])
    return next(own, None) or min(kin, default=None)


def _bare(code: str) -> str:
    """A number format without its language."""
    return _LANGUAGE.sub("", code)


def as_shown(value: float, code: str) -> str:
    """A number as an Excel number format shows it, close enough to measure it.

    >>> as_shown(1e-8, scientific()), as_shown(-1234.5, number_format(1)), as_shown(0.001, "General")
    ('1e-8', '−1,234.5', '0.001')
    >>> [as_shown(tick, SMALL_AND_LARGE) for tick in (0.01, 100.0, 10_000.0)]
    ['0.01', '100', '10,000']
    """
    code = _bare(code)
    if code in CLOCKS:
        return format(moment_at(value), CLOCKS[code])
    size = abs(value)
    if code in ("General", SMALL_AND_LARGE):
        text = f"{size:,.10g}" if code != "General" and size >= 1000 else f"{size:.10g}"
    else:
        decimals = code.split(";")[0].partition("e")[0].partition(".")[2].count("0")
        separator = "," if "," in code else ""
        text = _with_power(size, decimals) if "E" in code.upper() else f"{size:{separator}.{decimals}f}"
    return "\N{MINUS SIGN}" + text if value < 0 else text


def as_power(text: str) -> str:
    """A number of a scientific format with a raised power of ten.

    >>> as_power("1e-6"), as_power("2.5e13"), as_power("0")
    ('10⁻⁶', '2.5×10¹³', '0')
    """
    mantissa, e, power = text.partition("e")
    raised = f"10{power.translate(SUPERSCRIPTS)}"
    return (raised if mantissa == "1" else f"{spoken().number(mantissa)}×{raised}") if e else text


def _with_power(value: float, decimals: int) -> str:
    mantissa, power = f"{value:.{decimals}e}".split("e")
    return f"{mantissa}e{int(power)}" if value else "0"


def _format(axis: Axis, step: float, largest: float) -> str:
    """The format in which neighboring ticks differ: plain decimals, or a power of ten where those would be longer."""
    if axis.format != "General":
        return axis.format
    digits = f"{step:.12e}".split("e")[0].rstrip("0")  # of the step: 1 for 0.02, 2 for 0.25
    finest = math.floor(math.log10(step) + 1e-9) - (len(digits) - 2)  # power of ten of the last one
    before = max(1, math.floor(math.log10(largest)) + 1)
    mantissa = max(0, math.floor(math.log10(largest) + 1e-9) - finest)
    plain = max(0, -finest)
    if (plain < 6 and before <= LONGEST_PLAIN) or before + plain <= mantissa + 4:
        return number_format(plain, largest)
    return scientific(mantissa)


def _log_scale(axis: Axis, values: list[float], below: float) -> Scale:
    """Whole powers of ten. below: by how many of them the axis begins below the least value, at the least."""
    low = axis.low if axis.low is not None else 10.0 ** math.floor(math.log10(min(values)) - below + 1e-9)
    high = axis.high if axis.high is not None else 10.0 ** math.ceil(math.log10(max(values)) - 1e-9)
    if high <= low:
        low, high = (high / 10, high) if axis.low is None else (low, low * 10)
    every = max(1, math.ceil(_powers(low, high) / MOST_POWERS))
    code = in_language(_format_of_powers(low, high)) if axis.format == "General" else axis.format
    return Scale(low, high, 10.0**every, code, log=True)


def _format_of_powers(low: float, high: float) -> str:
    """The format of the ticks of a logarithmic axis: plain numbers as long as these can be read."""
    if low < 1e-4 or high > 1e6:
        return scientific()
    if high >= SEPARATED_FROM and spoken().writes_as_english:
        return SMALL_AND_LARGE
    return "#,##0" if high >= SEPARATED_FROM and low >= 1 else "General"


def _powers(low: float, high: float) -> float:
    """How many powers of ten lead from one number to another; their ratio may be too large for a number."""
    return math.log10(high) - math.log10(low)
