"""Pace: what is repeated goes faster each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def paced(
    items: Iterable[Item], first: float = 1.0, quicker: float = 0.6, least: float = 0.1
) -> Iterator[tuple[Item, float]]:
    """Each item with the seconds that it takes: the first is shown slowly, the others ever faster.

    first    seconds of the first item; quicker: share of the time of the one before; least: seconds of any item

    >>> [seconds for _, seconds in paced("abcd", first=2.0, quicker=0.5, least=0.4)]
    [2.0, 1.0, 0.5, 0.4]
    """
    if not 0 < quicker <= 1 or not 0 < least <= first:
        raise ValueError(
            f"A pace needs 0 < quicker <= 1 and 0 < least <= first; found quicker={quicker}, least={least}, "
            f"first={first}."
        )
    for k, item in enumerate(items):
        yield item, max(least, first * quicker**k)
