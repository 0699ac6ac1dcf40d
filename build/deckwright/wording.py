"""Grammar of messages: numbers with their nouns, nouns with their articles."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """So many of them.

    >>> counted(1, "finding"), counted(2, "finding"), counted(0, "label")
    ('1 finding', '2 findings', '0 labels')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def a(noun: str) -> str:
    """One of them.

    >>> a("table"), a("equation")
    ('a table', 'an equation')
    """
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
