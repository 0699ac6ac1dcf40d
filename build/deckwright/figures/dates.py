"""Dates as charts count them: in days, as workbooks do."""

from __future__ import annotations

import datetime
import itertools
import re
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from deckwright.errors import UserError
from deckwright.figures.number import column_texts
from deckwright.figures.value import plain_value

DATES = r"yyyy\-mm\-dd"  # Excel's number format for a day as ISO writes it
_PERIOD = re.compile(r"(?P<year>[12]\d{3})-?(?:(?<=-)(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4]))")
DAY_ZERO = datetime.datetime(1899, 12, 30)
FIRST = datetime.datetime(1900, 3, 1)  # workbooks count a 29th of February 1900, which there was not


def moment_of(value: Any) -> datetime.datetime | None:
    """The moment that a value means, as its own clock shows it: a date, a date with a time, one as ISO writes it, the
    beginning of a period, such as a month or a quarter. None for anything else.

    >>> moment_of("2024-02-29"), moment_of(2024.0)
    (datetime.datetime(2024, 2, 29, 0, 0), None)
    """
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(value, pandas.Period):
        value = value.start_time
    if isinstance(value, np.datetime64) and not np.isnat(value):
        value = value.astype("datetime64[us]")  # of a month or a year the beginning
    value = plain_value(value)
    if isinstance(value, str) and (period := _PERIOD.fullmatch(value)):
        month = 3 * int(period["quarter"]) - 2 if period["quarter"] else int(period["month"])
        return datetime.datetime(int(period["year"]), month, 1)
    if isinstance(value, str) and len(value) >= len("2024-02-29"):
        try:
            value = datetime.datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None)
    return datetime.datetime(value.year, value.month, value.day) if isinstance(value, datetime.date) else None


def days_of(moment: datetime.datetime) -> float:
    """Days since 1899-12-30.

    >>> days_of(datetime.datetime(2024, 2, 29, 12))
    45351.5
    """
    if moment < FIRST:
        raise UserError(
            f"Charts have dates from {FIRST.date()} on, found {moment.date()}.",
            hint="Take the years as numbers: x=[day.year for day in days].",
        )
    return (moment - DAY_ZERO) / datetime.timedelta(days=1)


def moment_at(days: float) -> datetime.datetime:
    """The moment so many days after 1899-12-30, to the second.

    >>> moment_at(45351.5)
    datetime.datetime(2024, 2, 29, 12, 0)
    """
    return DAY_ZERO + datetime.timedelta(seconds=round(days * 86_400))


def months_on(first: float, months: int) -> Iterator[float]:
    """This first day of a month and those every so many months after it, in days.

    >>> [date_texts([day])[0] for day in itertools.islice(months_on(45292.0, 6), 3)]
    ['2024-01-01', '2024-07-01', '2025-01-01']
    """
    begin = moment_at(first)
    for count in itertools.count():
        year, month = divmod(begin.month - 1 + count * months, 12)
        if begin.year + year > datetime.MAXYEAR:
            return
        yield days_of(begin.replace(year=begin.year + year, month=month + 1))


def date_texts(days: list[float]) -> list[str]:
    """Days since 1899-12-30 as dates, with times where there are any.

    >>> date_texts([45351.0, 45352.0])
    ['2024-02-29', '2024-03-01']
    """
    return column_texts([moment_at(day) for day in days], 4)
