"""What an author says without a source: their own number, which `check` takes as it is."""

from __future__ import annotations

from typing import TypeVar

Value = TypeVar("Value")


def mine(value: Value) -> Value:
    """A number, or words with numbers in them, that its author answers for: it comes from no lesson and needs no
    source.

    >>> mine(12)
    12
    """
    return value
