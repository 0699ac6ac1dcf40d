"""Dates as charts count them: in days, as workbooks do."""

from __future__ import annotations

import datetime
import sys
from typing import Any

from deckwright.errors import UserError
from deckwright.figures.number import column_texts
from deckwright.figures.value import plain_value

DATES = r"yyyy\-mm\-dd"  # Excel's number format for a day as ISO writes it
DAY_ZERO = datetime.datetime(1899, 12, 30)
FIRST = datetime.datetime(1900, 3, 1)  # workbooks count a 29th of February 1900, which there was not


def moment_of(value: Any) -> datetime.datetime | None:
    """The moment that a value means, as its own clock shows it: a date, a date with a time, one as ISO writes it, the
    beginning of a period. None for anything else.

    >>> moment_of("2024-02-29"), moment_of(2024.0)
    (datetime.datetime(2024, 2, 29, 0, 0), None)
    """
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(value, pandas.Period):
        value = value.start_time
    value = plain_value(value)
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
        raise UserError(f"Charts have dates from {FIRST.date()} on, found {moment.date()}.")
    return (moment - DAY_ZERO) / datetime.timedelta(days=1)


def date_texts(days: list[float]) -> list[str]:
    """Days since 1899-12-30 as dates, with times where there are any.

    >>> date_texts([45351.0, 45352.0])
    ['2024-02-29', '2024-03-01']
    """
    seconds = (round(day * 86_400) for day in days)
    return column_texts([DAY_ZERO + datetime.timedelta(seconds=each) for each in seconds], 4)
