"""Blocks as measured, and the two ways to put them together: a stack and a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from deckwright.deck.block import Block
from deckwright.layout.placed import Placed

OPTICAL = 0.4  # share of the free height that is left above what floats; the middle looks too low

Place = Callable[[float, float, float], tuple[Placed, ...]]


@dataclass(frozen=True, slots=True)
class Space:
    """White between two blocks, or between two lines of one: as small as it may be, as it looks well, at the most."""

    least: float
    preferred: float
    most: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a block (or several) at a given width, in points.

    least, preferred, most  its height: as small as it may be, as it looks well, as it may grow
    place               (left, top, height given to it) -> boxes; what is not used of the height stays empty
    excess, preferred_excess     by how much it is too wide for its place at the least; as it looks well. 0 when it fits
    block               the block to name when something does not fit
    floats              it stands in the middle of what space is left, as figures do; text hangs from the line above
    """

    least: float
    preferred: float
    most: float
    place: Place = field(repr=False)
    excess: float = 0.0
    preferred_excess: float = 0.0
    block: Block | None = None
    floats: bool = False


def fixed(
    block: Block,
    height: float,
    place: Callable[[float, float], Placed],
    excess: float = 0.0,
    preferred_excess: float = 0.0,
    floats: bool = False,
) -> Measured:
    """A block of one height."""
    excess = max(0.0, excess)
    return Measured(
        height,
        height,
        height,
        lambda left, top, _: (place(left, top),),
        excess,
        max(excess, preferred_excess),
        block,
        floats,
    )


def airy(
    block: Block,
    extents: Sequence[float],
    spaces: Sequence[Space],
    place: Callable[[float, float, list[float]], Placed],
    excess: float = 0.0,
    preferred_excess: float = 0.0,
) -> Measured:
    """A block of parts below one another, with spaces between them that grow; place gets (left, top, their tops)."""
    solid = sum(extents)
    total = [solid + sum(getattr(space, name) for space in spaces) for name in ("least", "preferred", "most")]

    def spread(left: float, top: float, height: float) -> tuple[Placed, ...]:
        tops, y = [], 0.0
        for extent, space in zip(extents, (*grown(spaces, height - solid), 0.0)):
            tops.append(y)
            y += extent + space
        return (place(left, top, tops),)

    excess = max(0.0, excess)
    return Measured(*total, spread, excess, max(excess, preferred_excess), block)


def grown(parts: Sequence[Space | Measured], height: float) -> list[float]:
    """Each part's height: first all their least, then towards what they like, then towards their most."""
    given = [part.least for part in parts]
    for goal in ("preferred", "most"):
        wanted = [getattr(part, goal) - had for part, had in zip(parts, given)]
        spare = height - sum(given)
        if sum(wanted) > 0 and spare > 0:
            share = min(1.0, spare / sum(wanted))
            given = [had + want * share for had, want in zip(given, wanted)]
    return given


def stack(items: Sequence[Measured], spaces: Sequence[Space]) -> Measured:
    """One below the other, with a space between each two. What is left over makes those grow that can.

    What then is still left stands mostly below: a stack that begins with text hangs from the top, its figures in the
    middle of what it leaves them; one that begins with a figure floats as a whole.
    """
    if not items:
        return Measured(0.0, 0.0, 0.0, lambda *_: ())
    parts = [part for pair in zip(items, spaces) for part in pair] + [items[-1]]

    def place(left: float, top: float, height: float) -> tuple[Placed, ...]:
        placed: tuple[Placed, ...] = ()
        heights = grown(parts, height)
        left_over = max(0.0, height - sum(heights))
        floating = sum(item.floats for item in items)
        top += OPTICAL * left_over if items[0].floats else 0.0
        for part, given in zip(parts, heights):
            if isinstance(part, Measured):
                given += left_over / floating if part.floats and not items[0].floats else 0.0
                placed += part.place(left, top, given)
            top += given
        return placed

    total = [sum(getattr(part, name) for part in parts) for name in ("least", "preferred", "most")]
    return Measured(*total, place, *_widest(items), items[0].floats)


def row(items: Sequence[Measured], widths: Sequence[float], gap: float) -> Measured:
    """Side by side, tops in line."""

    def place(left: float, top: float, height: float) -> tuple[Placed, ...]:
        placed: tuple[Placed, ...] = ()
        for item, width in zip(items, widths):
            placed += item.place(left, top, height)
            left += width + gap
        return placed

    highest = [max(getattr(item, name) for item in items) for name in ("least", "preferred", "most")]
    return Measured(*highest, place, *_widest(items), all(item.floats for item in items))


def _widest(items: Sequence[Measured]) -> tuple[float, float, Block | None]:
    widest = max(items, key=lambda item: item.excess)
    return widest.excess, max(item.preferred_excess for item in items), widest.block
