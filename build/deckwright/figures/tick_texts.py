"""The texts of ticks on the axes that are drawn here."""

from __future__ import annotations

from collections.abc import Sequence

from deckwright.figures.number import column_texts


def tick_texts(ticks: Sequence[float]) -> list[str]:
    """The texts of ticks, with as many digits as tell neighbors apart.

    >>> tick_texts([0.5, 1.0]), tick_texts([1.00000001, 1.00000002])
    (['0.5', '1.0'], ['1.00000001', '1.00000002'])
    """
    texts = (column_texts(ticks, digits) for digits in range(4, 18))
    return next((found for found in texts if len(set(found)) == len(ticks)), column_texts(ticks, 17))
