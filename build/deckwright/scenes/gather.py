"""Entries that gather: numbers from anywhere on the screen become a vector's column, or fall into one number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from manim import FadeIn, LaggedStart, Mobject

from deckwright.scenes.morph import morphed


def gathered(parts: Iterable[Mobject], entries: Iterable[Mobject], lag: float = 0.3) -> LaggedStart:
    """A copy of each part flies to its entry, one after the other; the parts stay where they are.

    parts    numbers, tints, ... on the screen, in the order of the entries
    entries  what they become: ``matrix.column(0)``, cells of a grid; not on the screen yet
    lag      share of one flight after which the next begins: 0 all at once, 1 one by one

    >>> from manim import Square
    >>> flights = gathered([Square(), Square()], [Square(), Square()])
    >>> len(flights.animations)
    2
    """
    return LaggedStart(
        *(morphed(part.copy(), entry) for part, entry in zip(parts, entries, strict=True)), lag_ratio=lag
    )


def merged(parts: Iterable[Mobject], number: Mobject) -> list[Any]:
    """All parts fly to the place of one number, fade there, and the number comes out: their sum."""
    return [*(part.animate.move_to(number).set_opacity(0.0) for part in parts), FadeIn(number, scale=1.3)]
