"""Symbols that turn into their numbers, where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from manim import Animation, FadeTransform, Mobject, ReplacementTransform


def morphed(before: Mobject, after: Mobject) -> Animation:
    """One thing turns into another: the same outline moves, another one takes its place without being squeezed."""
    alike = len(before.points) == len(after.points)
    return ReplacementTransform(before, after) if alike else FadeTransform(before, after, stretch=False)


def substituted(symbols: Iterable[Mobject], values: Iterable[Mobject]) -> list[Animation]:
    """Each symbol turns into its value, in its own place; as many values as symbols.

    >>> from manim import Square
    >>> symbols, values = [Square(), Square().shift([2, 0, 0])], [Square(), Square()]
    >>> len(substituted(symbols, values)), values[1].get_center().tolist()
    (2, [2.0, 0.0, 0.0])
    """
    pairs = list(zip(symbols, values, strict=True))
    return [morphed(symbol, value.move_to(symbol)) for symbol, value in pairs]
