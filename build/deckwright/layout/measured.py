"""Blocks as measured, and the two ways to put them together: a stack and a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from deckwright.deck.block import Block
from deckwright.layout.placed import Placed

Place = Callable[[float, float, float], tuple[Placed, ...]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a block (or several) at a given width, in points.

    least, liked, most  its height: as small as it may be, as it looks well, as it may grow. All the same for text.
    excess, cramped     by how much it is too wide for its place at the least; as it looks well. 0 when it fits
    place               (left, top, height given to it) -> boxes; what is not used of the height stays empty
    block               the block to name when something does not fit
    """

    least: float
    liked: float
    most: float
    place: Place = field(repr=False)
    excess: float = 0.0
    cramped: float = 0.0
    block: Block | None = None


def fixed(
    block: Block, height: float, place: Callable[[float, float], Placed], excess: float = 0.0, cramped: float = 0.0
) -> Measured:
    """A block of one height."""
    excess = max(0.0, excess)
    return Measured(
        height, height, height, lambda left, top, _: (place(left, top),), excess, max(excess, cramped), block
    )


def stack(items: Sequence[Measured], gap: float) -> Measured:
    """One below the other. What is left over makes the growing ones grow; the last one has what then remains."""
    if not items:
        return Measured(0.0, 0.0, 0.0, lambda *_: ())
    gaps = gap * (len(items) - 1)

    def place(left: float, top: float, height: float) -> tuple[Placed, ...]:
        placed: tuple[Placed, ...] = ()
        bottom = top + height
        for item, given in zip(items, _heights(items, height - gaps)):
            last = item is items[-1]
            placed += item.place(left, top, max(given, bottom - top) if last else given)
            top += given + gap
        return placed

    total = [sum(getattr(item, name) for item in items) + gaps for name in ("least", "liked", "most")]
    return Measured(*total, place, *_widest(items))


def _heights(items: Sequence[Measured], height: float) -> list[float]:
    """Each item's height: first all their least, then towards what they like, then towards their most."""
    given = [item.least for item in items]
    for goal in ("liked", "most"):
        wanted = [getattr(item, goal) - had for item, had in zip(items, given)]
        spare = height - sum(given)
        if sum(wanted) > 0 and spare > 0:
            share = min(1.0, spare / sum(wanted))
            given = [had + want * share for had, want in zip(given, wanted)]
    return given


def row(items: Sequence[Measured], widths: Sequence[float], gap: float) -> Measured:
    """Side by side, tops in line."""

    def place(left: float, top: float, height: float) -> tuple[Placed, ...]:
        placed: tuple[Placed, ...] = ()
        for item, width in zip(items, widths):
            placed += item.place(left, top, height)
            left += width + gap
        return placed

    highest = [max(getattr(item, name) for item in items) for name in ("least", "liked", "most")]
    return Measured(*highest, place, *_widest(items))


def _widest(items: Sequence[Measured]) -> tuple[float, float, Block | None]:
    widest = max(items, key=lambda item: item.excess)
    return widest.excess, max(item.cramped for item in items), widest.block
