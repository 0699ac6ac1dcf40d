"""Dates in words."""

from __future__ import annotations

import datetime
import re

from deckwright.language.spoken import spoken

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def in_words(date: datetime.date) -> str:
    """A day as it is written in the language spoken.

    >>> in_words(datetime.date(2026, 3, 1))
    'March 1, 2026'
    """
    from babel.dates import format_date

    return format_date(date, "long", locale=spoken().tag.replace("-", "_"))


def day_in_words(text: str) -> str:
    """The same for a text that is nothing but a date by ISO 8601; any other is left as its author wrote it.

    >>> day_in_words("2026-03-01"), day_in_words("Winter 2026/27")
    ('March 1, 2026', 'Winter 2026/27')
    """
    if not _ISO.fullmatch(text):
        return text
    try:
        return in_words(datetime.date.fromisoformat(text))
    except ValueError:  # there is no such day
        return text
